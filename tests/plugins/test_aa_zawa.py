"""Amsterdam-Amstelland and Zaanstreek-Waterland: 30 rules, two catalogues, and what is known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jeugdregio_core import (
    Confidence,
    NotInForce,
    Permission,
    Product,
    ProfileSet,
    Source,
    Status,
    TargetKind,
)
from jeugdregio_core.conformance.cases import WorkedCase, rules_without_both_sides, run_case
from jeugdregio_core.conformance.facts import WorkedFact, load_facts
from jeugdregio_core.rulebook import Rulebook

REGION = "aa_zawa"
FIRST_DAY = date(2018, 1, 1)
LAST_OLD, FIRST_NEW = date(2021, 12, 31), date(2022, 1, 1)
AMSTERDAM, BEEMSTER, ZAANSTAD = "0363", "0370", "0479"

AMSTELLAND = {"0358", "0362", "0363", "0384", "0437", "0451"}
ZAANSTREEK = {"0370", "0385", "0415", "0431", "0439", "0479", "0852", "0880"}


@pytest.fixture(scope="module")
def catalogue(rulebook: Rulebook) -> ProfileSet:
    """The catalogue of 2018."""
    return rulebook.profile_set_on(FIRST_DAY)


@pytest.fixture(scope="module")
def zawa(rulebook: Rulebook) -> ProfileSet:
    """The catalogue of Zaanstreek-Waterland from 2022."""
    return rulebook.profile_set_on(FIRST_NEW, ZAANSTAD)


def test_a_worked_case_holds(rulebook: Rulebook, worked_case: WorkedCase) -> None:
    assert run_case(rulebook, worked_case) == ()


@pytest.mark.parametrize("fact", load_facts("jeugdregio_aa_zawa"), ids=lambda fact: fact.name)
def test_a_worked_fact_holds(rulebook: Rulebook, fact: WorkedFact) -> None:
    assert fact.failures(rulebook) == ()


def test_every_rule_has_cases_on_both_sides(
    rulebook: Rulebook, cases: tuple[WorkedCase, ...]
) -> None:
    assert rules_without_both_sides(rulebook, cases) == ()


def test_all_30_rules_are_there(rulebook: Rulebook) -> None:
    codes = {rule.code for rule in rulebook.rules}
    assert [n for n in range(1, 31) if f"{REGION}-{n:02}" not in codes] == []


def test_every_worked_case_has_its_own_name(cases: tuple[WorkedCase, ...]) -> None:
    names = [case.name for case in cases]
    assert sorted(set(names)) == sorted(names)


# Municipalities


def test_fourteen_municipalities_in_two_parts(rulebook: Rulebook) -> None:
    parts: dict[str | None, set[str]] = {}
    for municipality in rulebook.region.municipalities_on(LAST_OLD):
        parts.setdefault(municipality.part, set()).add(municipality.code)
    assert parts == {"Amsterdam-Amstelland": AMSTELLAND, "Zaanstreek-Waterland": ZAANSTREEK}


def test_beemster_is_gone_on_1_january_2022_and_points_to_purmerend(rulebook: Rulebook) -> None:
    region = rulebook.region
    assert {m.code for m in region.municipalities_on(FIRST_NEW)} == (
        AMSTELLAND | ZAANSTREEK - {BEEMSTER}
    )
    beemster = region.former_municipality(BEEMSTER)
    assert beemster is not None
    assert beemster.merged_into == "0439"
    assert beemster.source.confidence is Confidence.DERIVED


# Catalogue


def test_before_2018_there_is_no_catalogue(rulebook: Rulebook) -> None:
    with pytest.raises(NotInForce, match="vanaf 1 januari 2018"):
        rulebook.profile_set_on(date(2017, 12, 31))


@pytest.mark.parametrize(
    ("municipality", "day", "code"),
    [
        (ZAANSTAD, LAST_OLD, "aa_zawa-2018"),
        (ZAANSTAD, FIRST_NEW, "aa_zawa-zawa-2022"),
        (BEEMSTER, FIRST_NEW, "aa_zawa-zawa-2022"),
        (AMSTERDAM, FIRST_NEW, "aa_zawa-2018"),
        (None, FIRST_NEW, "aa_zawa-2018"),
    ],
)
def test_only_zaanstreek_waterland_has_a_new_catalogue_in_2022(
    rulebook: Rulebook, municipality: str | None, day: date, code: str
) -> None:
    assert rulebook.profile_set_on(day, municipality).code == code


def test_the_segments_are_a_b_and_c_and_in_zaanstreek_waterland_also_v(
    catalogue: ProfileSet, zawa: ProfileSet
) -> None:
    assert [s.code for s in catalogue.segments_on(FIRST_DAY)] == ["A", "B", "C"]
    assert [s.code for s in zawa.segments_on(FIRST_NEW)] == ["A", "B", "C", "V"]


def test_only_segment_a_is_not_bought(catalogue: ProfileSet) -> None:
    assert [s.code for s in catalogue.segments if not s.contracted] == ["A"]


def test_eleven_profiles_of_which_the_last_seven_have_no_name(catalogue: ProfileSet) -> None:
    assert [p.code for p in catalogue.profiles] == [str(n) for n in range(1, 12)]
    nameless = [p.code for p in catalogue.profiles if p.status is Status.UNKNOWN]
    assert nameless == ["5", "6", "7", "8", "9", "10", "11"]
    assert all(p.name is None for p in catalogue.profiles if p.code in nameless)


def test_the_name_of_profile_4_is_said_to_be_incomplete(catalogue: ProfileSet) -> None:
    profile = catalogue.profile("4")
    assert profile is not None
    assert "onvolledig" in (profile.name or "")


def test_four_intensities_in_two_families_and_only_herstel_has_a_guide_length(
    catalogue: ProfileSet,
) -> None:
    assert {i.code: (i.family, i.guide_months) for i in catalogue.intensities} == {
        "PERSPECTIEF": ("herstel", (12, 18)),
        "INTENSIEF": ("herstel", (12, 18)),
        "DUURZAAM_LICHT": ("duurzaam", None),
        "DUURZAAM_ZWAAR": ("duurzaam", None),
    }


def test_88_spics_none_confirmed_and_no_product_code_invented(catalogue: ProfileSet) -> None:
    assert len({a.code for a in catalogue.arrangements}) == 88
    assert {a.segment for a in catalogue.arrangements} == {"B", "C"}
    assert not any(a.confirmed for a in catalogue.arrangements)
    assert {a.product for a in catalogue.arrangements} == {Product()}
    assert {a.source.confidence for a in catalogue.arrangements} == {Confidence.DERIVED}


def test_what_the_sources_leave_open_is_said(catalogue: ProfileSet, zawa: ProfileSet) -> None:
    assert any("profiel 5 tot en met 11" in sentence for sentence in catalogue.unknown)
    assert any("Na 2021" in sentence for sentence in catalogue.unknown)
    assert any("segment V" in sentence for sentence in zawa.unknown)
    assert all(s.endswith(".") for s in (*catalogue.unknown, *zawa.unknown))


# Stacking, results and sources


def test_only_b_beside_b_is_regulated(rulebook: Rulebook) -> None:
    matrix = rulebook.stacking_on(FIRST_DAY)
    assert matrix is not None
    spoken_of = {
        (p.first, p.second): p.term.code
        for p in matrix.pairs()
        if p.term.permission is not Permission.UNSPECIFIED
    }
    assert spoken_of == {("B", "B"): "aa_zawa-24"}
    assert matrix.term("C", "B") is matrix.term("B", "C")


def test_the_matrix_has_a_code_and_a_place_for_every_segment(rulebook: Rulebook) -> None:
    matrix = rulebook.stacking_on(FIRST_DAY)
    assert matrix is not None
    assert (matrix.code, matrix.segments) == ("aa_zawa-stapelen-2018", ("A", "B", "C", "V"))


def test_stacking_in_b_needs_the_same_profile_and_the_same_provider(rulebook: Rulebook) -> None:
    matrix = rulebook.stacking_on(FIRST_DAY)
    assert matrix is not None
    term = matrix.term("B", "B")
    assert {c.code for c in term.conditions} == {
        "same-profile",
        "same-provider",
        "initial-from-2019-01-01",
        "form-by-local-team",
        "plan-approved",
    }


def test_three_things_are_measured_and_no_norm_is_invented(rulebook: Rulebook) -> None:
    framework = rulebook.norm_framework_on(FIRST_DAY)
    assert [t.measure for t in framework.targets] == ["gezinservaring", "uitval", "doelrealisatie"]
    assert {t.evaluate(Decimal(50)) for t in framework.targets} == {None}
    assert {(t.rule, t.kind, t.status) for t in framework.targets} == {
        ("aa_zawa-27", TargetKind.MEETAFSPRAAK, Status.UNKNOWN)
    }
    assert {n.rule for n in framework.norms} == {"aa_zawa-27"}
    assert {n.value for n in framework.norms} == {None}
    assert {n.status for n in framework.norms} == {Status.UNKNOWN}


def test_each_measure_has_its_own_norm_per_intensity(
    rulebook: Rulebook, catalogue: ProfileSet
) -> None:
    framework = rulebook.norm_framework_on(FIRST_DAY)
    for intensity in catalogue.intensities:
        for target in framework.targets:
            assert framework.norm(intensity.code, target.code) is not None
    assert len(framework.norms) == 12


def test_the_framework_and_what_is_in_it_have_codes_to_point_at(rulebook: Rulebook) -> None:
    framework = rulebook.norm_framework_on(FIRST_DAY)
    assert framework.code == "aa_zawa-normen-2018"
    assert [part.code for part in framework.parts] == [
        "resultaat",
        "doel",
        "meten",
        "afsluiten",
        "afsluiten-c",
        "geschil",
    ]
    assert [norm.code for norm in framework.norms if norm.quantity == "uitval"] == [
        "uitval-perspectief",
        "uitval-intensief",
        "uitval-duurzaam-licht",
        "uitval-duurzaam-zwaar",
    ]


def test_before_2018_nothing_is_measured(rulebook: Rulebook) -> None:
    with pytest.raises(NotInForce):
        rulebook.norm_framework_on(date(2017, 12, 31))


def test_closing_the_care_is_a_part_of_the_framework(rulebook: Rulebook) -> None:
    parts = {p.code: p.title for p in rulebook.norm_framework_on(FIRST_DAY).parts}
    assert "Gezin en hoofdaannemer" in parts["afsluiten"]
    assert "lokale team" in parts["afsluiten-c"]


def test_every_fact_has_a_source(rulebook: Rulebook) -> None:
    sources: list[Source] = [rulebook.region.source]
    sources += [m.source for m in rulebook.region.municipalities]
    sources += [rule.source for rule in rulebook.rules]
    for held in rulebook.profile_sets:
        sources.append(held.source)
        sources += [segment.source for segment in held.segments]
        sources += [profile.source for profile in held.profiles]
        sources += [intensity.source for intensity in held.intensities]
        sources += [arrangement.source for arrangement in held.arrangements]
        for payment in held.schedules:
            sources += [payment.source, *(i.source for i in payment.instalments)]
    for framework in rulebook.norm_frameworks:
        sources.append(framework.source)
        sources += [norm.source for norm in framework.norms]
        sources += [target.source for target in framework.targets]
    assert all(source.document and source.passage for source in sources)


def test_what_only_the_site_says_is_not_passed_off_as_the_brochure(rulebook: Rulebook) -> None:
    confidence = {rule.code: rule.source.confidence for rule in rulebook.rules}
    said_by_the_site = {"09", "10", "11", "12", "13", "15", "16", "18", "24", "28", "29", "30"}
    for number in said_by_the_site:
        assert confidence[f"{REGION}-{number}"] is Confidence.PUBLIC
    for number in ("06", "25"):
        assert confidence[f"{REGION}-{number}"] is Confidence.DERIVED


def test_a_form_for_zawa_offers_segment_v_from_2022_and_one_for_amsterdam_does_not(
    rulebook: Rulebook,
) -> None:
    def segments(municipality: str) -> list[str]:
        asked = rulebook.questions(date(2022, 1, 1), municipality=municipality)
        segment = next(q for q in asked if q.fact.path == "request.segment")
        return [option.code for option in segment.options]

    assert "V" in segments("0479")
    assert "V" not in segments("0363")
