"""Allocations in the version that was known: of requests and referrals, one, or a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    or_,
    select,
)

from jeugdregio_core.casework import missed
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import identity
from jeugdregio_core.casework.reading.clients import CLIENT, client, clients, note_clients
from jeugdregio_core.casework.reading.decisions import decisions_of
from jeugdregio_core.casework.reading.listing import Listing
from jeugdregio_core.casework.reading.providers import PROVIDER, give_providers, provider
from jeugdregio_core.casework.reading.questions import AllocationFilter, Look, PartOf
from jeugdregio_core.casework.reading.records import (
    AllocationRecord,
    ClientRecord,
    DeliveryRecord,
    OutcomeRecord,
    Page,
    ProviderRecord,
    VersionRecord,
)
from jeugdregio_core.casework.reading.rows import (
    Form,
    Shape,
    attach,
    fetch,
    grouped,
    newest_known,
    of_provider,
    same,
    table,
    until,
)
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.model.casework import RequestStatus
from jeugdregio_core.store.prepared import Row, among

ALLOCATION = table("allocation")
_VERSION = table("allocation_version")
_DELIVERY = table("delivery_event")
_OUTCOME = table("outcome")
_REQUEST = table("request")
_STEP = table("request_step")

_allocation = Shape(
    AllocationRecord,
    ALLOCATION,
    _VERSION,
    often="id municipality number start end status codes segment profile intensity arrangement "
    "client provider versions deliveries outcomes total_count page_info edges",
    rare="request_id version decided_at product product_category volume_amount unit frequency "
    "changes_so_far initial reason",
)
_AROUND: dict[str, Shape[Any]] = {"client": client, "provider": provider}


def _held(sight: Sight, only: AllocationFilter, dated: bool) -> list[ColumnElement[bool]]:
    return [
        sight.allocations,
        *_with_id(only),
        *same(ALLOCATION.c.municipality, only.municipality),
        *of_provider(ALLOCATION.c.provider_id, only.provider),
        *_with_status(only, dated),
    ]


def _form(_work: Work, look: Look) -> Form:
    """In a list every client is noted, and so read."""
    return _beside(look, {"client", *look.wanted})


def _beside(look: Look, names: Collection[str]) -> Form:
    around = {shape: look.wanted.get(name) for name, shape in _AROUND.items() if name in names}
    return Form.of({_allocation: look.wanted, **around})


def _known(_sight: Sight, dated: bool, form: Form) -> Select[Any]:
    version = newest_known(ALLOCATION, _VERSION, "allocation_id", "decided_at", dated)
    of_allocation = and_(_VERSION.c.allocation_id == ALLOCATION.c.id, _VERSION.c.version == version)
    known = select(*form.columns).join_from(ALLOCATION, _VERSION, of_allocation)
    if ClientRecord in form:
        known = known.join(CLIENT, CLIENT.c.id == ALLOCATION.c.client_id)
    if ProviderRecord in form:
        known = known.join(PROVIDER, PROVIDER.c.id == ALLOCATION.c.provider_id)
    return known


_LIST = Listing("allocations", ALLOCATION, "created_at", _held, _known, _form)


def page(work: Work, part: PartOf, only: AllocationFilter, look: Look) -> Page[AllocationRecord]:
    """A part of the allocations of the region, newest first."""
    found = _LIST.page(work, part, only, look, partial(_records, work, look=look))
    note_clients(work, (allocation.client for allocation in found.items))
    return found


def one(work: Work, municipality: str, number: int, look: Look) -> AllocationRecord | None:
    """The allocation that a municipality gave this number, if it is there to see."""
    named = {"municipality": municipality, "number": number, "known_at": look.known_at}
    form = _form(work, look)
    found = _records(work, fetch(work, _numbered, look.dated, form, **named), look, form)
    note_clients(work, (allocation.client for allocation in found))
    if not found:
        missed.allocation(work, municipality, number)
    return next(iter(found), None)


def of_clients(work: Work, ids: Collection[UUID], look: Look) -> Sequence[AllocationRecord]:
    """The allocations of these clients, newest first."""
    form = _form(work, look)
    rows = fetch(work, _of_clients, look.dated, form, ids=ids, known_at=look.known_at)
    return _records(work, rows, look, form)


def of_requests(
    work: Work, column: str, ids: Collection[UUID], look: Look | None
) -> dict[UUID, tuple[AllocationRecord, ...]]:
    """The allocations that came of requests or were extended by them, oldest first.

    By the id of the request, or by another of its columns, such as that of its referral.
    """
    if look is None:
        return {}
    form = _beside(look, look.wanted)
    rows = fetch(work, _of_requests, column, look.dated, form, ids=ids, known_at=look.known_at)
    records = _records(work, rows, look, form)
    found = grouped((row[-1], record) for row, record in zip(rows, records, strict=True))
    return {owner: _oldest_first(theirs) for owner, theirs in found.items()}


def _oldest_first(found: tuple[AllocationRecord, ...]) -> tuple[AllocationRecord, ...]:
    """Each once: an allocation may have come of a request and be extended by the next."""
    if len(found) == 1:
        return found
    once = {record.id: record for record in found}.values()
    return tuple(sorted(once, key=attrgetter("created_at", "id")))


def _numbered(sight: Sight, dated: bool, form: Form) -> Select[Any]:
    wanted = (
        ALLOCATION.c[name] == bindparam(name, type_=ALLOCATION.c[name].type)
        for name in ("municipality", "number")
    )
    return _known(sight, dated, form).where(*wanted, sight.allocations)


def _of_clients(sight: Sight, dated: bool, form: Form) -> Select[Any]:
    wanted = _known(sight, dated, form).where(among(ALLOCATION.c.client_id), sight.allocations)
    return wanted.order_by(*_LIST.newest_first)


def _of_requests(sight: Sight, column: str, dated: bool, form: Form) -> Select[Any]:
    """From the requests on: each side of the ``or`` has an index of its own.

    Of a request that extends nothing, SQLite would else look up the steps.
    """
    came = ALLOCATION.c.request_id == _REQUEST.c.id
    extending = _REQUEST.c.allocation_id
    extended = and_(extending.is_not(None), ALLOCATION.c.id == extending, _granted(dated))
    return (
        _known(sight, dated, form)
        .add_columns(_REQUEST.c[column].label("owner"))
        .join(_REQUEST, or_(came, extended))
        .where(among(_REQUEST.c[column]), sight.allocations)
    )


def _with_id(only: AllocationFilter) -> list[ColumnElement[bool]]:
    """An id that cannot be read is that of nothing."""
    return [] if only.id is None else [ALLOCATION.c.id == identity(only.id)]


def _with_status(only: AllocationFilter, dated: bool) -> list[ColumnElement[bool]]:
    if only.status is None:
        return []
    version = newest_known(ALLOCATION, _VERSION, "allocation_id", "decided_at", dated)
    return [
        exists().where(
            _VERSION.c.allocation_id == ALLOCATION.c.id,
            _VERSION.c.version == version,
            _VERSION.c.status == only.status,
        )
    ]


def _granted(dated: bool) -> ColumnElement[bool]:
    return exists().where(
        _STEP.c.request_id == _REQUEST.c.id,
        _STEP.c.status == RequestStatus.ALLOCATED,
        until(_STEP.c.at, dated),
    )


def _records(work: Work, rows: Sequence[Row], look: Look, form: Form) -> list[AllocationRecord]:
    """The records of rows, with what is shown around them."""
    if not rows:
        return []
    found = form.read(AllocationRecord, rows)
    ids = [record.id for record in found]
    if ClientRecord in form:
        people = clients(work, rows, form, look.at("client"))
        for record, person in zip(found, people, strict=True):
            record.client = person
    if ProviderRecord in form:
        give_providers(work, found, rows, form, look.wanted["provider"])
    _decide(work, found, look.at("decision"))
    for recorded in (_versions, _deliveries, _outcomes):
        attach(found, recorded.name, _of_each(work, recorded, ids, look))
    return found


def _decide(work: Work, found: Sequence[AllocationRecord], look: Look | None) -> None:
    """Give each the newest decision about the request that it came of."""
    if look is not None:
        decided = decisions_of(work, {record.request_id for record in found}, look)
        for record in found:
            record.decision = next(iter(decided.get(record.request_id, ())), None)


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What was recorded of allocations, in the order it was."""

    name: str
    source: Table
    shape: Shape[Any]
    at: str

    def build(self, _sight: Sight, dated: bool) -> Select[Any]:
        held = self.source.c
        return (
            select(*self.shape.columns, held.allocation_id)
            .where(among(held.allocation_id), until(held[self.at], dated))
            .order_by(held[self.at], held.id)
        )


_versions = _Recorded("versions", _VERSION, Shape(VersionRecord, _VERSION), "decided_at")
_deliveries = _Recorded("deliveries", _DELIVERY, Shape(DeliveryRecord, _DELIVERY), "recorded_at")
_outcomes = _Recorded("outcomes", _OUTCOME, Shape(OutcomeRecord, _OUTCOME), "recorded_at")


def _of_each(
    work: Work, recorded: _Recorded, ids: Collection[UUID], look: Look
) -> dict[UUID, tuple[Any, ...]]:
    if recorded.name not in look.wanted:
        return {}
    rows = fetch(work, recorded.build, look.dated, ids=ids, known_at=look.known_at)
    return grouped((row[-1], recorded.shape.read(row[:-1])) for row in rows)
