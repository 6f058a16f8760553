"""What stands around referrals is what a plain search through all that is stored comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.support.office import Office, actor
from tests.support.reading import Reader
from tests.support.rows import NOON
from tests.support.scenes import SCENES, allocated, answered, asked, of, referred
from tests.support.stored import rows

from jeugdregio_core.casework.actor import Role
from jeugdregio_core.casework.reading.records import ReferralRecord
from jeugdregio_core.model.casework import DecisionMoment, RequestStatus
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store


@pytest.fixture(params=["friesland", "westfriesland", "zhz", "aa_zawa"])
def region(request: pytest.FixtureRequest) -> str:
    """Every region that is made up."""
    return str(request.param)


@pytest.fixture(params=[Role.REGION, Role.PROVIDER], ids=str)
def reader(request: pytest.FixtureRequest, full_store: Store, region: str) -> Reader:
    """Who sees everything, and the provider with most to do."""
    known = {one.id: one.code for one in full_store.read(rows(tables.Provider))}
    requests = full_store.read(rows(tables.Request, region=region))
    ((busiest, _),) = Counter(known[one.provider_id] for one in requests).most_common(1)
    role = request.param
    who = actor(role, busiest if role is Role.PROVIDER else None)
    return Reader(Office(full_store, region), who)


@pytest.fixture(params=[None, 40, 150], ids=["now", "lately", "long ago"])
def known_at(request: pytest.FixtureRequest) -> datetime | None:
    """Now, or some days ago."""
    return request.param and NOON - timedelta(days=request.param)


def _all(
    read: Callable[..., Any], wanted: str, known_at: datetime | None, after: str | None = None
) -> Iterator[Any]:
    page = read(wanted, known_at, first=100, after=after)
    yield from page.items
    if page.more:
        yield from _all(read, wanted, known_at, page.cursors[-1])


def test_the_decision_is_the_newest_about_the_newest_request(
    reader: Reader, known_at: datetime | None
) -> None:
    decisions = [
        one
        for one in reader.office.store.read(rows(tables.Decision))
        if known_at is None or one.decided_at <= known_at
    ]
    decisions.sort(key=lambda o: (o.decided_at, o.moment is not DecisionMoment.REQUEST, o.id))
    newest = {one.request_id: one.id for one in decisions}
    requests = sorted(
        _all(reader.requests, "", known_at), key=lambda one: (one.submitted_at, one.id)
    )
    expected = {one.referral_id: newest.get(one.id) for one in requests if one.referral_id}
    told = {
        one.id: one.decision and one.decision.id
        for one in _all(reader.referrals, "decision", known_at)
    }
    assert told == {one: expected.get(one) for one in told}
    assert known_at or {*expected.values()} <= {*told.values()}


def test_the_allocations_are_those_that_requests_led_to_or_extended(
    reader: Reader, known_at: datetime | None
) -> None:
    store, region = reader.office.store, reader.office.region
    granted = {
        one.request_id
        for one in store.read(rows(tables.RequestStep))
        if one.status is RequestStatus.ALLOCATED and (known_at is None or one.at <= known_at)
    }
    seen = sorted(
        _all(reader.allocations, "request_id", known_at), key=lambda one: (one.created_at, one.id)
    )
    led_to: dict[Any, set[Any]] = {}
    for request in store.read(rows(tables.Request, region=region)):
        extended = {request.allocation_id} if request.id in granted else set()
        came = {one.id for one in seen if one.request_id == request.id}
        led_to.setdefault(request.referral_id, set()).update(came | extended)
    for referral in _all(reader.referrals, "allocations", known_at):
        expected = [one.id for one in seen if one.id in led_to.get(referral.id, ())]
        assert [one.id for one in referral.allocations] == expected


def test_what_was_extended_stands_once_under_each_referral_that_asked_for_it(
    store: Store,
) -> None:
    office = Office(store, "westfriesland")
    SCENES["westfriesland"].open(office)
    first = referred(office)
    told = allocated(office, first)
    for referral, end in ((first, "2026-12-31"), (referred(office), "2027-03-31")):
        request = asked(office, referral, extends=of(told)["number"], start=None, end=end)
        waits = {one.id: len(one.allocations) for one in _shown(office)}
        answered(office, request.ids["request"])
        assert waits[UUID(referral)] == (referral == first)
    assert [[one.number for one in found.allocations] for found in _shown(office)] == [[1], [1]]


def _shown(office: Office) -> tuple[ReferralRecord, ...]:
    return Reader(office).referrals("allocations").items
