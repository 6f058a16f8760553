"""A deployment fills in what the sources leave open, and never overrides what they say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from jeugdregio_core import Norm, NormCeiling, NormFramework, Party, Source, Status, Verdict
from jeugdregio_core.conformance.cases import read_cases, run_case
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.facts import NORM_DURATION
from jeugdregio_core.rules.outcome import Finding
from jeugdregio_core.supplement import Supplement, Supplied, supplied_norm

TABLE = Source("Normentabel van de gemeente", "rij 1")
HANDBOOK = Source("Handboek Testland", "bladzijde 1")


def norm(value: Any, subject: str = "A", quantity: str = "duur", unit: str = "maanden") -> Norm:
    return supplied_norm(subject=subject, quantity=quantity, value=value, unit=unit, source=TABLE)


def stated(**parts: Any) -> Norm:
    given = {"code": "n", "subject": "elke dienst", "quantity": "duur", "unit": "maanden"} | parts
    known = "value" in parts or "text" in parts
    return Norm(
        source=HANDBOOK,
        rule="testland-05",
        status=Status.KNOWN if known else Status.UNKNOWN,
        **given,
    )


@pytest.fixture
def rulebook(testland: Any) -> Rulebook:
    ceiling = NormCeiling(
        code="testland-05",
        title="De duur past binnen de norm.",
        valid=testland.always,
        source=HANDBOOK,
        quantity="duur",
        fact=NORM_DURATION,
        consent_by=frozenset({Party.GEMEENTELIJKE_TOEGANG}),
    )
    framework = NormFramework(
        code="normen",
        title="Normen",
        valid=testland.always,
        source=HANDBOOK,
        norms=(stated(), stated(code="vast", subject="B", value=Decimal(3))),
    )
    held: Rulebook = testland.rulebook(ceiling, norm_frameworks=(framework,))
    return held


def finding(testland: Any, rulebook: Rulebook, **groups: Any) -> Finding | None:
    found: Finding | None = testland.finding(
        rulebook.decide(testland.question(**groups)), "testland-05"
    )
    return found


def test_an_empty_supplement_changes_nothing(rulebook: Rulebook) -> None:
    assert rulebook.supplemented(Supplement()) is rulebook


def test_another_supplement_is_another_stamp(rulebook: Rulebook) -> None:
    six, seven = (rulebook.supplemented(Supplement((Supplied(norm(n)),))).stamp for n in (6, 7))
    again = rulebook.supplemented(Supplement((Supplied(norm(6)),))).stamp
    assert six == again
    assert len({rulebook.stamp.hash, six.hash, seven.hash}) == 3
    assert six.version == rulebook.stamp.version


def test_a_loaded_norm_belongs_to_the_rule_of_its_quantity(
    rulebook: Rulebook, testland: Any
) -> None:
    filled = rulebook.supplemented(Supplement((Supplied(norm(6)),)))
    held = filled.norm_frameworks[0].norm("A", "duur")
    assert held is not None
    assert (held.rule, held.value, held.source) == ("testland-05", Decimal(6), TABLE)
    assert rulebook.norm_frameworks[0].norm("A", "duur") is None


def test_an_unknown_norm_is_filled_in_under_its_own_code(rulebook: Rulebook) -> None:
    filled = rulebook.supplemented(Supplement((Supplied(norm(6, "elke dienst")),)))
    held = filled.norm_frameworks[0].norm("elke dienst", "duur")
    assert held is not None
    assert (held.code, held.status, held.value) == ("n", Status.KNOWN, Decimal(6))
    assert len(filled.norm_frameworks[0].norms) == len(rulebook.norm_frameworks[0].norms)


def test_a_known_norm_is_never_overridden(rulebook: Rulebook) -> None:
    with pytest.raises(ValueError, match=r"3 maanden \(Handboek.* 4 maanden \(Normentabel"):
        rulebook.supplemented(Supplement((Supplied(norm(4, "B")),)))


def test_saying_the_same_as_the_region_is_no_conflict(rulebook: Rulebook) -> None:
    filled = rulebook.supplemented(Supplement((Supplied(norm(3, "B")),)))
    held = filled.norm_frameworks[0].norm("B", "duur")
    assert held is not None
    assert held.source == HANDBOOK


def test_a_table_that_contradicts_itself_is_refused(rulebook: Rulebook) -> None:
    with pytest.raises(ValueError, match=r"6 maanden .* 7 maanden"):
        rulebook.supplemented(Supplement((Supplied(norm(6)), Supplied(norm(7)))))


def test_a_norm_that_no_rule_looks_at_is_refused(rulebook: Rulebook) -> None:
    with pytest.raises(ValueError, match=r"geen norm voor 'leeftijd'. Bekend: duur"):
        rulebook.supplemented(Supplement((Supplied(norm(6, quantity="leeftijd")),)))


def test_a_norm_in_another_unit_is_refused(rulebook: Rulebook) -> None:
    with pytest.raises(ValueError, match=r"in 'weken'; .* in 'maanden'"):
        rulebook.supplemented(Supplement((Supplied(norm(6, unit="weken")),)))


@pytest.mark.parametrize(("asked", "verdict"), [("6", Verdict.PASSED), ("6.1", Verdict.REFUSED)])
def test_the_norm_itself_may_be_asked_and_more_may_not(
    rulebook: Rulebook, testland: Any, asked: str, verdict: Verdict
) -> None:
    filled = rulebook.supplemented(Supplement((Supplied(norm(6)),)))
    found = finding(testland, filled, request={"segment": "A"}, norms={"durationMonths": asked})
    assert found is not None
    assert found.verdict is verdict
    assert "voor segment A" in found.message


def test_the_norm_of_a_product_goes_before_that_of_its_segment(
    rulebook: Rulebook, testland: Any
) -> None:
    filled = rulebook.supplemented(Supplement((Supplied(norm(6)), Supplied(norm(2, "VERVOER")))))
    request = {"segment": "A", "product": "VERVOER"}
    found = finding(testland, filled, request=request, norms={"durationMonths": 3})
    assert found is not None
    assert found.verdict is Verdict.REFUSED
    assert "voor VERVOER is hoogstens 2 maanden" in found.message


def test_a_norm_in_words_asks_for_a_human(rulebook: Rulebook, testland: Any) -> None:
    filled = rulebook.supplemented(Supplement((Supplied(norm("zo kort als kan")),)))
    found = finding(testland, filled, request={"segment": "A"}, norms={"durationMonths": 3})
    assert found is not None
    assert found.verdict is Verdict.REVIEW
    assert "zo kort als kan" in found.message


def test_without_a_norm_or_a_framework_nothing_is_held_against_it(
    rulebook: Rulebook, testland: Any
) -> None:
    asked = {"request": {"segment": "A"}, "norms": {"durationMonths": 99}}
    assert finding(testland, rulebook, **asked) is None
    assert finding(testland, replace(rulebook, norm_frameworks=()), **asked) is None


CASES = """
[base]
request = {{ segment = "A", start = 2025-03-01 }}
[[norm]]
{norm}
[[case]]
name = "Zeven maanden is te lang."
with.norms.durationMonths = 7
expect.findings = {{ testland-05 = "REFUSED" }}
"""


def test_a_case_file_can_bring_its_own_norms(rulebook: Rulebook) -> None:
    text = CASES.format(norm='subject = "A"\nquantity = "duur"\nvalue = 6\nunit = "maanden"')
    (case,) = read_cases(text, "duur.toml", "testland")
    assert run_case(rulebook, case) == ()
    assert run_case(rulebook, replace(case, supplement=Supplement())) != ()


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ('subject = "A"', "ontbreekt: quantity, unit, value"),
        ('subject = "A"\nquantity = "duur"\nvalue = 6\nunit = "m"\nsoort = "x"', "soort"),
        ('subject = "A"\nquantity = "duur"\nvalue = true\nunit = "m"', "True is geen getal"),
        ('subject = "A"\nquantity = "duur"\nvalue = nan\nunit = "m"', "nan is geen getal"),
    ],
)
def test_a_norm_that_cannot_be_read_is_refused_with_the_reason(table: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        list(read_cases(CASES.format(norm=table), "duur.toml", "testland"))
