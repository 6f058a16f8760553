"""A code the region does not know on that day is refused with what it does know."""

from dataclasses import replace

import pytest

from jeugdregio_core import (
    Municipality,
    Verdict,
    between,
    known_intensity,
    known_municipality,
    known_profile,
    known_segment,
    since,
)
from jeugdregio_core.rules.facts import PRODUCT


@pytest.fixture
def known(testland):
    """The finding of one membership rule on one question."""

    def ask(kind, *, rulebook=None, start="2025-03-01", client=None, **request):
        options = request.pop("options", {})
        rule = kind("testland-01", "Bekend.", valid=since(1900), source=testland.source, **options)
        book = (rulebook or testland.rulebook)(rule)
        question = testland.question(start=start, client=client or {}, request=request)
        return testland.finding(book.decide(question))

    return ask


def test_a_municipality_of_the_region_passes(known):
    assert known(known_municipality, client={"municipality": "0002"}).verdict is Verdict.PASSED


def test_a_municipality_elsewhere_is_refused_with_the_ones_there_are(known):
    finding = known(known_municipality, client={"municipality": "0363"})
    assert finding.verdict is Verdict.REFUSED
    assert finding.message == ("Gemeente 0363 hoort niet bij Testland. Bekend: 0002 Nieuwstad.")


def test_a_merged_municipality_is_refused_with_its_successor(known):
    finding = known(known_municipality, client={"municipality": "0001"}, start="2022-01-01")
    assert finding.verdict is Verdict.REFUSED
    assert "Gemeente 0001 (Oudorp) hoort op 1 januari 2022 niet bij Testland." in finding.message
    assert "Gebruik gemeente 0002 (Nieuwstad)." in finding.message


def test_a_merged_municipality_was_fine_until_its_last_day(known):
    finding = known(known_municipality, client={"municipality": "0001"}, start="2021-12-31")
    assert finding.verdict is Verdict.PASSED


def test_a_municipality_that_is_not_there_yet_has_no_successor_to_use(known):
    finding = known(known_municipality, client={"municipality": "0001"}, start="2014-12-31")
    assert finding.message == (
        "Gemeente 0001 (Oudorp) hoort op 31 december 2014 niet bij Testland."
    )


@pytest.mark.parametrize(("successor", "advice"), [("0999", " Gebruik gemeente 0999."), (None, "")])
def test_a_municipality_that_left_the_region_may_have_a_successor_elsewhere(
    testland, known, successor, advice
):
    left = replace(testland.region.municipalities[0], merged_into=successor)
    region = replace(testland.region, municipalities=(left,))
    finding = known(
        known_municipality,
        rulebook=lambda rule: testland.rulebook(rule, region=region),
        client={"municipality": "0001"},
    )
    assert finding.message.endswith(f"niet bij Testland.{advice}")


def test_the_latest_successor_is_named_where_a_municipality_changed_more_than_once(testland, known):
    def dated(valid, merged_into=None):
        return Municipality(
            code="0003",
            name="Verdeeld",
            valid=valid,
            source=testland.source,
            merged_into=merged_into,
        )

    region = replace(
        testland.region,
        municipalities=(
            dated(between((2015, 1, 1), (2017, 12, 31))),
            dated(between((2018, 1, 1), (2020, 12, 31)), merged_into="0002"),
            *testland.region.municipalities,
        ),
    )
    finding = known(
        known_municipality,
        rulebook=lambda rule: testland.rulebook(rule, region=region),
        client={"municipality": "0003"},
    )
    assert "0002 (Nieuwstad)" in finding.message


def test_without_a_municipality_a_human_judges(known):
    assert known(known_municipality).missing == "client.municipality"


def test_an_unknown_segment_is_refused_with_the_ones_there_are(known):
    finding = known(known_segment, segment="Z")
    assert finding.message == "Segment Z bestaat niet in de nieuwe inkoop. Bekend: A, B en C."


def test_a_segment_that_comes_later_says_from_when(known):
    finding = known(known_segment, segment="C", start="2024-06-01")
    assert finding.verdict is Verdict.REFUSED
    assert "vanaf 1 januari 2025" in finding.message
    assert finding.message.endswith("Bekend: A en B.")


def test_a_segment_of_another_period_is_refused_with_that_period(known):
    finding = known(known_segment, segment="B", start="2023-06-01")
    assert "Het hoort bij de nieuwe inkoop (vanaf 1 januari 2024)." in finding.message
    assert finding.message.endswith("Bekend: A.")


def test_a_known_profile_passes(known):
    assert known(known_profile, segment="A", profile="P").verdict is Verdict.PASSED


def test_a_profile_whose_segment_is_unknown_fits_every_segment(known):
    assert known(known_profile, segment="B", profile="R").verdict is Verdict.PASSED


def test_a_profile_of_the_wrong_period_is_refused_with_the_set_it_belongs_to(known):
    finding = known(known_profile, segment="A", profile="1")
    assert finding.verdict is Verdict.REFUSED
    assert finding.message == (
        "Profiel 1 bestaat niet in segment A van de nieuwe inkoop. Het hoort bij de oude inkoop "
        "(1 januari 2015 tot en met 31 december 2023). Bekend: P en R."
    )


def test_a_profile_of_another_segment_is_refused_with_that_segment(known):
    finding = known(known_profile, segment="B", profile="P")
    assert finding.verdict is Verdict.REFUSED
    assert "Het hoort bij segment A." in finding.message
    assert "de oude inkoop" not in finding.message


def test_a_profile_is_looked_up_without_a_segment_too(known):
    assert known(known_profile, profile="P").verdict is Verdict.PASSED
    finding = known(known_profile, profile="Z")
    assert finding.message == "Profiel Z bestaat niet in de nieuwe inkoop. Bekend: P, Q en R."


def test_a_product_beside_the_profiles_needs_no_profile_where_the_region_says_so(known):
    asked = {"segment": "A", "product": "VERVOER"}
    assert known(known_profile, **asked, options={"products_instead": True}) is None
    assert known(known_intensity, **asked, options={"products_instead": True}) is None
    assert known(known_profile, **asked).missing == "request.profile"


def test_a_product_that_is_not_beside_the_profiles_does_not_replace_one(known):
    finding = known(known_profile, segment="A", product="TAXI", options={"products_instead": True})
    assert finding.missing == "request.profile"


def test_an_unknown_intensity_is_refused_with_the_set_it_belongs_to(known):
    finding = known(known_intensity, profile="P", intensity="X")
    assert finding.message == (
        "Intensiteit X bestaat niet in de nieuwe inkoop. Het hoort bij de oude inkoop "
        "(1 januari 2015 tot en met 31 december 2023). Bekend: LICHT en ZWAAR."
    )


def test_an_intensity_without_a_limit_fits_every_profile(known):
    assert known(known_intensity, profile="P", intensity="LICHT").verdict is Verdict.PASSED
    assert known(known_intensity, intensity="LICHT").verdict is Verdict.PASSED


@pytest.mark.parametrize("kind", [known_profile, known_intensity])
def test_the_product_is_only_read_where_it_can_replace_a_profile(testland, kind):
    dated = {"valid": testland.always, "source": testland.source}
    plain, with_products = (
        kind("testland-01", "Bekend.", **dated, products_instead=choice) for choice in (False, True)
    )
    assert set(with_products.reads) - set(plain.reads) == {PRODUCT}


def test_an_intensity_for_other_profiles_is_refused_with_those(known):
    assert known(known_intensity, profile="Q", intensity="ZWAAR").verdict is Verdict.PASSED
    finding = known(known_intensity, profile="P", intensity="ZWAAR")
    assert finding.message == "Intensiteit ZWAAR bestaat alleen voor profiel Q en R."


@pytest.mark.parametrize("kind", [known_segment, known_profile, known_intensity])
def test_without_a_catalogue_in_force_membership_cannot_be_judged(testland, known, kind):
    assert known(kind, start="2014-12-31", segment="A", profile="P", intensity="X") is None


def test_membership_can_be_limited_to_some_segments(known):
    only_a = {"options": {"segments": ["A"]}}
    assert known(known_profile, segment="B", profile="Z", **only_a) is None
    assert known(known_profile, segment="A", profile="Z", **only_a).verdict is Verdict.REFUSED


def test_the_period_of_a_membership_rule_counts(testland):
    rule = known_segment("testland-01", "Bekend.", valid=since(2026), source=testland.source)
    assert testland.finding(testland.decide(rule, request={"segment": "Z"})) is None
