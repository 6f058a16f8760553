"""Requests with the status that was known: of referrals, one, or a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, select

from jeugdregio_core.casework import missed
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import identity
from jeugdregio_core.casework.reading import allocations
from jeugdregio_core.casework.reading.clients import CLIENT, client, clients, note_clients
from jeugdregio_core.casework.reading.decisions import decisions_of
from jeugdregio_core.casework.reading.listing import Listing
from jeugdregio_core.casework.reading.providers import PROVIDER, provider, providers
from jeugdregio_core.casework.reading.questions import Look, PartOf, RequestFilter
from jeugdregio_core.casework.reading.records import (
    DisputeRecord,
    Page,
    RequestRecord,
    StepRecord,
)
from jeugdregio_core.casework.reading.rows import (
    Shape,
    columns,
    fetch,
    grouped,
    of_provider,
    parts,
    same,
    table,
    until,
)
from jeugdregio_core.model.casework import RequestStatus

REQUEST = table("request")
_STEP = table("request_step")
_DISPUTE = table("dispute")

_request = Shape(RequestRecord, REQUEST, without=("status",))
_step = Shape(StepRecord, _STEP)
_dispute = Shape(DisputeRecord, _DISPUTE)
_SHAPES = (_request, client, provider)
_LIST = Listing("requests", REQUEST, "submitted_at")


def page(work: Work, part: PartOf, only: RequestFilter, look: Look) -> Page[RequestRecord]:
    """A part of the requests of the region, newest first."""
    conditions = [
        work.sight.requests,
        *same(status_known(look), only.status),
        *of_provider(REQUEST.c.provider_id, only.provider),
    ]

    def read(cut: Subquery) -> list[RequestRecord]:
        here = _known(look).join(cut, cut.c.id == REQUEST.c.id)
        return _read(work, here.order_by(*_LIST.newest_first), look)

    found = _LIST.page(work, part, conditions, look, read)
    note_clients(work, (request.client for request in found.items))
    return found


def one(work: Work, text: str, look: Look) -> RequestRecord | None:
    """The request with this id, if it is there to see."""
    wanted = _known(look).where(REQUEST.c.id == identity(text), work.sight.requests)
    found = _read(work, wanted.where(until(REQUEST.c.submitted_at, look.known_at)), look)
    note_clients(work, (request.client for request in found))
    if not found:
        missed.by_id(work, "request", identity(text))
    return next(iter(found), None)


def of_referrals(
    work: Work, ids: Collection[UUID], look: Look | None
) -> dict[UUID, tuple[RequestRecord, ...]]:
    """The requests under each referral, newest first."""
    if look is None:
        return {}
    wanted = _known(look).where(
        REQUEST.c.referral_id.in_(ids),
        until(REQUEST.c.submitted_at, look.known_at),
        work.sight.requests,
    )
    found = _read(work, wanted.order_by(*_LIST.newest_first), look)
    return grouped((request.referral_id, request) for request in found if request.referral_id)


def status_known(look: Look) -> ColumnElement[RequestStatus]:
    """The status that a request had."""
    if look.known_at is None:
        return REQUEST.c.status
    return (
        select(_STEP.c.status)
        .where(_STEP.c.request_id == REQUEST.c.id, _STEP.c.at <= look.known_at)
        .order_by(_STEP.c.step.desc())
        .limit(1)
        .correlate(REQUEST)
        .scalar_subquery()
    )


def _known(look: Look) -> Select[Any]:
    return (
        select(*columns(*_SHAPES), status_known(look).label("status_known"))
        .select_from(REQUEST)
        .join(CLIENT, CLIENT.c.id == REQUEST.c.client_id)
        .join(PROVIDER, PROVIDER.c.id == REQUEST.c.provider_id)
    )


def _read(work: Work, statement: Select[Any], look: Look) -> list[RequestRecord]:
    rows = fetch(work, statement)
    if not rows:
        return []
    ids = [row.id for row in rows]
    read_client = clients(work, {row.client_id for row in rows}, look.at("client"))
    read_provider = providers(work, {row.provider_id for row in rows}, look.wanted.get("provider"))
    decisions = decisions_of(work, ids, look.at("decisions", "decision"))
    steps = _steps(work, ids, look) if "steps" in look.wanted else {}
    disputes = _disputes(work, ids) if "disputes" in look.wanted else {}
    allocated = allocations.of_requests(work, "id", ids, look.at("allocations"))
    return [
        _request.read(
            own,
            status=row.status_known,
            client=read_client(of_client),
            provider=read_provider(of_provider, row.facts.get("segment"), row.facts.get("profile")),
            decisions=decisions.get(row.id, ()),
            steps=steps.get(row.id, ()),
            allocations=allocated.get(row.id, ()),
            disputes=disputes.get(row.id, ()),
        )
        for row in rows
        for own, of_client, of_provider in (parts(row, *_SHAPES),)
    ]


def _steps(work: Work, ids: Sequence[UUID], look: Look) -> dict[UUID, tuple[StepRecord, ...]]:
    statement = (
        select(_STEP.c.request_id, *_step.columns)
        .where(_STEP.c.request_id.in_(ids), until(_STEP.c.at, look.known_at))
        .order_by(_STEP.c.request_id, _STEP.c.step)
    )
    return grouped((row[0], _step.read(row[1:])) for row in fetch(work, statement))


def _disputes(work: Work, ids: Sequence[UUID]) -> dict[UUID, tuple[DisputeRecord, ...]]:
    statement = (
        select(_DISPUTE.c.request_id, *_dispute.columns)
        .where(_DISPUTE.c.request_id.in_(ids))
        .order_by(_DISPUTE.c.request_id)
    )
    return grouped((row[0], _dispute.read(row[1:])) for row in fetch(work, statement))
