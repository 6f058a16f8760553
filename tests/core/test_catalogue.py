"""Tariffs are dated and never guessed; codes fit the national messages."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdregio_core import (
    Norm,
    Product,
    Profile,
    Segment,
    Status,
    Tariff,
    TariffBasis,
    TariffPolicy,
    TariffReason,
    between,
    since,
)
from jeugdregio_core.model.catalogue import TariffAnswer

JUNE, JULY = date(2025, 6, 30), date(2025, 7, 1)


def policy(reason=TariffReason.UNKNOWN, per=TariffBasis.MAAND, per_provider=False):
    return TariffPolicy(segment="A", per=per, reason=reason, per_provider=per_provider)


@pytest.fixture
def arrangement(testland):
    return testland.new_set.arrangement("A", "P", "LICHT")


@pytest.fixture
def amount(testland):
    def build(cents, valid, provider=None):
        return Tariff(
            arrangement="P-LICHT",
            amount_cents=cents,
            per=TariffBasis.MAAND,
            valid=valid,
            source=testland.source,
            provider=provider,
        )

    return build


def test_a_tariff_holds_up_to_and_including_its_last_day(testland, arrangement, amount):
    held = replace(
        testland.new_set,
        payment=(policy(),),
        tariffs=(amount(100, between((2025, 1, 1), (2025, 6, 30))), amount(120, since(2025, 7, 1))),
    )
    said = held.tariffs[0].source
    assert held.tariff(arrangement, JUNE) == TariffAnswer(100, TariffBasis.MAAND, None, said)
    assert held.tariff(arrangement, JULY) == TariffAnswer(120, TariffBasis.MAAND, None, said)


def test_before_the_first_tariff_there_is_no_amount_but_a_reason(testland, arrangement, amount):
    held = replace(testland.new_set, payment=(policy(),), tariffs=(amount(120, since(2025, 7, 1)),))
    assert held.tariff(arrangement, JUNE) == TariffAnswer(
        None, TariffBasis.MAAND, TariffReason.UNKNOWN
    )


def test_without_a_payment_policy_the_tariff_is_unknown(testland, arrangement):
    assert testland.new_set.tariff(arrangement, JULY) == TariffAnswer(
        None, None, TariffReason.UNKNOWN
    )


def test_the_reason_of_the_region_is_given_where_no_tariff_belongs(testland, arrangement):
    held = replace(testland.new_set, payment=(policy(TariffReason.NO_TARIFF, per=None),))
    assert held.tariff(arrangement, JULY) == TariffAnswer(None, None, TariffReason.NO_TARIFF)


def test_where_tariffs_differ_per_provider_one_must_be_named(testland, arrangement, amount):
    held = replace(
        testland.new_set,
        payment=(policy(per_provider=True),),
        tariffs=(amount(100, since(2025), "een"), amount(90, since(2025), "twee")),
    )
    assert held.tariff(arrangement, JULY).reason is TariffReason.PER_PROVIDER
    assert held.tariff(arrangement, JULY, "een").amount_cents == 100
    assert held.tariff(arrangement, JULY, "twee").amount_cents == 90
    assert held.tariff(arrangement, JULY, "drie") == TariffAnswer(
        None, TariffBasis.MAAND, TariffReason.UNKNOWN
    )


def test_a_segment_may_be_paid_otherwise_for_some_intensities(testland, arrangement):
    by_year = replace(policy(per=TariffBasis.JAAR), intensities=frozenset({"LICHT"}))
    heavy = replace(policy(per=TariffBasis.TRAJECT), intensities=frozenset({"ZWAAR"}))
    held = replace(testland.new_set, payment=(heavy, by_year))
    assert held.tariff(arrangement, JULY).per is TariffBasis.JAAR


def test_one_tariff_for_all_holds_whichever_provider_is_named(testland, arrangement, amount):
    held = replace(testland.new_set, payment=(policy(),), tariffs=(amount(100, since(2025)),))
    assert held.tariff(arrangement, JULY, "een").amount_cents == 100


def test_an_amount_is_never_negative(amount):
    with pytest.raises(ValueError, match=r"P-LICHT.*nooit negatief"):
        amount(-1, since(2025))


@pytest.mark.parametrize("code", ["", "123456"])
def test_a_product_code_has_one_to_five_characters(code):
    with pytest.raises(ValueError, match="1 tot 5 tekens"):
        Product(code=code)


def test_a_product_code_of_five_characters_fits():
    assert Product(code="45A04", category="45").code == "45A04"


@pytest.mark.parametrize("category", ["4", "456", "4A", "²²", "٤٥"])
def test_a_product_category_is_two_digits(category):
    with pytest.raises(ValueError, match="twee cijfers"):
        Product(category=category)


def test_a_profile_whose_name_is_unknown_says_so(testland):
    assert Profile(code="1", source=testland.source).status is Status.UNKNOWN
    assert Profile(code="1", name="Gedrag", source=testland.source).status is Status.KNOWN


def test_a_segment_is_only_there_on_its_own_days(testland):
    held = testland.new_set
    assert held.segment("C", date(2024, 12, 31)) is None
    assert held.segment("C", date(2025, 1, 1)) == Segment(
        code="C", name="Crisis", source=testland.source, valid=since(2025)
    )


def test_a_segment_offers_its_profiles_and_those_of_which_the_segment_is_unknown(testland):
    assert [p.code for p in testland.new_set.profiles_in("A")] == ["P", "R"]
    assert [p.code for p in testland.new_set.profiles_in(None)] == ["P", "Q", "R"]


def test_a_catalogue_for_one_municipality_goes_before_the_one_for_all(testland):
    own = replace(testland.new_set, code="eigen", municipalities=frozenset({"0002"}))
    book = testland.rulebook(profile_sets=[testland.new_set, own])
    assert book.profile_set_on(JULY, "0002") is own
    assert book.profile_set_on(JULY, "0001") is testland.new_set
    assert book.profile_set_on(JULY) is testland.new_set


def norm(testland, **parts):
    return Norm(
        code="n", subject="A", quantity="duur", unit="maand", source=testland.source, **parts
    )


def test_a_norm_without_a_figure_says_why(testland):
    assert norm(testland, status=Status.UNKNOWN).value is None
    with pytest.raises(ValueError, match="Norm n"):
        norm(testland)
