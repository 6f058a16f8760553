"""What help in Amsterdam-Amstelland and Zaanstreek-Waterland costs, and when it is paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from jeugdregio_aa_zawa.payments import herstel_schedule
from jeugdregio_core import (
    Confidence,
    PaymentSchedule,
    ProfileSet,
    Tariff,
    TariffBasis,
    TariffReason,
    public,
    since,
)
from jeugdregio_core.model.catalogue import TariffAnswer
from jeugdregio_core.rulebook import Rulebook

REGION = "aa_zawa"
FIRST_DAY, FIRST_NEW = date(2018, 1, 1), date(2022, 1, 1)
ZAANSTAD = "0479"


@pytest.fixture(scope="module")
def catalogue(rulebook: Rulebook) -> ProfileSet:
    """The catalogue of 2018."""
    return rulebook.profile_set_on(FIRST_DAY)


def agreed(catalogue: ProfileSet, code: str, cents: int, provider: str | None = None) -> ProfileSet:
    """The catalogue with one tariff that a region could load."""
    tariff = Tariff(
        arrangement=code,
        amount_cents=cents,
        per=TariffBasis.TRAJECT,
        valid=since(2018),
        source=public("tarieftabel"),
        provider=provider,
    )
    return replace(catalogue, tariffs=(*catalogue.tariffs, tariff))


def amount(held: ProfileSet, code: str, provider: str | None = None) -> TariffAnswer:
    """The tariff of an arrangement on the first day."""
    arrangement = held.arrangement(*code.split("-"))
    assert arrangement is not None
    return held.tariff(arrangement, FIRST_DAY, provider)


def schedule(held: ProfileSet, segment: str, intensity: str) -> PaymentSchedule:
    """The one payment schedule for this segment and intensity."""
    (found,) = held.schedules_for(segment, intensity, FIRST_DAY)
    return found


def test_no_tariff_is_known_and_none_is_zero(catalogue: ProfileSet) -> None:
    answers = [catalogue.tariff(a, FIRST_DAY, "aanbieder-1") for a in catalogue.arrangements]
    assert {a.amount_cents for a in answers} == {None}
    assert {a.reason for a in answers} == {TariffReason.UNKNOWN}


@pytest.mark.parametrize("segment", ["B", "C"])
def test_herstel_is_paid_per_trajectory_and_duurzaam_per_year(
    catalogue: ProfileSet, segment: str
) -> None:
    per = {i.code: amount(catalogue, f"{segment}-1-{i.code}").per for i in catalogue.intensities}
    assert per == {
        "PERSPECTIEF": TariffBasis.TRAJECT,
        "INTENSIEF": TariffBasis.TRAJECT,
        "DUURZAAM_LICHT": TariffBasis.JAAR,
        "DUURZAAM_ZWAAR": TariffBasis.JAAR,
    }


def test_a_tariff_in_segment_b_is_the_same_for_every_provider(catalogue: ProfileSet) -> None:
    held = agreed(catalogue, "B-1-PERSPECTIEF", 345_000)
    for provider in (None, "aanbieder-1", "aanbieder-2"):
        assert amount(held, "B-1-PERSPECTIEF", provider).amount_cents == 345_000
    assert amount(held, "B-1-INTENSIEF").amount_cents is None
    assert amount(held, "B-2-PERSPECTIEF").amount_cents is None


def test_a_tariff_in_segment_c_belongs_to_one_provider(catalogue: ProfileSet) -> None:
    held = agreed(catalogue, "C-1-PERSPECTIEF", 900_000, "aanbieder-1")
    assert amount(held, "C-1-PERSPECTIEF", "aanbieder-1").amount_cents == 900_000
    assert amount(held, "C-1-PERSPECTIEF", "aanbieder-2").reason is TariffReason.UNKNOWN
    assert amount(held, "C-1-PERSPECTIEF").reason is TariffReason.PER_PROVIDER


def test_a_regional_tariff_in_segment_c_does_not_exist(catalogue: ProfileSet) -> None:
    held = agreed(catalogue, "C-1-PERSPECTIEF", 900_000)
    assert amount(held, "C-1-PERSPECTIEF", "aanbieder-1").amount_cents is None


def test_brother_and_sister_each_have_the_tariff_of_their_own_spic(catalogue: ProfileSet) -> None:
    held = agreed(agreed(catalogue, "B-1-PERSPECTIEF", 300_000), "B-2-INTENSIEF", 500_000)
    family = ["B-1-PERSPECTIEF", "B-1-PERSPECTIEF", "B-2-INTENSIEF"]
    assert [amount(held, spic).amount_cents for spic in family] == [300_000, 300_000, 500_000]


def test_an_onderaannemer_gets_no_tariff_from_its_hoofdaannemer(catalogue: ProfileSet) -> None:
    held = agreed(catalogue, "C-1-PERSPECTIEF", 900_000, "hoofdaannemer")
    assert amount(held, "C-1-PERSPECTIEF", "onderaannemer") == TariffAnswer(
        None, TariffBasis.TRAJECT, TariffReason.UNKNOWN
    )


def test_segment_a_has_no_spic_and_no_tariff(catalogue: ProfileSet) -> None:
    assert not [a for a in catalogue.arrangements if a.segment == "A"]
    assert [p.reason for p in catalogue.payment if p.segment == "A"] == [TariffReason.NO_TARIFF]


@pytest.mark.parametrize("segment", ["B", "C"])
@pytest.mark.parametrize("intensity", ["DUURZAAM_LICHT", "DUURZAAM_ZWAAR"])
def test_a_year_tariff_is_paid_in_twelve_parts_that_add_up(
    catalogue: ProfileSet, segment: str, intensity: str
) -> None:
    held = schedule(catalogue, segment, intensity)
    assert (held.rule, held.per) == ("aa_zawa-11", TariffBasis.JAAR)
    assert [p.amount_cents for p in held.pay(120_000)] == [10_000] * 12
    assert [p.amount_cents for p in held.pay(100_000)] == [8_333] * 11 + [8_337]


@pytest.mark.parametrize("segment", ["B", "C"])
@pytest.mark.parametrize("intensity", ["PERSPECTIEF", "INTENSIEF"])
def test_the_last_30_percent_of_herstel_is_paid_after_the_care_has_ended(
    catalogue: ProfileSet, segment: str, intensity: str
) -> None:
    held = schedule(catalogue, segment, intensity)
    first, last = held.pay(100_000)
    assert (first.amount_cents, last.amount_cents) == (70_000, 30_000)
    assert last.moment == "na het einde van de hulp"
    assert (held.rule, held.per) == ("aa_zawa-12", TariffBasis.TRAJECT)


def test_an_odd_cent_of_herstel_goes_to_the_last_part(catalogue: ProfileSet) -> None:
    parts = schedule(catalogue, "B", "INTENSIEF").pay(99_999)
    assert [p.amount_cents for p in parts] == [69_999, 30_000]


def test_the_first_part_of_herstel_is_derived_and_its_moment_unknown(
    catalogue: ProfileSet,
) -> None:
    first, last = schedule(catalogue, "B", "INTENSIEF").instalments
    assert first.source.confidence is Confidence.DERIVED
    assert "niet bekend" in first.moment
    assert last.source.confidence is Confidence.PUBLIC


def test_a_region_may_say_otherwise_of_the_first_part() -> None:
    half = herstel_schedule("B", Fraction(1, 2), "bij de start")
    assert [i.share for i in half.instalments] == [Fraction(1, 2), Fraction(3, 10)]
    unknown = herstel_schedule("B", None).pay(100_000)
    assert [p.amount_cents for p in unknown] == [None, 30_000]


def test_no_payment_depends_on_the_measured_result(catalogue: ProfileSet) -> None:
    for held in catalogue.schedules:
        assert held.pay(60_000, result_met=False) == held.pay(60_000, result_met=True)
        assert sum(p.amount_cents or 0 for p in held.pay(60_000, result_met=False)) == 60_000


def test_what_an_early_end_pays_is_not_known(catalogue: ProfileSet) -> None:
    for held in catalogue.schedules:
        assert {p.amount_cents for p in held.pay(60_000, ended_early=True)} == {None}


def test_how_zaanstreek_waterland_pays_from_2022_is_not_known(rulebook: Rulebook) -> None:
    zawa = rulebook.profile_set_on(FIRST_NEW, ZAANSTAD)
    assert zawa.schedules == ()
    assert {zawa.tariff(a, FIRST_NEW, "aanbieder-1").per for a in zawa.arrangements} == {None}
    assert {policy.segment: policy.reason for policy in zawa.payment} == {
        "A": TariffReason.NO_TARIFF,
        "B": TariffReason.UNKNOWN,
        "C": TariffReason.UNKNOWN,
        "V": TariffReason.UNKNOWN,
    }
