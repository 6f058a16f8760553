"""One family in several regions: what each answers, where they differ, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.support.comparing import CHOSEN, FOUR, RUNNING, SEPTEMBER, put, put_to, stated

from jeugdregio_core import NOT_APPLICABLE, Assign, RegieRole, Segment, assign, notice
from jeugdregio_core.comparison.differences import Aspect
from jeugdregio_core.comparison.region import MAX_CHOICES, ComparedRegion
from jeugdregio_core.comparison.statements import Statement
from jeugdregio_core.guard import Guard
from jeugdregio_core.rules.facts import INTENSITY
from jeugdregio_core.rules.outcome import DecisionVerdict, Verdict


def _rules(statement: Statement) -> set[str]:
    return {rule.code for rule in statement.rules}


# Stacking


APPROVED = [
    {"kind": "STAPELFORMULIER", "author": "LOKAAL_TEAM"},
    {"kind": "PERSPECTIEFPLAN", "author": "LOKAAL_TEAM", "approvedBy": "LOKAAL_TEAM"},
]


@pytest.mark.parametrize(
    ("provider", "westfriesland", "aa_zawa"),
    [("a1", Verdict.REFUSED, Verdict.PASSED), ("a2", Verdict.PASSED, Verdict.REVIEW)],
    ids=["the same provider", "another provider"],
)
def test_b_beside_b_wants_another_provider_in_westfriesland_and_the_same_in_aa_zawa(
    provider: str, westfriesland: Verdict, aa_zawa: Verdict
) -> None:
    side = put(
        {"region": "westfriesland", "intensity": "PE"},
        {"region": "aa_zawa", "intensity": "PERSPECTIEF"},
        request={"segment": "B", "profile": "1", "provider": provider, **SEPTEMBER},
        running=[RUNNING],
        documents=APPROVED,
    )
    found = [
        {f.rule.code: f.verdict for f in region.decisions[0].findings} for region in side.regions
    ]
    assert found[0]["westfriesland-10"] is westfriesland
    assert found[1]["aa_zawa-24"] is aa_zawa
    said = stated(side, Aspect.STACKING)
    assert _rules(said["westfriesland"]) == {"westfriesland-10"}
    assert _rules(said["aa_zawa"]) == {"aa_zawa-24"}
    assert "B naast B" in said["westfriesland"].message
    assert "aanbieders verschillen" in said["westfriesland"].message
    assert "de aanbieder dezelfde is" in said["aa_zawa"].message


def test_without_running_care_the_stacking_tables_are_told() -> None:
    said = stated(put(*FOUR, request=SEPTEMBER), Aspect.STACKING)
    assert {region: its.message.split(". ")[0] for region, its in said.items()} == {
        "aa_zawa": "B naast B: mag als het profiel hetzelfde is en de aanbieder dezelfde is en de "
        "eerste toewijzing op of na 1 januari 2019 begon en het lokale team na overleg het "
        "formulier voor stapelen gaf en het perspectiefplan is goedgekeurd door het lokale team",
        "friesland": "SJH naast SJH: mag als het om profiel D naast profiel H gaat; verder: de "
        "bronnen zeggen er niets over",
        "westfriesland": "B naast B en C naast C: mag als de aanbieders verschillen",
        "zhz": "Alle paren: de bronnen zeggen er niets over.",
    }
    assert said["westfriesland"].message.endswith(
        "DAGBESTEDING, MEDICATIECONTROLE en VERVOER: de bronnen zeggen er niets over."
    )


def test_where_a_segment_is_left_to_choose_the_table_is_told() -> None:
    side = put("westfriesland", "zhz", request=SEPTEMBER, running=[RUNNING])
    message = stated(side, Aspect.STACKING)["westfriesland"].message
    assert message.startswith("B naast B en C naast C: mag als")


def test_regions_whose_sources_are_as_silent_agree_on_stacking() -> None:
    beside = {
        "friesland": {"segment": "WONEN", "running": [{"segment": "WONEN"}]},
        "zhz": {"segment": "2", "running": [{"segment": "3"}]},
    }
    side = put(*({"region": code, **own} for code, own in beside.items()), request=SEPTEMBER)
    assert stated(side, Aspect.STACKING) == {}
    assert stated(put(*beside, request=SEPTEMBER), Aspect.STACKING) != {}


# Regie and documents


IN_B8 = {"region": "westfriesland", "segment": "B", "profile": "8", "intensity": "PE"}
IN_C = {"region": "aa_zawa", "segment": "C", "profile": "1", "intensity": "PERSPECTIEF"}
HOME = {"needLevel": "NOOD", "familyControl": "FAMILY", "protectionMeasure": False}


def _roles(region: ComparedRegion) -> dict[str, str | None]:
    (decision,) = region.decisions
    return {r.role.value: r.holder and r.holder.value for r in decision.regie}


def test_the_same_family_is_directed_by_another_in_each_region() -> None:
    side = put(*CHOSEN, client=HOME, referral={"referrer": "HUISARTS"}, request=SEPTEMBER)
    assert [_roles(region) for region in side.regions] == [
        {"REGIE": "GEZIN", "TRAJECT": "AANBIEDER", "PERSPECTIEFPLAN": "GEZIN"},
        {"PROCESREGIE": "LOKAAL_TEAM", "BEHANDELCOORDINATIE": "AANBIEDER"},
        {"REGIE": None},
        {"REGIE": "GEMEENTELIJKE_TOEGANG"},
    ]
    said = stated(side, Aspect.REGIE)
    assert {region: _rules(its) for region, its in said.items()} == {
        "aa_zawa": {"aa_zawa-21", "aa_zawa-21-rollen"},
        "friesland": {"friesland-14"},
        "westfriesland": {"westfriesland-20"},
        "zhz": {"zhz-11-regie"},
    }
    assert "zegt de bron niet" in said["westfriesland"].message


@pytest.mark.parametrize(
    ("fact", "changed", "region", "roles"),
    [
        (
            {"needLevel": "VRAGEN"},
            {},
            "friesland",
            {"CASUSREGIE": "BASISVOORZIENING", "SIGNALERING": "BASISVOORZIENING"},
        ),
        ({}, {"westfriesland": IN_B8}, "westfriesland", {"REGIE": "GEMEENTELIJKE_TOEGANG"}),
        (
            {"familyControl": "TAKEN_OVER"},
            {"aa_zawa": IN_C},
            "aa_zawa",
            {"REGIE": "LOKAAL_TEAM", "TRAJECT": "AANBIEDER", "PERSPECTIEFPLAN": "LOKAAL_TEAM"},
        ),
        ({"protectionMeasure": True}, {}, "zhz", {"REGIE": None}),
    ],
    ids=["quadrant", "profile", "family", "measure"],
)
def test_each_region_looks_at_another_fact_for_the_regie(
    fact: dict[str, Any],
    changed: dict[str, dict[str, str]],
    region: str,
    roles: dict[str, str | None],
) -> None:
    named = [changed.get(own["region"], own) for own in CHOSEN]
    side = put(*named, client=HOME | fact, referral={"referrer": "GEMEENTE"}, request=SEPTEMBER)
    answers = {r.rulebook.region.code: _roles(r) for r in side.regions}
    assert answers[region] == roles


NEEDED = {
    "aa_zawa": ({("PERSPECTIEFPLAN", "LOKAAL_TEAM")}, {"aa_zawa-14", "aa_zawa-20"}),
    "friesland": (set(), set()),
    "westfriesland": ({("PERSPECTIEFPLAN", "AANBIEDER")}, {"westfriesland-21"}),
    "zhz": ({("BEHANDELPLAN", None), ("PLAN_16_PLUS", None)}, {"zhz-15", "zhz-18"}),
}


def test_the_same_family_needs_other_documents_in_each_region() -> None:
    side = put(
        *(IN_C, CHOSEN[1], IN_B8, CHOSEN[3]),
        client=HOME | {"birthDate": "2009-01-01"},
        referral={"referrer": "HUISARTS"},
        request=SEPTEMBER,
    )
    said = stated(side, Aspect.DOCUMENTS)
    for region in side.regions:
        needed, rules = NEEDED[region.rulebook.region.code]
        (decision,) = region.decisions
        kinds = {(d.kind.value, d.author and d.author.value) for d in decision.required_documents}
        assert kinds == needed
        assert _rules(said[region.rulebook.region.code]) == rules
    assert said["friesland"].message == "Geen regel vraagt hier een document."
    assert said["westfriesland"].message == (
        "Nodig: perspectiefplan, opgesteld door de aanbieder (ontbreekt)."
    )


def test_what_depends_on_the_choice_is_said_to_depend_on_it() -> None:
    side = put(*FOUR, referral={"referrer": "HUISARTS"}, request=SEPTEMBER)
    said = stated(side, Aspect.DOCUMENTS)
    assert said["westfriesland"].message.startswith("Dit hangt af van")
    assert "vraagt hier geen document" in said["westfriesland"].message
    assert not said["friesland"].message.startswith("Dit hangt af van")


# Candidates


def test_what_a_family_can_ask_for_is_tried_in_every_region() -> None:
    side = put(referral={"referrer": "HUISARTS"}, request=SEPTEMBER)
    assert [region.rulebook.region.code for region in side.regions] == FOUR
    choices = {
        region.rulebook.region.code: [(c.segment, c.profile) for c in region.candidates]
        for region in side.regions
    }
    eleven = [str(n) for n in range(1, 12)]
    assert choices == {
        "aa_zawa": [("A", None), *(("B", p) for p in eleven), *(("C", p) for p in eleven)],
        "friesland": [
            *(("SJH", letter) for letter in "ABCDEFGHIJ"),
            *((s, None) for s in ("WONEN", "DYSLEXIE", "PLEEGZORG")),
            *((s, None) for s in ("HOOGSPECIALISTISCH", "CRISIS")),
        ],
        "westfriesland": [*(("B", str(n)) for n in range(1, 9)), ("V", None), ("C", None)],
        "zhz": [(str(n), None) for n in range(1, 8)],
    }
    assert not any(region.decision or region.more for region in side.regions)


def test_a_candidate_tells_its_verdict_and_only_the_strictest_reasons() -> None:
    (region,) = put("westfriesland", referral={"referrer": "HUISARTS"}, request=SEPTEMBER).regions
    b5 = next(c for c in region.candidates if c.profile == "5")
    assert b5.decision.verdict is DecisionVerdict.REFUSED
    assert [f.message for f in b5.decision.because] == [
        "Het aanvraagformulier, opgesteld door de aanbieder, ontbreekt."
    ]


@pytest.mark.parametrize(
    ("own", "choices"),
    [
        ({"segment": "V"}, None),
        ({"segment": "B", "profile": "1"}, None),
        ({"segment": "X"}, None),
        ({"segment": "B", "product": "VERVOER"}, None),
        ({"profile": "8"}, {("B", "8")}),
        ({"segment": "B"}, {("B", str(n)) for n in range(1, 9)}),
        ({"product": "VERVOER"}, {("B", None), ("V", None), ("C", None)}),
    ],
)
def test_only_what_is_left_open_is_filled_in(own: dict[str, str], choices: set[Any] | None) -> None:
    (region,) = put({"region": "westfriesland", **own}, request=SEPTEMBER).regions
    assert (region.decision is not None) == (choices is None)
    assert {(c.segment, c.profile) for c in region.candidates} == (choices or set())


def test_intensities_that_are_decided_alike_are_one_candidate() -> None:
    named = {"region": "westfriesland", "segment": "B"}
    (region,) = put(named, request={"start": "2025-06-30"}).regions
    intensities = {candidate.profile: candidate.intensities for candidate in region.candidates}
    assert intensities == {
        str(n): tuple("ABCDEFG" if n in (4, 6) else "ABCDEF") for n in range(1, 11)
    }
    (given,) = put({**named, "intensity": "C"}, request={"start": "2025-06-30"}).regions
    assert {candidate.intensities for candidate in given.candidates} == {("C",)}


@pytest.mark.parametrize(
    "says",
    [
        lambda code: notice(f"Let op: {code}."),
        lambda code: assign(Assign(RegieRole.REGIE, None, f"Bij {code} is het niet bekend.")),
    ],
    ids=["reason", "regie"],
)
def test_intensities_with_another_answer_are_another_candidate(testland: Any, says: Any) -> None:
    def only_at(code: str) -> Any:
        return lambda case: says(code) if case[INTENSITY] == code else NOT_APPLICABLE

    rules = [
        testland.rule(only_at(code), code=f"testland-{n}")
        for n, code in enumerate(("LICHT", "ZWAAR"), 1)
    ]
    guard = Guard(testland.rulebook(*rules), 5)
    own = {"region": "testland", "segment": "A"}
    (region,) = put_to({"testland": guard}, regions=[own], request=SEPTEMBER).regions
    assert [(c.profile, c.intensities) for c in region.candidates] == [
        ("P", ("LICHT",)),
        ("R", ("LICHT",)),
        ("R", ("ZWAAR",)),
    ]


def test_the_work_for_one_region_is_bounded(testland: Any) -> None:
    many = [Segment(code=str(n), name="", source=testland.source) for n in range(MAX_CHOICES + 1)]
    rule = testland.rule(lambda case: None)

    def side(segments: list[Segment]) -> ComparedRegion:
        held = replace(testland.new_set, segments=tuple(segments), profiles=())
        book = testland.rulebook(rule, profile_sets=[held])
        return put_to({"testland": Guard(book, 5)}, request=SEPTEMBER).regions[0]

    assert len(side(many).candidates) == MAX_CHOICES
    assert side(many).more
    assert not side(many[1:]).more
