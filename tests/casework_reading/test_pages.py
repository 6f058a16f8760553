"""A list is read in parts that fit together, whatever comes in meanwhile."""

from __future__ import annotations

import base64
import json
from datetime import date
from typing import Any

import pytest
from tests.support.office import Office
from tests.support.reading import Reader
from tests.support.scenes import allocated, asked, referred

from jeugdregio_core.casework.reading.questions import BadQuestion, Days
from jeugdregio_core.model.casework import AllocationStatus, ReferralStatus, RequestStatus


def _some(office: Office, count: int, first: int = 1) -> list[str]:
    made = []
    for number in range(first, first + count):
        made.append(referred(office, f"K-{number:03}"))
        office.clock.later(seconds=number % 2)
    return made


def _all(reader: Reader, first: int, **given: Any) -> list[str]:
    page = reader.referrals(first=first, **given)
    ids = [str(item.id) for item in page.items]
    while page.more:
        page = reader.referrals(first=first, after=page.cursors[-1], **given)
        ids += [str(item.id) for item in page.items]
    return ids


def test_the_newest_referral_comes_first_and_parts_fit_together(
    office: Office, reader: Reader
) -> None:
    made = _some(office, 7)
    whole = _all(reader, 100)
    assert sorted(whole) == sorted(made)
    assert [_all(reader, size) for size in (1, 2, 3, 7)] == [whole] * 4
    moments = [item.created_at for item in reader.referrals().items]
    assert moments == sorted(moments, reverse=True)


def test_what_comes_in_meanwhile_neither_repeats_nor_hides_a_referral(
    office: Office, reader: Reader
) -> None:
    made = _some(office, 6)
    first = reader.referrals(first=3)
    _some(office, 4, first=100)
    second = reader.referrals(first=50, after=first.cursors[-1])
    seen = [str(item.id) for item in (*first.items, *second.items)]
    assert sorted(seen) == sorted(made)
    assert not second.more


def test_the_last_part_says_that_there_is_no_more(office: Office, reader: Reader) -> None:
    _some(office, 4)
    assert reader.referrals(first=3).more
    assert not reader.referrals(first=4).more
    last = reader.referrals(first=4).cursors[-1]
    after = reader.referrals(after=last)
    assert (after.items, after.cursors, after.more) == ((), (), False)


def test_the_total_counts_the_whole_list_and_only_when_it_is_asked(
    office: Office, reader: Reader
) -> None:
    _some(office, 4)
    assert reader.referrals(first=2).total is None
    page = reader.referrals("total_count", first=2)
    assert page.total == 4
    assert reader.referrals("total_count", first=2, after=page.cursors[-1]).total == 4
    nothing = reader.referrals("total_count", status=ReferralStatus.CLOSED)
    assert (nothing.total, nothing.items) == (0, ())


@pytest.mark.parametrize("first", [0, -1, 101, 2_000_000_000])
def test_a_part_holds_one_to_a_hundred_items(first: int, reader: Reader) -> None:
    with pytest.raises(BadQuestion, match="Vraag 1 tot en met 100"):
        reader.referrals(first=first)


def _cursor(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


_ID = "0b0e3a52-7b6c-4c5e-9f3a-0d2b6a1c4e5f"
_AT = "2026-03-02T12:00:00+00:00"


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "é",
        "====",
        "a" * 5000,
        _cursor(),
        _cursor(1),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(b"[" * 500).decode(),
        _cursor(2, "referrals", "westfriesland", _AT, _ID),
        _cursor(1, "requests", "westfriesland", _AT, _ID),
        _cursor(1, "referrals", "friesland", _AT, _ID),
        _cursor(1, "referrals", "westfriesland", _AT),
        _cursor(1, "referrals", "westfriesland", _AT, _ID, _ID),
        _cursor(1, "referrals", "westfriesland", "gisteren", _ID),
        _cursor(1, "referrals", "westfriesland", "2026-03-02T12:00:00", _ID),
        _cursor(1, "referrals", "westfriesland", "0001-01-01T00:00:00+10:00", _ID),
        _cursor(1, "referrals", "westfriesland", _AT, "1 OR 1=1"),
        _cursor(1, "referrals", "westfriesland", None, None),
    ],
)
def test_a_broken_or_foreign_cursor_is_refused_in_words(cursor: str, reader: Reader) -> None:
    with pytest.raises(BadQuestion, match="Deze cursor hoort hier niet"):
        reader.referrals(after=cursor)


def test_a_cursor_of_ours_is_read(office: Office, reader: Reader) -> None:
    _some(office, 2)
    assert reader.referrals(after=_cursor(1, "referrals", "westfriesland", _AT, _ID)) is not None


def test_a_cursor_holds_nothing_of_a_person(office: Office, reader: Reader) -> None:
    _some(office, 1)
    page = reader.referrals()
    (cursor,) = page.cursors
    said = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    item = page.items[0]
    assert said == [1, "referrals", "westfriesland", item.created_at.isoformat(), str(item.id)]


def test_a_filter_leaves_only_what_it_names(office: Office, reader: Reader) -> None:
    one = referred(office, "K-001", receivedOn="2026-02-01", provider="noord")
    two = referred(office, "K-002", receivedOn="2026-02-10")
    asked(office, two)

    def found(**given: Any) -> list[str]:
        return sorted(str(item.id) for item in reader.referrals(**given).items)

    both = sorted([one, two])
    assert found(status=ReferralStatus.REQUESTED) == [two]
    assert found(status=ReferralStatus.RECEIVED) == [one]
    assert found(provider="noord") == [one]
    assert found(provider="onbekend") == []
    assert found(municipality="0405") == both
    assert found(municipality="0999") == []
    assert found(received_on=Days(first=date(2026, 2, 2))) == [two]
    assert found(received_on=Days(last=date(2026, 2, 1))) == [one]
    assert found(received_on=Days(first=date(2026, 2, 1), last=date(2026, 2, 10))) == both
    assert found(status=None, municipality=None, provider=None) == both
    assert found(provider="noord", status=ReferralStatus.REQUESTED) == []


def test_a_filter_with_a_text_that_cannot_be_is_refused(reader: Reader) -> None:
    for text in ("", "a\x00b", "x" * 101):
        with pytest.raises(BadQuestion):
            reader.referrals(provider=text)


def test_a_region_sees_nothing_of_another(office: Office, reader: Reader) -> None:
    _some(office, 2)
    other = Reader(Office(office.store, "friesland", office.clock))
    page = other.referrals("total_count")
    assert (page.items, page.total) == ((), 0)


def test_requests_are_listed_by_status_and_provider(office: Office, reader: Reader) -> None:
    waiting = asked(office, referred(office, "K-001"), "noord").ids["request"]
    done = allocated(office, referred(office, "K-002"), "zuid").ids["request"]

    def found(**given: Any) -> list[str]:
        return [str(item.id) for item in reader.requests(**given).items]

    assert sorted(found()) == sorted([waiting, done])
    assert found(status=RequestStatus.SUBMITTED) == [waiting]
    assert found(status=RequestStatus.ALLOCATED) == [done]
    assert found(provider="zuid") == [done]
    assert found(provider="noord", status=RequestStatus.ALLOCATED) == []


def test_allocations_are_listed_by_status_municipality_and_provider(
    office: Office, reader: Reader
) -> None:
    allocated(office, referred(office, "K-001"), "noord")
    office.clock.later(seconds=1)
    allocated(office, referred(office, "K-002"), "zuid")

    def found(**given: Any) -> list[int]:
        return [item.number for item in reader.allocations(**given).items]

    assert found() == [2, 1]
    assert found(status=AllocationStatus.ALLOCATED) == [2, 1]
    assert found(status=AllocationStatus.ENDED) == []
    assert found(municipality="0405", provider="noord") == [1]
    assert reader.allocations("total_count", provider="zuid").total == 1
    last = reader.allocations(first=1).cursors[-1]
    assert [item.number for item in reader.allocations(after=last).items] == [1]


def test_a_referral_has_the_newest_decision_about_its_newest_request(full_reader: Reader) -> None:
    page = full_reader.referrals("decision requests.decisions", first=100)
    several = 0
    for referral in page.items:
        newest = max(referral.requests, key=lambda one: (one.submitted_at, one.id), default=None)
        about = newest.decisions if newest else ()
        assert referral.decision == next(iter(about), None)
        several += len(about) > 1
    assert several
