"""Both days of a period count, and nothing falls back on what held before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio_core import Period, between, dutch_date, since
from jeugdregio_core.model.period import NotInForce, in_force

DAY = timedelta(days=1)
NEW_YEAR = date(2024, 1, 1)
days = st.integers(0, 30).map(lambda n: NEW_YEAR + n * DAY)
periods = st.builds(
    lambda first, length: Period(first, None if length is None else first + length * DAY),
    days,
    st.none() | st.integers(0, 12),
)


def test_a_period_holds_on_its_first_and_on_its_last_day():
    year = between((2024, 1, 1), (2024, 12, 31))
    assert date(2024, 1, 1) in year
    assert date(2024, 12, 31) in year
    assert date(2023, 12, 31) not in year
    assert date(2025, 1, 1) not in year


def test_a_period_of_one_day_is_a_period():
    assert NEW_YEAR in Period(NEW_YEAR, NEW_YEAR)


def test_a_period_without_a_last_day_goes_on():
    assert date.max in since(2024)
    assert date(2023, 12, 31) not in since(2024)


def test_a_period_that_ends_before_it_begins_is_refused_with_both_days():
    with pytest.raises(ValueError, match=r"eindigt op 1 juni 2025.*begin op 2 juni 2025"):
        between((2025, 6, 2), (2025, 6, 1))


@given(periods, periods)
def test_two_periods_overlap_when_they_share_a_day(first: Period, second: Period):
    every_day = (NEW_YEAR + n * DAY for n in range(60))
    shared = any(day in first and day in second for day in every_day)
    assert first.overlaps(second) == shared
    assert second.overlaps(first) == shared


def test_periods_that_meet_without_a_shared_day_do_not_overlap():
    until_july = between((2025, 1, 1), (2025, 6, 30))
    assert not until_july.overlaps(since(2025, 7, 1))
    assert until_july.overlaps(since(2025, 6, 30))


@given(periods)
def test_a_period_overlaps_itself(period: Period):
    assert period.overlaps(period)


def test_days_and_periods_read_as_people_say_them():
    assert dutch_date(date(2025, 7, 1)) == "1 juli 2025"
    assert str(since(2025, 7, 1)) == "vanaf 1 juli 2025"
    assert str(between((2025, 1, 1), (2025, 3, 31))) == "1 januari 2025 tot en met 31 maart 2025"


class Agreement:
    def __init__(self, valid: Period):
        self.valid = valid


BEFORE = Agreement(between((2018, 1, 1), (2021, 12, 31)))
AFTER = Agreement(since(2024))


def test_in_a_gap_nothing_holds_and_nothing_older_steps_in():
    assert in_force([BEFORE, AFTER], date(2022, 6, 1)) == ()
    assert in_force([BEFORE, AFTER], date(2021, 12, 31)) == (BEFORE,)
    assert in_force([BEFORE, AFTER], date(2024, 1, 1)) == (AFTER,)


def test_not_in_force_says_what_held_before_and_what_holds_after():
    message = str(NotInForce("normenkader", date(2022, 6, 1), [AFTER, BEFORE]))
    assert message == (
        "Op 1 juni 2022 geldt geen normenkader. "
        "Bekend: 1 januari 2018 tot en met 31 december 2021; vanaf 1 januari 2024."
    )


def test_not_in_force_says_so_when_nothing_ever_held():
    assert str(NotInForce("normenkader", NEW_YEAR, [])).endswith("Bekend: niets.")


def test_the_catalogue_of_an_ended_period_is_not_used_for_a_later_day(testland):
    ended = testland.rulebook(profile_sets=[testland.old_set])
    with pytest.raises(NotInForce, match=r"profielenset van Testland.*31 december 2023"):
        ended.profile_set_on(date(2024, 1, 1))
    assert ended.profile_set_on(date(2023, 12, 31)) is testland.old_set


def test_a_norm_framework_that_is_not_there_yet_is_not_in_force(testland):
    with pytest.raises(NotInForce, match="normenkader van Testland"):
        testland.rulebook().norm_framework_on(NEW_YEAR)
