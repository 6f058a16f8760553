"""Allocations in the version that was known: of requests and referrals, one, or a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, Table, and_, exists, or_, select

from jeugdregio_core.casework import missed
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import identity
from jeugdregio_core.casework.reading.clients import CLIENT, client, clients, note_clients
from jeugdregio_core.casework.reading.decisions import decisions_of
from jeugdregio_core.casework.reading.listing import Listing
from jeugdregio_core.casework.reading.providers import PROVIDER, provider, providers
from jeugdregio_core.casework.reading.questions import AllocationFilter, Look, PartOf
from jeugdregio_core.casework.reading.records import (
    AllocationRecord,
    DeliveryRecord,
    OutcomeRecord,
    Page,
    VersionRecord,
)
from jeugdregio_core.casework.reading.rows import (
    Shape,
    columns,
    fetch,
    grouped,
    newest_known,
    of_provider,
    parts,
    same,
    table,
    until,
)
from jeugdregio_core.model.casework import RequestStatus

ALLOCATION = table("allocation")
_VERSION = table("allocation_version")
_DELIVERY = table("delivery_event")
_OUTCOME = table("outcome")
_REQUEST = table("request")
_STEP = table("request_step")

_allocation = Shape(AllocationRecord, ALLOCATION, _VERSION)
_SHAPES = (_allocation, client, provider)
_LIST = Listing("allocations", ALLOCATION, "created_at")


def page(work: Work, part: PartOf, only: AllocationFilter, look: Look) -> Page[AllocationRecord]:
    """A part of the allocations of the region, newest first."""
    conditions = [
        work.sight.allocations,
        *_with_id(only),
        *same(ALLOCATION.c.municipality, only.municipality),
        *of_provider(ALLOCATION.c.provider_id, only.provider),
        *_with_status(only, look),
    ]

    def read(cut: Subquery) -> list[AllocationRecord]:
        here = _known(look).join(cut, cut.c.id == ALLOCATION.c.id)
        return _read(work, here.order_by(*_LIST.newest_first), look)

    found = _LIST.page(work, part, conditions, look, read)
    note_clients(work, (allocation.client for allocation in found.items))
    return found


def one(work: Work, municipality: str, number: int, look: Look) -> AllocationRecord | None:
    """The allocation that a municipality gave this number, if it is there to see."""
    wanted = and_(
        ALLOCATION.c.municipality == municipality,
        ALLOCATION.c.number == number,
        work.sight.allocations,
    )
    found = _read(work, _known(look).where(wanted), look)
    note_clients(work, (allocation.client for allocation in found))
    if not found:
        missed.allocation(work, municipality, number)
    return next(iter(found), None)


def of_clients(work: Work, ids: Collection[UUID], look: Look) -> Sequence[AllocationRecord]:
    """The allocations of these clients, newest first."""
    wanted = _known(look).where(ALLOCATION.c.client_id.in_(ids), work.sight.allocations)
    return _read(work, wanted.order_by(*_LIST.newest_first), look)


def of_requests(
    work: Work, column: str, ids: Collection[UUID], look: Look | None
) -> dict[UUID, tuple[AllocationRecord, ...]]:
    """The allocations that came of requests or were extended by them, oldest first.

    By the id of the request, or by another of its columns, such as that of its referral.
    """
    if look is None:
        return {}
    came_of = or_(
        ALLOCATION.c.request_id == _REQUEST.c.id,
        and_(ALLOCATION.c.id == _REQUEST.c.allocation_id, _granted(look)),
    )
    wanted = (
        _known(look)
        .add_columns(_REQUEST.c[column])
        .join(_REQUEST, came_of)
        .where(_REQUEST.c[column].in_(ids), work.sight.allocations)
        .order_by(ALLOCATION.c.created_at, ALLOCATION.c.id)
    )
    rows = list({(row[-1], row.id): row for row in fetch(work, wanted)}.values())
    records = _records(work, rows, look)
    return grouped((row[-1], record) for row, record in zip(rows, records, strict=True))


def _read(work: Work, statement: Select[Any], look: Look) -> list[AllocationRecord]:
    """The records of the rows of a statement."""
    return _records(work, fetch(work, statement), look)


def _known(look: Look) -> Select[Any]:
    version = newest_known(ALLOCATION, _VERSION, "allocation_id", "decided_at", look.known_at)
    of_allocation = and_(_VERSION.c.allocation_id == ALLOCATION.c.id, _VERSION.c.version == version)
    return (
        select(*columns(*_SHAPES))
        .select_from(ALLOCATION)
        .join(_VERSION, of_allocation)
        .join(CLIENT, CLIENT.c.id == ALLOCATION.c.client_id)
        .join(PROVIDER, PROVIDER.c.id == ALLOCATION.c.provider_id)
    )


def _with_id(only: AllocationFilter) -> list[ColumnElement[bool]]:
    """An id that cannot be read is that of nothing."""
    return [] if only.id is None else [ALLOCATION.c.id == identity(only.id)]


def _with_status(only: AllocationFilter, look: Look) -> list[ColumnElement[bool]]:
    if only.status is None:
        return []
    version = newest_known(ALLOCATION, _VERSION, "allocation_id", "decided_at", look.known_at)
    return [
        exists().where(
            _VERSION.c.allocation_id == ALLOCATION.c.id,
            _VERSION.c.version == version,
            _VERSION.c.status == only.status,
        )
    ]


def _granted(look: Look) -> ColumnElement[bool]:
    return exists().where(
        _STEP.c.request_id == _REQUEST.c.id,
        _STEP.c.status == RequestStatus.ALLOCATED,
        until(_STEP.c.at, look.known_at),
    )


def _records(work: Work, rows: Sequence[Any], look: Look) -> list[AllocationRecord]:
    if not rows:
        return []
    ids = [row.id for row in rows]
    read_client = clients(work, {row.client_id for row in rows}, look.at("client"))
    read_provider = providers(work, {row.provider_id for row in rows}, look.wanted.get("provider"))
    decided = decisions_of(work, {row.request_id for row in rows}, look.at("decision"))
    versions = _of_each(work, "versions", ids, look, _VERSION, VersionRecord, "decided_at")
    deliveries = _of_each(work, "deliveries", ids, look, _DELIVERY, DeliveryRecord, "recorded_at")
    outcomes = _of_each(work, "outcomes", ids, look, _OUTCOME, OutcomeRecord, "recorded_at")
    return [
        _allocation.read(
            own,
            client=read_client(of_client),
            provider=read_provider(of_provider, row.segment, row.profile),
            decision=next(iter(decided.get(row.request_id, ())), None),
            versions=versions.get(row.id, ()),
            deliveries=deliveries.get(row.id, ()),
            outcomes=outcomes.get(row.id, ()),
        )
        for row in rows
        for own, of_client, of_provider in (parts(row, *_SHAPES),)
    ]


def _of_each(
    work: Work,
    name: str,
    ids: Collection[UUID],
    look: Look,
    source: Table,
    record: type[Any],
    at: str,
) -> dict[UUID, tuple[Any, ...]]:
    """What was recorded of each allocation, in the order it was."""
    if name not in look.wanted:
        return {}
    shape: Shape[Any] = Shape(record, source)
    statement = (
        select(source.c.allocation_id, *shape.columns)
        .where(source.c.allocation_id.in_(ids), until(source.c[at], look.known_at))
        .order_by(source.c[at], source.c.id)
    )
    return grouped((row[0], shape.read(row[1:])) for row in fetch(work, statement))
