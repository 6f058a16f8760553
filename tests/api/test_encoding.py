"""An answer is written as JSON in one form, whatever it holds."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio_api.encoding import encoded

ZONES = (UTC, ZoneInfo("Europe/Amsterdam"), timezone(timedelta(hours=5, minutes=30)))


@given(st.dates())
def test_a_day_is_written_as_ever(day: date) -> None:
    assert json.loads(encoded([day])) == [day.isoformat()]


@given(st.datetimes(min_value=datetime(1950, 1, 1)), st.sampled_from(ZONES))
def test_a_moment_is_written_as_ever(moment: datetime, zone: timezone) -> None:
    aware = moment.replace(tzinfo=zone)
    assert json.loads(encoded([aware, moment])) == [aware.isoformat(), moment.isoformat()]


@given(st.uuids())
def test_an_id_is_written_as_ever(identity: UUID) -> None:
    assert json.loads(encoded([identity])) == [str(identity)]


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.floats(allow_nan=False, allow_infinity=False),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_what_is_read_back_is_what_was_written(value: object) -> None:
    assert json.loads(encoded(value)) == value


def test_a_large_number_beside_everything_else_is_written_in_full() -> None:
    fragment = orjson.Fragment(b'{"code":"B"}')
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    content = [2**70, date(2026, 3, 1), moment, UUID(int=1), fragment]
    assert json.loads(encoded(content)) == [
        2**70,
        "2026-03-01",
        "2026-03-01T12:00:00+00:00",
        "00000000-0000-0000-0000-000000000001",
        {"code": "B"},
    ]


def test_what_is_no_json_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError):
        encoded(object())
