"""How long a file is kept is a setting with a source, and what is not known stays unknown."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from jeugdregio_core.store.errors import StoreRefused
from jeugdregio_core.store.terms import Term, Terms, day_of, read_terms

CHANGED = date(2026, 4, 6)


def test_a_file_of_youth_help_is_kept_twenty_years_after_its_last_change() -> None:
    assert Terms().until(False, CHANGED, CHANGED) == date(2046, 4, 6)
    assert Terms().until(None, CHANGED, CHANGED) == date(2046, 4, 6)


def test_how_long_a_file_with_a_protection_measure_is_kept_is_unknown_until_it_is_set() -> None:
    assert Terms().until(True, CHANGED, CHANGED) is None
    told = read_terms({"JEUGDREGIO_RETENTION_PROTECTION": "30"})
    assert told.until(True, CHANGED, CHANGED) == date(2056, 4, 6)
    assert told.file == Terms().file


def test_the_term_in_force_on_the_day_counts() -> None:
    told = read_terms({"JEUGDREGIO_RETENTION_FILE": "15, 2020-01-01:20"})
    assert told.file == (Term(15), Term(20, date(2020, 1, 1)))
    assert told.until(False, date(2010, 6, 1), date(2019, 12, 31)) == date(2025, 6, 1)
    assert told.until(False, date(2010, 6, 1), date(2020, 1, 1)) == date(2030, 6, 1)


def test_before_the_first_term_nothing_is_known() -> None:
    told = read_terms({"JEUGDREGIO_RETENTION_FILE": "2020-01-01:20"})
    assert told.until(False, date(2010, 6, 1), date(2019, 12, 31)) is None


def test_a_term_can_be_unknown() -> None:
    assert read_terms({"JEUGDREGIO_RETENTION_FILE": "onbekend"}).file == ()


def test_a_leap_day_ends_no_term_too_soon() -> None:
    assert Terms((Term(15),)).until(False, date(2024, 2, 29), CHANGED) == date(2039, 3, 1)
    assert Terms((Term(20),)).until(False, date(2024, 2, 29), CHANGED) == date(2044, 2, 29)


def test_a_change_late_in_the_evening_is_of_the_day_in_the_netherlands() -> None:
    assert day_of(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)


def test_an_answer_holds_thirty_days_or_what_is_set() -> None:
    assert read_terms({}) == Terms()
    assert read_terms({"JEUGDREGIO_IDEMPOTENCY_DAYS": "7"}).answer_days == 7


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JEUGDREGIO_RETENTION_FILE", "twintig"),
        ("JEUGDREGIO_RETENTION_FILE", "-1"),
        ("JEUGDREGIO_RETENTION_FILE", "201"),
        ("JEUGDREGIO_RETENTION_FILE", "20,"),
        ("JEUGDREGIO_RETENTION_FILE", "2020-13-01:20"),
        ("JEUGDREGIO_RETENTION_PROTECTION", "20 jaar"),
        ("JEUGDREGIO_IDEMPOTENCY_DAYS", "0"),
        ("JEUGDREGIO_IDEMPOTENCY_DAYS", "²"),
        ("JEUGDREGIO_IDEMPOTENCY_DAYS", "3661"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(name: str, value: str) -> None:
    with pytest.raises(StoreRefused, match=rf"instelling {name} heeft de waarde .* Schrijf"):
        read_terms({name: value})
