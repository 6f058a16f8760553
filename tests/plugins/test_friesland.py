"""Friesland: 22 rules, two catalogues, and what of them is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Any

import pytest

from jeugdregio_core import (
    Arrangement,
    Confidence,
    NotInForce,
    PaymentSchedule,
    Permission,
    Source,
    Status,
    TariffBasis,
    TariffReason,
    Verdict,
)
from jeugdregio_core.conformance.cases import WorkedCase, rules_without_both_sides, run_case
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.parse import parse_case

REGION = "friesland"
OLD, NEW = date(2023, 12, 31), date(2024, 1, 1)
BEFORE_2022, FROM_2022 = date(2021, 12, 31), date(2022, 1, 1)


def test_a_worked_case_holds(rulebook: Rulebook, worked_case: WorkedCase) -> None:
    assert run_case(rulebook, worked_case) == ()


def test_every_rule_has_cases_on_both_sides(
    rulebook: Rulebook, cases: tuple[WorkedCase, ...]
) -> None:
    assert rules_without_both_sides(rulebook, cases) == ()


def test_every_worked_case_has_its_own_name(cases: tuple[WorkedCase, ...]) -> None:
    names = [case.name for case in cases]
    assert [name for name in names if names.count(name) > 1] == []


def test_all_22_rules_are_there(rulebook: Rulebook) -> None:
    codes = {rule.code for rule in rulebook.rules}
    assert [n for n in range(1, 23) if f"{REGION}-{n:02}" not in codes] == []


# Catalogue


def test_the_catalogue_changes_between_31_december_2023_and_1_january_2024(
    rulebook: Rulebook,
) -> None:
    assert rulebook.profile_set_on(OLD).code == "friesland-2018"
    assert rulebook.profile_set_on(NEW).code == "friesland-2024"


def test_before_2018_there_is_no_catalogue(rulebook: Rulebook) -> None:
    with pytest.raises(NotInForce, match="1 januari 2018 tot en met 31 december 2023"):
        rulebook.profile_set_on(date(2017, 12, 31))


def test_profiles_are_numbers_until_2024_and_letters_since(rulebook: Rulebook) -> None:
    old, new = rulebook.profile_set_on(OLD), rulebook.profile_set_on(NEW)
    assert [p.code for p in old.profiles] == [str(n) for n in range(1, 11)]
    assert [p.code for p in new.profiles] == list("ABCDEFGHIJ")
    assert {p.segment for p in (*old.profiles, *new.profiles)} == {"SJH"}


def test_every_profile_since_2024_has_its_group(rulebook: Rulebook) -> None:
    groups = {p.code: p.grounds for p in rulebook.profile_set_on(NEW).profiles}
    assert {groups[code] for code in "ABCD"} == {("Ambulante hulp",)}
    assert [groups[code] for code in "EFGHIJ"] == [
        ("Begeleiding",),
        ("Dagopvang",),
        ("Dagbehandeling",),
        ("Bedden SJH",),
        ("Logeren",),
        ("Ondersteunende elementen",),
    ]


def test_names_of_profiles_that_no_source_gives_stay_unknown(rulebook: Rulebook) -> None:
    new = rulebook.profile_set_on(NEW).profiles
    assert [p.code for p in new if p.status is Status.UNKNOWN] == list("ABCD")
    assert all(p.status is Status.UNKNOWN for p in rulebook.profile_set_on(OLD).profiles)


@pytest.mark.parametrize(
    ("day", "bought"),
    [
        (BEFORE_2022, ["SJH"]),
        (FROM_2022, ["SJH", "DYSLEXIE", "PLEEGZORG"]),
        (OLD, ["SJH", "DYSLEXIE", "PLEEGZORG"]),
        (NEW, ["SJH", "WONEN", "DYSLEXIE", "PLEEGZORG"]),
    ],
)
def test_a_perceel_is_bought_from_its_own_day(
    rulebook: Rulebook, day: date, bought: list[str]
) -> None:
    segments = rulebook.profile_set_on(day).segments_on(day)
    assert [s.code for s in segments if s.contracted] == bought


def test_two_percelen_are_known_but_bought_under_another_agreement(rulebook: Rulebook) -> None:
    segments = rulebook.profile_set_on(NEW).segments_on(NEW)
    elsewhere = [s for s in segments if not s.contracted]
    assert [s.code for s in elsewhere] == ["HOOGSPECIALISTISCH", "CRISIS"]
    assert all(s.note for s in elsewhere)


def test_no_pic_is_invented_and_the_catalogue_says_so(rulebook: Rulebook) -> None:
    for day in (OLD, NEW):
        held = rulebook.profile_set_on(day)
        assert (held.arrangements, held.intensities, held.tariffs) == ((), (), ())
        assert any("intensiteit" in sentence for sentence in held.unknown)


def with_loaded_pics(rulebook: Rulebook, *intensities: str, profile: str = "A") -> Rulebook:
    """The rulebook of a deployment that loaded these intensities for one profile."""
    old, new = rulebook.profile_sets
    pics = tuple(
        Arrangement(
            code=f"{profile}{intensity}",
            segment="SJH",
            profile=profile,
            intensity=intensity,
            source=Source("Eigen tabel"),
        )
        for intensity in intensities
    )
    return replace(rulebook, profile_sets=(old, replace(new, arrangements=pics)))


def verdict_of(rulebook: Rulebook, code: str, profile: str, intensity: str) -> Verdict:
    given = parse_case(
        {
            "region": REGION,
            "decisionDate": NEW,
            "client": {"municipality": "0080", "needLevel": "NOOD"},
            "request": {
                "segment": "SJH",
                "profile": profile,
                "intensity": intensity,
                "start": NEW,
            },
        }
    )
    return next(f.verdict for f in rulebook.decide(given).findings if f.rule.code == code)


def test_intensities_that_a_deployment_loads_are_the_limit_for_that_profile_only(
    rulebook: Rulebook,
) -> None:
    loaded = with_loaded_pics(rulebook, "1", "2")
    assert verdict_of(loaded, "friesland-03", "A", "2") is Verdict.PASSED
    assert verdict_of(loaded, "friesland-03", "A", "3") is Verdict.REFUSED
    assert verdict_of(loaded, "friesland-03", "B", "3") is Verdict.NOTICE
    assert verdict_of(rulebook, "friesland-03", "A", "3") is Verdict.NOTICE
    other = with_loaded_pics(rulebook, "1", profile="B")
    assert verdict_of(other, "friesland-03", "A", "3") is Verdict.NOTICE


def test_an_unknown_tariff_is_empty_with_a_reason_and_never_zero(rulebook: Rulebook) -> None:
    held = with_loaded_pics(rulebook, "1").profile_set_on(NEW)
    answer = held.tariff(held.arrangements[0], NEW)
    assert answer.amount_cents is None
    assert (answer.per, answer.reason) == (TariffBasis.TRAJECT, TariffReason.UNKNOWN)


# Payment


def schedule(rulebook: Rulebook, rule: str, day: date) -> PaymentSchedule:
    found = rulebook.profile_set_on(day).schedules_for("SJH", None, day)
    return next(s for s in found if s.rule == rule)


def cents(
    paid: PaymentSchedule, total: int, *, result_met: bool | None = None, ended_early: bool = False
) -> list[int | None]:
    parts = paid.pay(total, result_met=result_met, ended_early=ended_early)
    return [part.amount_cents for part in parts]


@pytest.mark.parametrize("result_met", [True, False, None])
def test_since_2024_the_result_of_a_traject_changes_no_payment(
    rulebook: Rulebook, result_met: bool | None
) -> None:
    two_parts = schedule(rulebook, "friesland-16", NEW)
    whole = schedule(rulebook, "friesland-17", NEW)
    assert cents(two_parts, 100_001, result_met=result_met) == [70_000, 30_001]
    assert cents(whole, 100_001, result_met=result_met) == [100_001]


@pytest.mark.parametrize("rule", ["friesland-16", "friesland-17"])
def test_what_a_traject_that_ends_very_early_costs_is_not_specified(
    rulebook: Rulebook, rule: str
) -> None:
    parts = schedule(rulebook, rule, NEW).pay(100_000, ended_early=True)
    assert {part.amount_cents for part in parts} == {None}
    assert all(part.reason for part in parts)


def test_since_2024_both_readings_stand_beside_each_other_as_a_conflict(
    rulebook: Rulebook,
) -> None:
    held = rulebook.profile_set_on(NEW).schedules
    assert [s.rule for s in held] == ["friesland-17", "friesland-16"]
    for found in held:
        assert found.status is Status.CONFLICT
        assert found.note is not None
        assert "Lezing 1" in found.note
        assert "Lezing 2" in found.note


def test_before_2024_thirty_percent_hangs_on_the_result(rulebook: Rulebook) -> None:
    paid = schedule(rulebook, "friesland-18", OLD)
    assert cents(paid, 100_001, result_met=True) == [70_000, 30_001]
    assert cents(paid, 100_001, result_met=False) == [70_000, 0]
    assert cents(paid, 100_001) == [70_000, None]
    assert paid.source.confidence is Confidence.DERIVED
    assert paid.status is Status.KNOWN


def test_the_parts_of_every_schedule_are_the_whole(rulebook: Rulebook) -> None:
    schedules = [s for held in rulebook.profile_sets for s in held.schedules]
    assert len(schedules) == 3
    for paid in schedules:
        assert sum(part.share or 0 for part in paid.instalments) == Fraction(1)
        assert paid.segment == "SJH"


# Stacking


def test_the_matrix_allows_living_beside_sjh_and_is_silent_on_the_rest(rulebook: Rulebook) -> None:
    matrix = rulebook.stacking_on(NEW)
    assert matrix is not None
    permitted = {
        (p.first, p.second) for p in matrix.pairs() if p.term.permission is Permission.PERMITTED
    }
    assert permitted == {("SJH", "WONEN")}
    assert {p.term.permission for p in matrix.pairs()} == {
        Permission.PERMITTED,
        Permission.UNSPECIFIED,
    }
    assert matrix.term("SJH", "SJH").condition == "het om profiel D naast profiel H gaat"
    assert matrix.term("DYSLEXIE", "SJH").condition is None


def test_before_2024_the_matrix_is_silent_on_every_pair(rulebook: Rulebook) -> None:
    matrix = rulebook.stacking_on(OLD)
    assert matrix is not None
    assert {p.term.permission for p in matrix.pairs()} == {Permission.UNSPECIFIED}
    assert "WONEN" not in matrix.segments


# Norms and municipalities


def test_the_norm_framework_has_five_parts_in_order(rulebook: Rulebook) -> None:
    assert [part.code for part in rulebook.norm_framework_on(NEW).parts] == [
        "scope",
        "effectieve-jeugdhulp",
        "kwaliteitskader",
        "pic",
        "tarieven",
    ]
    assert rulebook.norm_framework_on(NEW).code == "friesland-normenkader-2024"
    with pytest.raises(NotInForce):
        rulebook.norm_framework_on(OLD)


def test_no_norm_has_a_made_up_figure(rulebook: Rulebook) -> None:
    norms = rulebook.norm_framework_on(NEW).norms
    assert {(norm.value, norm.status) for norm in norms} == {(None, Status.UNKNOWN)}


def test_the_eighteen_municipalities_have_their_cbs_codes(rulebook: Rulebook) -> None:
    assert {m.code: m.name for m in rulebook.region.municipalities_on(NEW)} == {
        "0059": "Achtkarspelen",
        "0060": "Ameland",
        "0072": "Harlingen",
        "0074": "Heerenveen",
        "0080": "Leeuwarden",
        "0085": "Ooststellingwerf",
        "0086": "Opsterland",
        "0088": "Schiermonnikoog",
        "0090": "Smallingerland",
        "0093": "Terschelling",
        "0096": "Vlieland",
        "0098": "Weststellingwerf",
        "0737": "Tytsjerksteradiel",
        "1891": "Dantumadiel",
        "1900": "Súdwest-Fryslân",
        "1940": "De Fryske Marren",
        "1949": "Waadhoeke",
        "1970": "Noardeast-Fryslân",
    }


def test_the_region_has_twenty_municipalities_until_noardeast_fryslan_is_formed(
    rulebook: Rulebook,
) -> None:
    region = rulebook.region
    assert len(region.municipalities_on(date(2018, 12, 31))) == 20
    assert len(region.municipalities_on(date(2019, 1, 1))) == 18
    merged = [m for m in region.municipalities if m.valid.last is not None]
    assert {m.merged_into for m in merged} == {"1970"}
    assert len({m.code for m in region.municipalities}) == len(region.municipalities) == 21


@pytest.mark.parametrize(("day", "count"), [(date(2018, 12, 31), "20"), (date(2019, 1, 1), "18")])
def test_the_rule_names_the_number_of_municipalities_there_are(
    rulebook: Rulebook, day: date, count: str
) -> None:
    stated = next(r for r in rulebook.rules_on(day) if r.code == "friesland-22")
    assert count in stated.title
    assert int(count) == len(rulebook.region.municipalities_on(day))


# Sources


def test_every_fact_has_a_source(rulebook: Rulebook) -> None:
    facts: Iterator[Any] = chain(
        rulebook.region.municipalities,
        rulebook.rules,
        *((s, *s.segments, *s.profiles, *s.schedules) for s in rulebook.profile_sets),
        *(p.instalments for s in rulebook.profile_sets for p in s.schedules),
        *((f, *f.norms) for f in rulebook.norm_frameworks),
    )
    assert [fact for fact in facts if not fact.source.document] == []


@pytest.mark.parametrize(
    ("code", "day", "confidence"),
    [
        ("friesland-01", NEW, Confidence.SOURCE),
        ("friesland-05", NEW, Confidence.SOURCE),
        ("friesland-05", OLD, Confidence.DERIVED),
        ("friesland-08", OLD, Confidence.PUBLIC),
        ("friesland-11", NEW, Confidence.DERIVED),
        ("friesland-18", OLD, Confidence.DERIVED),
        ("friesland-19", NEW, Confidence.PUBLIC),
    ],
)
def test_a_rule_says_how_sure_it_is(
    rulebook: Rulebook, code: str, day: date, confidence: Confidence
) -> None:
    found = next(r for r in rulebook.rules_on(day) if r.code == code)
    assert found.source.confidence is confidence
