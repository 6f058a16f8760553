"""What the database itself refuses, whatever the program does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, col, select
from tests.support import rows
from tests.support.lines import line

from jeugdregio_core.model.casework import (
    OPEN_REQUEST,
    DecisionMoment,
    OutcomeMeasure,
    RequestStatus,
)
from jeugdregio_core.model.codes import DocumentKind
from jeugdregio_core.rules.outcome import DecisionVerdict
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store

KEPT_FOR_EVER = (
    "allocation_version",
    "document_version",
    "request_step",
    "decision",
    "audit_line",
)


def _file(session: Session) -> tables.Allocation:
    """A client with one of everything."""
    client, provider = rows.client(), rows.provider()
    request = rows.request(client.id, provider.id, status=RequestStatus.ALLOCATED)
    allocation = rows.allocation(request)
    document = tables.Document(
        id=uuid4(),
        region=rows.REGION,
        client_id=client.id,
        kind=DocumentKind.PERSPECTIEFPLAN,
        current=1,
        created_at=rows.NOON,
    )
    version = tables.DocumentVersion(
        id=uuid4(),
        document_id=document.id,
        version=1,
        recorded_at=rows.NOON,
        signed_by=["GEZIN"],
        includes=[],
    )
    step = tables.RequestStep(
        request_id=request.id, step=1, status=request.status, at=rows.NOON, actor="toegang-1"
    )
    session.add_all([client, provider, request, allocation, document, version, step])
    session.add_all([rows.allocation_version(allocation.id), _decision(request)])
    line(session)
    return allocation


def _decision(request: tables.Request, **given: Any) -> tables.Decision:
    usual: dict[str, Any] = {
        "id": uuid4(),
        "request_id": request.id,
        "moment": DecisionMoment.REQUEST,
        "verdict": DecisionVerdict.ALLOWED,
        "given": {},
        "findings": [],
        "regie": [],
        "documents": [],
        "distribution": "jeugdregio-voorbeeld",
        "version": "1.0",
        "hash": "abc",
        "decided_at": rows.NOON,
    }
    return tables.Decision(**usual | given)


def _run(store: Store, statement: str) -> None:
    store.write((), lambda session: session.connection().execute(text(statement)))


@pytest.mark.parametrize("table", KEPT_FOR_EVER)
def test_what_was_known_or_decided_is_never_changed_or_removed(store: Store, table: str) -> None:
    store.write((), _file)
    column = {"audit_line": "actor", "request_step": "remark", "decision": "version"}.get(
        table, "version"
    )
    value = "7" if table.endswith("_version") else "'x'"
    before = store.read(lambda session: _all(session, table))
    for statement in (
        f"UPDATE {table} SET {column} = {value}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        f"TRUNCATE {table}",
    ):
        with pytest.raises(DBAPIError):
            _run(store, statement)
    assert store.read(lambda session: _all(session, table)) == before
    assert len(before) == 1


def _all(session: Session, table: str) -> list[Any]:
    return [tuple(row) for row in session.connection().execute(text(f"SELECT * FROM {table}"))]


def test_the_refusal_says_why(store: Store) -> None:
    store.write((), _file)
    with pytest.raises(DBAPIError, match="never changed or removed"):
        _run(store, "DELETE FROM allocation_version")


def test_a_new_version_is_added_and_the_former_stays(store: Store) -> None:
    allocation = store.write((), _file)

    def shorten(session: Session) -> None:
        session.add(rows.allocation_version(allocation.id, version=2, end=date(2026, 6, 30)))
        found = session.get(tables.Allocation, allocation.id)
        assert found is not None
        found.current = 2

    store.write((), shorten)
    ends = store.read(
        lambda session: session.exec(
            select(col(tables.AllocationVersion.version), col(tables.AllocationVersion.end))
        ).all()
    )
    assert sorted(ends) == [(1, date(2026, 9, 30)), (2, date(2026, 6, 30))]


@pytest.mark.parametrize("status", RequestStatus)
def test_a_client_has_one_open_request_with_a_provider_and_any_number_of_closed_ones(
    store: Store, status: RequestStatus
) -> None:
    client, provider, other = rows.client(), rows.provider(), rows.provider("zorg_zuid")
    first = rows.request(client.id, provider.id)
    elsewhere = rows.request(client.id, other.id)
    store.write((), lambda session: session.add_all([client, provider, other, first, elsewhere]))

    def second(session: Session) -> None:
        session.add(rows.request(client.id, provider.id, status=status))

    if status in OPEN_REQUEST:
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            store.write((), second)
    else:
        store.write((), second)
        store.write((), second)


@pytest.mark.parametrize(
    ("make", "given"),
    [
        (rows.client, {"municipality": "405"}),
        (rows.client, {"municipality": "040A"}),
        (rows.client, {"municipality": "04051"}),
        (rows.provider, {"agb_code": "1234567"}),
        (tables.NumberSeries, {"municipality": "0405", "next": 0}),
        (tables.NumberSeries, {"municipality": "0405", "next": 1_000_000_001}),
    ],
)
def test_a_row_that_cannot_be_right_is_refused(
    store: Store, make: Callable[..., tables.Stored], given: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        store.write((), lambda session: session.add(make(**given)))


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ({"start": date(2026, 4, 1), "end": date(2026, 4, 1)}, True),
        ({"start": date(2026, 4, 2), "end": date(2026, 4, 1)}, False),
        ({"end": None}, True),
        ({"version": 0}, False),
        ({"volume_amount": 99_999_999}, True),
        ({"volume_amount": 100_000_000}, False),
        ({"volume_amount": -1}, False),
        ({"changes_so_far": -1}, False),
        ({"version": 1}, False),
    ],
)
def test_a_version_of_an_allocation_fits_the_national_messages(
    store: Store, given: dict[str, Any], fits: bool
) -> None:
    allocation = store.write((), _file)

    def add(session: Session) -> None:
        session.add(rows.allocation_version(allocation.id, **{"version": 2} | given))

    if fits:
        store.write((), add)
    else:
        with pytest.raises(IntegrityError):
            store.write((), add)


@pytest.mark.parametrize("number", [0, 1_000_000_000])
def test_an_allocation_number_fits_the_national_messages(store: Store, number: int) -> None:
    allocation = store.write((), _file)

    def add(session: Session) -> None:
        request = session.get(tables.Request, allocation.request_id)
        assert request is not None
        session.add(rows.allocation(request, number=number))

    with pytest.raises(IntegrityError):
        store.write((), add)


def test_a_code_that_is_not_on_the_list_is_refused_by_the_database_too(store: Store) -> None:
    store.write((), _file)
    with pytest.raises(IntegrityError, match=r"(?i)check"):
        _run(store, "UPDATE request SET status = 'ZOEK'")


def test_codes_are_read_back_as_members_of_their_list(store: Store) -> None:
    store.write((), _file)
    found = store.read(lambda session: session.exec(select(tables.Request)).one())
    assert found.status is RequestStatus.ALLOCATED
    assert found.status.label == "toegewezen"
    assert found.facts == {"segment": "B"}


@pytest.mark.parametrize(
    "given",
    [
        {"overruled_by": "toegang-1"},
        {"overruled_reason": "omdat"},
        {"overruled_by": "toegang-1", "overruled_at": rows.NOON},
    ],
)
def test_who_overrules_gives_a_name_a_moment_and_a_reason(
    store: Store, given: dict[str, Any]
) -> None:
    allocation = store.write((), _file)

    def overrule(session: Session, facts: dict[str, Any]) -> None:
        request = session.get(tables.Request, allocation.request_id)
        assert request is not None
        session.add(_decision(request, **facts))

    with pytest.raises(IntegrityError):
        store.write((), lambda session: overrule(session, given))
    complete = {
        "overruled_by": "toegang-1",
        "overruled_at": rows.NOON,
        "overruled_reason": "De veiligheid vraagt het.",
    }
    store.write((), lambda session: overrule(session, complete))


def test_a_measurement_measures_something(store: Store) -> None:
    allocation = store.write((), _file)

    def measure(session: Session, **given: Any) -> None:
        session.add(
            tables.Outcome(
                id=uuid4(),
                region=rows.REGION,
                allocation_id=allocation.id,
                measure=OutcomeMeasure.UITVAL,
                measured_on=date(2026, 6, 1),
                recorded_at=rows.NOON,
                **given,
            )
        )

    with pytest.raises(IntegrityError):
        store.write((), measure)
    store.write((), lambda session: measure(session, value=Decimal("12.35")))
    kept = store.read(lambda session: session.exec(select(col(tables.Outcome.value))).one())
    assert kept == Decimal("12.35")


def test_a_moment_without_a_time_zone_is_not_stored(store: Store) -> None:
    naive = rows.NOON.replace(tzinfo=None)
    client = rows.client()
    with pytest.raises(Exception, match="timezone"):
        store.write(
            (),
            lambda session: session.add_all([client, rows.referral(client.id, created_at=naive)]),
        )
