"""Zuid-Holland Zuid: 31 rules, one catalogue without profiles, norms without figures, targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import pytest

from jeugdregio_core import (
    Comparison,
    Confidence,
    Norm,
    NotInForce,
    Permission,
    Source,
    Status,
    Target,
    TargetKind,
)
from jeugdregio_core.conformance.cases import WorkedCase, rules_without_both_sides, run_case
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.parse import parse_case
from jeugdregio_core.supplement import Supplement, Supplied, supplied_norm
from jeugdregio_zhz.catalogue import NAMED_SERVICES, STATED_SERVICES
from jeugdregio_zhz.categories import CATEGORIES, ONLY_IN_2015

REGION = "zhz"
BEFORE, FIRST = date(2021, 12, 31), date(2022, 1, 1)
LOADED = Source("Dienstomschrijvingen van een proefregio")


def target(rulebook: Rulebook, code: str) -> Target:
    return next(t for t in rulebook.norm_framework_on(FIRST).targets if t.code == code)


def test_a_worked_case_holds(rulebook: Rulebook, worked_case: WorkedCase) -> None:
    assert run_case(rulebook, worked_case) == ()


def test_every_rule_has_cases_on_both_sides(
    rulebook: Rulebook, cases: tuple[WorkedCase, ...]
) -> None:
    assert rules_without_both_sides(rulebook, cases) == ()


def test_case_names_are_unique(cases: tuple[WorkedCase, ...]) -> None:
    names = [case.name for case in cases]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_all_31_rules_are_there(rulebook: Rulebook) -> None:
    codes = {rule.code for rule in rulebook.rules_on(FIRST)}
    assert [n for n in range(1, 32) if f"{REGION}-{n:02}" not in codes] == []


def test_the_catalogue_starts_on_1_january_2022_and_has_no_known_end(rulebook: Rulebook) -> None:
    assert rulebook.profile_set_on(FIRST) is rulebook.profile_set_on(date(2030, 1, 1))
    with pytest.raises(NotInForce, match="vanaf 1 januari 2022"):
        rulebook.profile_set_on(BEFORE)


def test_there_are_seven_segments_and_no_profiles(rulebook: Rulebook) -> None:
    held = rulebook.profile_set_on(FIRST)
    assert {s.code: s.name for s in held.segments_on(FIRST)} == {
        "1": "Hoog Specialistisch",
        "2": "Wonen",
        "3": "Dagbesteding en dagbehandeling",
        "4": "Specialistisch veelvoorkomend",
        "5": "Crisis",
        "6": "GI's",
        "7": "Onderwijs Jeugdhulp",
    }
    assert held.profiles == ()
    assert held.intensities == ()
    assert held.arrangements == ()


def test_a_segment_says_what_is_not_sure_about_it(rulebook: Rulebook) -> None:
    notes = {s.code: s.note for s in rulebook.profile_set_on(FIRST).segments if s.note}
    assert list(notes) == ["2", "3", "4", "7"]
    for code, subject in (("2", "samenwerken"), ("3", "3a"), ("4", "SGGZ"), ("7", "EED")):
        assert subject in notes[code]


def test_catalogue_norms_and_matrix_have_codes_to_point_at(rulebook: Rulebook) -> None:
    framework, matrix = rulebook.norm_framework_on(FIRST), rulebook.stacking_on(FIRST)
    assert matrix is not None
    assert (rulebook.profile_set_on(FIRST).code, framework.code, matrix.code) == (
        "zhz-2022",
        "zhz-normen-2022",
        "zhz-stapelen-2022",
    )
    assert [norm.code for norm in framework.norms] == [
        "norm-duur",
        "norm-intensiteit",
        "norm-personele-mix",
    ]


def test_the_46_services_are_counted_and_not_invented(rulebook: Rulebook) -> None:
    held = rulebook.profile_set_on(FIRST)
    assert STATED_SERVICES == 46
    assert held.components == ()
    assert len(NAMED_SERVICES) == 5
    assert any("46 diensten" in line and "De andere 41" in line for line in held.unknown)
    assert NAMED_SERVICES[:3] == ("ervaringsdeskundigen", "gezinsdiagnostiek", "netwerkanalyse")


def test_the_product_categories_are_the_national_ones_from_40_to_55() -> None:
    assert list(CATEGORIES) == [str(code) for code in range(40, 56)]
    assert ONLY_IN_2015.isdisjoint(CATEGORIES)


def test_no_segment_has_a_known_tariff(rulebook: Rulebook) -> None:
    held = rulebook.profile_set_on(FIRST)
    assert held.tariffs == ()
    assert {policy.segment for policy in held.payment} == {s.code for s in held.segments}


def test_the_ten_municipalities_have_their_cbs_codes(rulebook: Rulebook) -> None:
    ten = {
        "0482": "Alblasserdam",
        "0505": "Dordrecht",
        "0512": "Gorinchem",
        "0523": "Hardinxveld-Giessendam",
        "0531": "Hendrik-Ido-Ambacht",
        "0590": "Papendrecht",
        "0610": "Sliedrecht",
        "0642": "Zwijndrecht",
        "1963": "Hoeksche Waard",
        "1978": "Molenlanden",
    }
    on_the_day = rulebook.region.municipalities_on(date(2019, 1, 1))
    assert {m.code: m.name for m in on_the_day} == ten
    day_before = rulebook.region.municipalities_on(date(2018, 12, 31))
    assert set(ten) - {m.code for m in day_before} == {"1963", "1978"}


def test_the_former_municipalities_are_named_without_a_code(rulebook: Rulebook) -> None:
    line = next(x for x in rulebook.profile_set_on(FIRST).unknown if "opgingen" in x)
    for name in ("Giessenlanden", "Molenwaard", "Binnenmaas", "Strijen", "Oud-Beijerland"):
        assert name in line


def test_stacking_is_unspecified_for_every_pair(rulebook: Rulebook) -> None:
    matrix = rulebook.stacking_on(FIRST)
    assert matrix is not None
    pairs = list(matrix.pairs())
    assert len(pairs) == 28
    assert {pair.term.permission for pair in pairs} == {Permission.UNSPECIFIED}
    assert rulebook.stacking_on(BEFORE) is None


def test_pgb_has_no_rules_of_its_own(rulebook: Rulebook) -> None:
    reading = {fact.path for rule in rulebook.rules for fact in rule.facts}
    assert not [path for path in reading if "pgb" in path.lower()]


def test_a_budget_is_never_a_ground_to_refuse(rulebook: Rulebook) -> None:
    parts = {part.code: part.title for part in rulebook.norm_framework_on(FIRST).parts}
    assert list(parts)[:4] == ["a", "b", "c", "d"]
    assert "geen budgetplafonds" in parts["geen-plafond"]
    judging = [rule for rule in rulebook.rules if rule.judge is not None]
    assert not [rule.code for rule in judging if "budget" in rule.title.lower()]


@pytest.mark.parametrize(
    ("code", "figure", "base", "met"),
    [
        ("middelen-2-plaatsing", "95", None, False),
        ("middelen-2-plaatsing", "95.1", None, True),
        ("middelen-verblijf", "9", None, True),
        ("middelen-verblijf", "9.1", None, False),
        ("middelen-normen", "85", None, True),
        ("middelen-normen", "84.9", None, False),
        ("middelen-1-kosten", "950", "1000", True),
        ("middelen-1-kosten", "951", "1000", False),
        ("middelen-1-kosten", "950", None, None),
        ("middelen-4-verwijzingen", "30", "100", True),
        ("middelen-4-verwijzingen", "31", "100", False),
        ("middelen-5-crisis", "24", None, True),
        ("middelen-5-crisis", "24.1", None, False),
        ("middelen-7-eed", "98", "100", True),
        ("middelen-7-eed", "98.1", "100", False),
    ],
)
def test_a_figure_is_held_against_its_target(
    rulebook: Rulebook, code: str, figure: str, base: str | None, met: bool | None
) -> None:
    held_against = None if base is None else Decimal(base)
    assert target(rulebook, code).evaluate(Decimal(figure), held_against) is met


@pytest.mark.parametrize(
    "code",
    ["onderwijs-3a-clienten", "middelen-3-duur", "middelen-3-instroom"],
)
def test_a_target_with_x_percent_is_open(rulebook: Rulebook, code: str) -> None:
    held = target(rulebook, code)
    assert (held.rule, held.status, held.value) == ("zhz-26", Status.OPEN, None)
    assert held.evaluate(Decimal(50), Decimal(100)) is None


def test_the_sources_contradict_each_other_on_the_costs_of_segment_2(rulebook: Rulebook) -> None:
    targets = rulebook.norm_framework_on(FIRST).targets
    lower, stable = (t for t in targets if t.status is Status.CONFLICT)
    assert {lower.segment, stable.segment} == {"2"}
    assert (lower.value, lower.comparison) == (Decimal(5), Comparison.AT_LEAST)
    assert (stable.base_year, stable.comparison) == (2021, Comparison.STABLE)
    assert lower.source != stable.source
    for reading in (lower, stable):
        assert reading.evaluate(Decimal(90), Decimal(100)) is None


def test_the_base_years_are_those_of_the_source(rulebook: Rulebook) -> None:
    assert target(rulebook, "middelen-4-verwijzingen").base_year == 2022
    assert target(rulebook, "middelen-7-eed").base_year == 2021
    assert target(rulebook, "middelen-1-kosten").base_year is None
    unknown = rulebook.norm_framework_on(FIRST).unknown
    assert any("segment 1" in line and "welk jaar" in line for line in unknown)


def test_every_target_points_at_a_rule_of_the_region(rulebook: Rulebook) -> None:
    codes = {rule.code for rule in rulebook.rules}
    framework = rulebook.norm_framework_on(FIRST)
    assert {t.rule for t in framework.targets} - codes == set()
    assert {n.rule for n in framework.norms} == {"zhz-05", "zhz-06", "zhz-07"}
    assert {f"zhz-{n}" for n in range(20, 27)} <= {t.rule for t in framework.targets}
    assert {t.kind for t in framework.targets} == set(TargetKind)


def test_target_codes_are_unique(rulebook: Rulebook) -> None:
    codes = [t.code for t in rulebook.norm_framework_on(FIRST).targets]
    assert len(codes) == len(set(codes))


def test_no_norm_has_a_figure_in_the_sources(rulebook: Rulebook) -> None:
    for norm in rulebook.norm_framework_on(FIRST).norms:
        assert (norm.value, norm.text, norm.status) == (None, None, Status.UNKNOWN)


def test_a_loaded_norm_is_judged_and_leaves_the_region_itself_unchanged(
    rulebook: Rulebook,
) -> None:
    months = supplied_norm(subject="4", quantity="duur", value=6, unit="maanden", source=LOADED)
    filled = rulebook.supplemented(Supplement((Supplied(months),)))
    asked = parse_case(
        {
            "region": REGION,
            "decisionDate": FIRST,
            "request": {"segment": "4", "start": FIRST},
            "norms": {"durationMonths": 7},
        }
    )

    def said(book: Rulebook) -> dict[str, str]:
        return {f.rule.code: f.message for f in book.decide(asked).findings}

    assert "7 maanden" in said(filled)["zhz-05"]
    assert "hoogstens 6 maanden" in said(filled)["zhz-05"]
    assert "zhz-05" not in said(rulebook)
    assert filled.stamp.hash != rulebook.stamp.hash
    held = filled.norm_framework_on(FIRST).norm("4", "duur")
    assert isinstance(held, Norm)
    assert (held.rule, held.source) == ("zhz-05", LOADED)


def test_every_fact_says_where_it_comes_from(rulebook: Rulebook) -> None:
    found = list(_sources(rulebook.region))
    found += list(_sources(rulebook.profile_sets))
    found += list(_sources(rulebook.norm_frameworks))
    found += [rule.source for rule in rulebook.rules]
    assert {source.confidence for source in found} == set(Confidence)
    assert all(source.document for source in found)


def test_our_own_readings_are_marked_as_derived(rulebook: Rulebook) -> None:
    confidence = {rule.code: rule.source.confidence for rule in rulebook.rules_on(FIRST)}
    assert [code for code in ("zhz-12", "zhz-14", "zhz-15", "zhz-30")
            if confidence[code] is not Confidence.DERIVED] == []  # fmt: skip
    assert confidence["zhz-04"] is confidence["zhz-31"] is Confidence.PUBLIC


def _sources(item: object) -> Iterator[Source]:
    if isinstance(item, Source):
        yield item
    elif isinstance(item, tuple):
        for part in item:
            yield from _sources(part)
    elif is_dataclass(item):
        for field in fields(item):
            yield from _sources(getattr(item, field.name))
