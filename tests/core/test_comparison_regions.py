"""Which regions a comparison holds, where the family lives in it, and what can go wrong."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from tests.support.comparing import CHOSEN, FOUR, RUNNING, SEPTEMBER, guards, put, put_to, stated

from jeugdregio_core import (
    Assign,
    Case,
    MoveTable,
    Party,
    RegieRole,
    RegieTable,
    Region,
    RuleTopic,
    assign,
    notice,
    refuse,
)
from jeugdregio_core.comparison.differences import Aspect
from jeugdregio_core.comparison.question import MAX_REGIONS
from jeugdregio_core.comparison.region import ComparedRegion
from jeugdregio_core.errors import InvalidCase, UnknownRegion
from jeugdregio_core.guard import Guard
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.documents import DocumentTable
from jeugdregio_core.rules.facts import MUNICIPALITY, SEGMENT
from jeugdregio_core.rules.outcome import DecisionVerdict, Verdict

# Where the family lives


def _on_municipality(region: ComparedRegion) -> set[tuple[str, Verdict]]:
    return {
        (f.rule.code, f.verdict)
        for decision in region.decisions
        for f in decision.findings
        if f.rule.code in {"aa_zawa-30", "friesland-15", "westfriesland-28", "zhz-31"}
    }


def test_without_a_municipality_the_family_is_taken_to_live_in_each_region() -> None:
    for region in put(*CHOSEN, request=SEPTEMBER).regions:
        ((code, verdict),) = _on_municipality(region)
        assert verdict is Verdict.PASSED
        (found,) = [f for f in region.decisions[0].findings if f.rule.code == code]
        name = region.rulebook.region.name
        assert found.message == f"In deze vergelijking woont het gezin in {name}."


def test_a_municipality_is_put_to_its_own_region_and_to_no_other() -> None:
    side = put(*CHOSEN, client={"municipality": "0405"}, request=SEPTEMBER)
    lives = [region.decisions[0].given.client.municipality for region in side.regions]
    assert lives == [None, None, "0405", None]


def test_what_is_given_for_a_region_goes_before_what_the_situation_says() -> None:
    side = put(
        {"region": "westfriesland", "municipality": "0420", "advisedIntensity": "PE"},
        *CHOSEN[:1],
        client={"municipality": "0405"},
        referral={"advisedIntensity": "IN"},
        request=SEPTEMBER,
    )
    westfriesland, aa_zawa = (region.decisions[0].given for region in side.regions)
    assert westfriesland.client.municipality == "0420"
    assert westfriesland.referral.advised_intensity == "PE"
    assert aa_zawa.referral.advised_intensity == "IN"


def test_a_municipality_given_for_a_region_is_judged_there() -> None:
    side = put({"region": "zhz", "municipality": "0405"}, request=SEPTEMBER)
    assert _on_municipality(side.regions[0]) == {("zhz-31", Verdict.REFUSED)}


def test_a_municipality_that_no_region_has_is_an_error() -> None:
    with pytest.raises(InvalidCase, match=r"^client\.municipality: Gemeente '9999' hoort bij geen"):
        put("zhz", "friesland", client={"municipality": "9999"})


def test_another_rule_that_misses_the_municipality_still_asks_for_a_human(testland: Any) -> None:
    def needs(case: Case) -> None:
        case[MUNICIPALITY]

    def verdict(*reads: Any) -> DecisionVerdict | None:
        book = testland.rulebook(testland.rule(needs, reads=reads))
        side = put_to(
            {"testland": Guard(book, 5)}, request={"segment": "A", "profile": "P"} | SEPTEMBER
        )
        return side.regions[0].decisions[0].verdict

    assert verdict(MUNICIPALITY) is DecisionVerdict.ALLOWED
    assert verdict(MUNICIPALITY, SEGMENT) is DecisionVerdict.REVIEW


# Which regions, and when


def test_a_region_that_is_not_loaded_is_an_error_that_names_those_that_are() -> None:
    with pytest.raises(UnknownRegion, match=r"'utrecht' is niet bekend\. Geladen: aa_zawa, fries"):
        put("zhz", "utrecht", request=SEPTEMBER)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"regions": [{"region": "zhz"}] * 2}, "regions: Regio 'zhz' staat er meer dan één keer"),
        (
            {"regions": [{"region": str(n)} for n in range(MAX_REGIONS + 1)]},
            "regions: Vergelijk hooguit 10 regio's; dit zijn er 11.",
        ),
        ({"regions": [{"segment": "B"}]}, "regions.0.region: Dit gegeven is verplicht."),
        ({"region": "zhz"}, "region: Dit veld bestaat niet."),
        ({"request": {"start": "morgen"}}, "request.start: 'morgen' is geen datum."),
        ({"regions": [{"region": "zhz", "client": {}}]}, "regions.0.client: Dit veld bestaat niet"),
    ],
)
def test_a_comparison_that_cannot_be_read_says_what_is_wrong(
    asked: dict[str, Any], problem: str
) -> None:
    with pytest.raises(InvalidCase) as refused:
        put_to(guards(), **asked)
    assert str(refused.value).startswith(problem)


def test_too_many_loaded_regions_must_be_chosen_from() -> None:
    loaded = {str(n): guards()["zhz"] for n in range(MAX_REGIONS + 1)}
    with pytest.raises(InvalidCase, match="hooguit 10"):
        put_to(loaded)


def test_a_region_with_nothing_in_force_is_shown_as_such() -> None:
    side = put(request={"start": "2021-05-01"})
    held = {r.rulebook.region.code: r.profile_set and r.profile_set.code for r in side.regions}
    assert held == {
        "aa_zawa": "aa_zawa-2018",
        "friesland": "friesland-2018",
        "westfriesland": "westfriesland-oud",
        "zhz": None,
    }
    zhz = side.regions[3]
    assert zhz.reason == (
        "Op 1 mei 2021 geldt geen profielenset van Zuid-Holland Zuid. Bekend: vanaf 1 januari 2022."
    )
    assert zhz.decision is not None
    assert zhz.decision.verdict is DecisionVerdict.REVIEW
    assert stated(side, Aspect.CATALOGUE)["zhz"].message == zhz.reason
    assert stated(side, Aspect.STACKING)["zhz"].message == "Er geldt geen regel over stapelen."


@pytest.mark.parametrize("start", ["2017-05-01", "2018-01-01", "2023-12-31", "2025-07-01"])
def test_every_difference_tells_of_each_region_what_it_says_and_by_what(start: str) -> None:
    side = put(request={"start": start}, running=[RUNNING])
    assert side.differences
    for difference in side.differences:
        assert [statement.region for statement in difference.statements] == FOUR
        for said in difference.statements:
            assert said.message.endswith((".", ")")), said.message
            nothing = said.message.startswith(("Geen regel ", "Er geldt geen ", "Op "))
            assert said.rules or said.source or nothing, said.message


def _two_regions(testland: Any, one: Any, other: Any) -> list[Aspect]:
    """On what two regions differ that only differ in one rule."""
    source = testland.source
    anderland = Region(
        code="anderland", name="Anderland", organisation="Ander", source=source, municipalities=()
    )
    books: list[Rulebook] = [
        testland.rulebook(
            testland.rule(
                lambda case, says=says: says, f"{region.code}-01", topic=RuleTopic.DOCUMENT
            ),
            region=region,
        )
        for region, says in ((testland.region, one), (anderland, other))
    ]
    side = put_to({b.region.code: Guard(b, 5) for b in books}, request=SEPTEMBER)
    assert len(side.regions) == 2
    return [difference.aspect for difference in side.differences]


LOCAL_TEAM, ACCESS, NOBODY = (
    assign(Assign(RegieRole.REGIE, holder, "Zo is het."))
    for holder in (Party.LOKAAL_TEAM, Party.GEMEENTELIJKE_TOEGANG, None)
)


@pytest.mark.parametrize(
    ("one", "other", "aspects"),
    [
        (None, None, []),
        (LOCAL_TEAM, ACCESS, []),
        (LOCAL_TEAM, NOBODY, [Aspect.REGIE]),
        (None, notice("Of er een plan nodig is, is niet bekend."), [Aspect.DOCUMENTS]),
        (refuse("Nee."), refuse("Nee, echt niet."), []),
        (None, refuse("Nee."), [Aspect.VERDICT, Aspect.DOCUMENTS]),
    ],
)
def test_regions_differ_in_what_they_answer_and_not_in_its_words(
    testland: Any, one: Any, other: Any, aspects: list[Aspect]
) -> None:
    assert _two_regions(testland, one, other) == aspects


# A plugin that misbehaves


def _slow(_case: Case) -> None:
    time.sleep(0.2)


def _meddling(case: Case) -> None:
    object.__setattr__(case.given.documents[0], "author", None)


def test_a_slow_region_has_the_time_of_one_decision_and_hurts_no_other(testland: Any) -> None:
    slow = Guard(testland.rulebook(testland.rule(_slow)), seconds=0.5)
    begun = time.perf_counter()
    side = put_to({"testland": slow, "zhz": guards()["zhz"]}, request=SEPTEMBER)
    assert time.perf_counter() - begun < 1.2
    unfinished, sound = side.regions
    first, *_, last = unfinished.decisions
    assert {f.error for f in first.findings} == {None}
    assert [f.error for f in last.findings] == ["PLUGIN_ERROR"]
    assert last.verdict is DecisionVerdict.REVIEW
    assert slow.overruns == 0
    assert len(sound.candidates) == 7
    assert "duurde langer" in stated(side, Aspect.REGIE)["testland"].message


def test_a_rule_that_changes_the_question_changes_it_for_its_own_region_only(testland: Any) -> None:
    meddling = Guard(testland.rulebook(testland.rule(_meddling)), seconds=5)
    side = put_to(
        {"testland": meddling, "zhz": guards()["zhz"]},
        request=SEPTEMBER,
        documents=[{"kind": "BEHANDELPLAN", "author": "AANBIEDER"}],
    )
    assert side.regions[0].decisions[0].findings[0].error == "PLUGIN_ERROR"
    kept = side.regions[1].decisions[0].given.documents[0].author
    assert kept is not None
    assert kept.value == "AANBIEDER"


# What is data is data


@pytest.mark.parametrize(
    ("region", "day", "codes"),
    [
        ("westfriesland", date(2025, 6, 30), ([], [], [])),
        (
            "westfriesland",
            date(2025, 7, 1),
            (
                ["westfriesland-21", "westfriesland-22"],
                ["westfriesland-13"],
                ["westfriesland-20", "westfriesland-20-v-c"],
            ),
        ),
        ("friesland", date(2023, 12, 31), ([], [], ["friesland-14"])),
        ("friesland", date(2024, 1, 1), ([], [], ["friesland-14"])),
    ],
)
def test_the_tables_of_a_region_can_be_listed_by_day(
    region: str, day: date, codes: tuple[list[str], ...]
) -> None:
    book = guards()[region].rulebook
    assert (
        [table.code for table in book.tables_on(day, DocumentTable)],
        [table.within_code for table in book.tables_on(day, MoveTable)],
        [table.code for table in book.tables_on(day, RegieTable)],
    ) == codes
