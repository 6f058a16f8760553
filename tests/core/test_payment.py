"""What is paid adds up to the whole, and an unknown part is not guessed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio_core import TariffBasis, since
from jeugdregio_core.model.payment import Instalment, PaymentSchedule


@pytest.fixture(scope="session")
def schedule(testland):
    def build(*shares, **parts):
        return PaymentSchedule(
            rule="testland-90",
            title="In delen",
            segment="A",
            valid=since(2024),
            source=testland.source,
            per=TariffBasis.TRAJECT,
            instalments=tuple(
                Instalment(
                    label=f"deel {n}",
                    moment="bij de start",
                    source=testland.source,
                    share=share,
                    depends_on_result=n == len(shares) - 1,
                )
                for n, share in enumerate(shares)
            ),
            **parts,
        )

    return build


@given(st.integers(0, 10**9), st.lists(st.integers(1, 100), min_size=1, max_size=5))
def test_the_parts_of_a_payment_add_up_to_the_whole(schedule, total, weights):
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    parts = schedule(*shares).pay(total, result_met=True)
    assert sum(part.amount_cents for part in parts) == total
    assert all(part.amount_cents >= 0 for part in parts)


def test_every_part_is_rounded_down_and_the_last_takes_what_is_left(schedule):
    parts = schedule(Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)).pay(100, result_met=True)
    assert [part.amount_cents for part in parts] == [33, 33, 34]


def test_a_part_of_unknown_size_has_no_amount_but_a_reason(schedule):
    first, second = schedule(Fraction(1, 2), None).pay(100, result_met=True)
    assert first.amount_cents == 50
    assert (second.amount_cents, second.reason) == (None, "De hoogte is niet bekend.")


def test_a_part_that_depends_on_the_result_waits_for_it(schedule):
    halves = schedule(Fraction(1, 2), Fraction(1, 2))
    assert halves.pay(100)[1].amount_cents is None
    assert halves.pay(100, result_met=False)[1].amount_cents == 0
    assert halves.pay(100, result_met=True)[1].amount_cents == 50


def test_what_an_early_end_costs_is_not_guessed(schedule):
    unsure = schedule(Fraction(1), early_end_known=False)
    assert [part.amount_cents for part in unsure.pay(100, ended_early=True)] == [None]


def test_a_schedule_covers_the_intensities_it_names(schedule):
    light = schedule(Fraction(1), intensities=frozenset({"LICHT"}))
    assert light.covers("A", "LICHT")
    assert not light.covers("A", "ZWAAR")
    assert not light.covers("B", "LICHT")
    assert schedule(Fraction(1)).covers("A", None)
