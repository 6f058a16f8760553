"""A pair that the sources are silent on gets an answer; what they allow stays allowed."""

from __future__ import annotations

from typing import Any

import pytest

from jeugdregio_core import (
    DIFFERENT_PROVIDERS,
    SAME_PROFILE,
    Period,
    Permission,
    Source,
    StackingMatrix,
    Term,
    Verdict,
    between,
    since,
)
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.outcome import Finding
from jeugdregio_core.supplement import Contradiction, Supplement, Supplied, SuppliedPair

TABLE = Source("Stapelbesluit", "tabel 1")
OTHER_PROVIDER, SAME = DIFFERENT_PROVIDERS.text, SAME_PROFILE.text


@pytest.fixture
def rulebook(testland: Any) -> Rulebook:
    silent = Term("testland-30", "Niets bekend.", Permission.UNSPECIFIED)
    matrix = StackingMatrix(
        code="m",
        valid=testland.always,
        source=testland.source,
        segments=("A", "B", "C"),
        cells={
            ("A", "A"): Term("testland-31", "Mag.", Permission.PERMITTED),
            ("B", "B"): Term(
                "testland-32", "Zelfde profiel mag.", Permission.UNSPECIFIED, (SAME_PROFILE,)
            ),
        },
        otherwise=silent,
    )
    before = testland.rule(lambda _case: None, "testland-01")
    after = testland.rule(lambda _case: None, "testland-99")
    held: Rulebook = testland.rulebook(before, matrix, after)
    return held


def pair(
    first: str,
    second: str,
    permission: Permission,
    *conditions: str,
    valid: Period | None = None,
    overrules: bool = False,
) -> Supplied:
    given = SuppliedPair(
        first=first, second=second, permission=permission, conditions=conditions, source=TABLE
    )
    return Supplied(given, valid, overrules=overrules)


def finding(testland: Any, rulebook: Rulebook, segment: str, other: str, **differs: Any) -> Finding:
    running = {"segment": other, "provider": "x", "profile": "P", "start": "2025-01-01"}
    (found,) = testland.on_stacking(
        rulebook.decide(
            testland.question(
                request={"segment": segment, "provider": "y", "profile": "P"},
                running=[running | differs],
            )
        )
    )
    assert isinstance(found, Finding)
    return found


@pytest.mark.parametrize(
    ("permission", "verdict"),
    [(Permission.PERMITTED, Verdict.PASSED), (Permission.FORBIDDEN, Verdict.REFUSED)],
)
def test_a_silent_pair_gets_the_answer_of_the_table_in_both_orders(
    rulebook: Rulebook, testland: Any, permission: Permission, verdict: Verdict
) -> None:
    filled = rulebook.supplemented(Supplement((pair("A", "B", permission),)))
    for first, second in (("A", "B"), ("B", "A")):
        found = finding(testland, filled, first, second)
        assert (found.rule.code, found.verdict) == ("testland-30-A-B", verdict)
        assert found.rule.source == TABLE
    assert finding(testland, filled, "A", "C").rule.code == "testland-30"
    assert finding(testland, rulebook, "A", "B").verdict is Verdict.REVIEW


def test_a_condition_that_is_known_is_judged(rulebook: Rulebook, testland: Any) -> None:
    given = pair("A", "B", Permission.CONDITIONAL, OTHER_PROVIDER)
    filled = rulebook.supplemented(Supplement((given,)))
    assert finding(testland, filled, "A", "B").verdict is Verdict.PASSED
    same = finding(testland, filled, "A", "B", provider="y")
    assert same.verdict is Verdict.REFUSED
    assert "mag alleen samen als de aanbieders verschillen" in same.message


def test_a_condition_in_own_words_asks_for_a_person(rulebook: Rulebook, testland: Any) -> None:
    given = pair("A", "B", Permission.CONDITIONAL, "het team akkoord is")
    found = finding(testland, rulebook.supplemented(Supplement((given,))), "A", "B")
    assert found.verdict is Verdict.REVIEW
    assert "het team akkoord is" in found.message


def test_what_the_sources_allow_within_a_silent_pair_stays_allowed(
    rulebook: Rulebook, testland: Any
) -> None:
    forbidden = rulebook.supplemented(Supplement((pair("B", "B", Permission.FORBIDDEN),)))
    assert finding(testland, forbidden, "B", "B").verdict is Verdict.PASSED
    assert finding(testland, forbidden, "B", "B", profile="Q").verdict is Verdict.REFUSED
    given = pair("B", "B", Permission.CONDITIONAL, OTHER_PROVIDER)
    either = rulebook.supplemented(Supplement((given,)))
    assert finding(testland, either, "B", "B", provider="y").verdict is Verdict.PASSED
    assert finding(testland, either, "B", "B", profile="Q").verdict is Verdict.PASSED
    neither = finding(testland, either, "B", "B", profile="Q", provider="y")
    assert neither.verdict is Verdict.REFUSED
    assert f"als {SAME} of {OTHER_PROVIDER}" in neither.message
    permitted = rulebook.supplemented(Supplement((pair("B", "B", Permission.PERMITTED),)))
    assert finding(testland, permitted, "B", "B", profile="Q").verdict is Verdict.PASSED


def test_a_stated_pair_is_only_overruled_by_saying_so(rulebook: Rulebook, testland: Any) -> None:
    assert rulebook.supplemented(Supplement((pair("A", "A", Permission.PERMITTED),))).rules
    with pytest.raises(Contradiction, match=r"mag samen \(Handboek.*mag niet samen \(Stapelb"):
        rulebook.supplemented(Supplement((pair("A", "A", Permission.FORBIDDEN),)))
    given = pair("A", "A", Permission.FORBIDDEN, overrules=True)
    found = finding(testland, rulebook.supplemented(Supplement((given,))), "A", "A")
    assert found.verdict is Verdict.REFUSED
    assert "in plaats van mag samen (Handboek Testland" in str(found.rule.source)


def test_a_pair_holds_in_its_own_period_only(rulebook: Rulebook) -> None:
    period = between((2025, 1, 1), (2025, 12, 31))
    given = pair("A", "B", Permission.FORBIDDEN, valid=period)
    filled = rulebook.supplemented(Supplement((given,)))
    codes = [matrix.term("A", "B").code for matrix in filled.stacking]
    assert codes == ["testland-30", "testland-30-A-B", "testland-30"]
    assert [str(m.valid) for m in filled.stacking] == [
        "1 januari 2015 tot en met 31 december 2024",
        str(period),
        "vanaf 1 januari 2026",
    ]
    before = [rule.code for rule in rulebook.rules]
    after = [rule.code for rule in filled.rules_on(period.first)]
    assert after == sorted([*before, "testland-30-A-B"])
    assert (filled.rules[0].code, filled.rules[-1].code) == ("testland-01", "testland-99")


def test_two_rows_that_contradict_each_other_are_refused(rulebook: Rulebook) -> None:
    facts = (
        pair("A", "B", Permission.FORBIDDEN, valid=since(2024)),
        pair("B", "A", Permission.PERMITTED, valid=since(2025)),
    )
    with pytest.raises(Contradiction, match="B naast A is al bekend: mag niet samen"):
        rulebook.supplemented(Supplement(facts))


def test_the_rulebook_itself_does_not_change(rulebook: Rulebook) -> None:
    rules, stacking = rulebook.rules, rulebook.stacking
    rulebook.supplemented(Supplement((pair("A", "B", Permission.FORBIDDEN),)))
    assert (rulebook.rules, rulebook.stacking) == (rules, stacking)
    assert rulebook.stacking[0].term("A", "B").code == "testland-30"
