"""Requests with the status that was known: of referrals, one, or a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from jeugdregio_core.casework import missed
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import identity
from jeugdregio_core.casework.reading import allocations
from jeugdregio_core.casework.reading.clients import CLIENT, client, clients, note_clients
from jeugdregio_core.casework.reading.decisions import decisions_of
from jeugdregio_core.casework.reading.listing import Listing
from jeugdregio_core.casework.reading.providers import PROVIDER, give_providers, provider
from jeugdregio_core.casework.reading.questions import Look, PartOf, RequestFilter, Wanted
from jeugdregio_core.casework.reading.records import (
    DisputeRecord,
    Page,
    ProviderRecord,
    RequestRecord,
    StepRecord,
)
from jeugdregio_core.casework.reading.rows import (
    Form,
    Shape,
    attach,
    fetch,
    grouped,
    of_provider,
    same,
    table,
    until,
)
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.model.casework import RequestStatus
from jeugdregio_core.store.prepared import Row, among

REQUEST = table("request")
_STEP = table("request_step")
_DISPUTE = table("dispute")

_request = Shape(RequestRecord, REQUEST)
_step = Shape(StepRecord, _STEP)
_dispute = Shape(DisputeRecord, _DISPUTE)


def status_known(dated: bool) -> ColumnElement[RequestStatus]:
    """The status that a request had."""
    if not dated:
        return REQUEST.c.status
    return (
        select(_STEP.c.status)
        .where(_STEP.c.request_id == REQUEST.c.id, until(_STEP.c.at, dated))
        .order_by(_STEP.c.step.desc())
        .limit(1)
        .correlate(REQUEST)
        .scalar_subquery()
    )


def _held(sight: Sight, only: RequestFilter, dated: bool) -> list[ColumnElement[bool]]:
    return [
        sight.requests,
        *same(status_known(dated), only.status),
        *of_provider(REQUEST.c.provider_id, only.provider),
    ]


def _form(_work: Work, look: Look) -> Form:
    shown: dict[Shape[Any], Wanted | None] = {_request: None, client: look.wanted.get("client")}
    if "provider" in look.wanted:
        shown[provider] = look.wanted["provider"]
    return Form.of(shown)


def _known(_sight: Sight, dated: bool, form: Form) -> Select[Any]:
    held = select(*form.columns, status_known(dated).label("status_known")).join_from(
        REQUEST, CLIENT, CLIENT.c.id == REQUEST.c.client_id
    )
    if ProviderRecord in form:
        held = held.join(PROVIDER, PROVIDER.c.id == REQUEST.c.provider_id)
    return held


_LIST = Listing("requests", REQUEST, "submitted_at", _held, _known, _form)


def page(work: Work, part: PartOf, only: RequestFilter, look: Look) -> Page[RequestRecord]:
    """A part of the requests of the region, newest first."""
    found = _LIST.page(work, part, only, look, partial(_records, work, look=look))
    note_clients(work, (request.client for request in found.items))
    return found


def one(work: Work, text: str, look: Look) -> RequestRecord | None:
    """The request with this id, if it is there to see."""
    wanted = identity(text)
    found = _look_up(work, "id", [wanted] if wanted else [], look)
    note_clients(work, (request.client for request in found))
    if not found:
        missed.by_id(work, "request", wanted)
    return next(iter(found), None)


def of_referrals(
    work: Work, ids: Collection[UUID], look: Look | None
) -> dict[UUID, tuple[RequestRecord, ...]]:
    """The requests under each referral, newest first."""
    if look is None:
        return {}
    found = _look_up(work, "referral_id", ids, look)
    return grouped((request.referral_id, request) for request in found if request.referral_id)


def _look_up(work: Work, by: str, ids: Collection[UUID], look: Look) -> list[RequestRecord]:
    form = _form(work, look)
    rows = fetch(work, _by, by, look.dated, form, ids=ids, known_at=look.known_at)
    return _records(work, rows, look, form)


def _by(sight: Sight, column: str, dated: bool, form: Form) -> Select[Any]:
    known = until(REQUEST.c.submitted_at, dated)
    wanted = _known(sight, dated, form).where(among(REQUEST.c[column]), known, sight.requests)
    return wanted.order_by(*_LIST.newest_first)


def _records(work: Work, rows: Sequence[Row], look: Look, form: Form) -> list[RequestRecord]:
    """The records of rows, with what is shown around them."""
    if not rows:
        return []
    found = form.read(RequestRecord, rows)
    ids = [record.id for record in found]
    people = clients(work, rows, form, look.at("client"))
    for record, person, row in zip(found, people, rows, strict=True):
        record.client, record.status = person, row[-1]
    if ProviderRecord in form:
        give_providers(work, found, rows, form, look.wanted["provider"])
    attach(found, "decisions", decisions_of(work, ids, look.at("decisions", "decision")))
    attach(found, "steps", _steps(work, ids, look) if "steps" in look.wanted else {})
    attach(found, "disputes", _disputes(work, ids) if "disputes" in look.wanted else {})
    allocated = allocations.of_requests(work, "id", ids, look.at("allocations"))
    attach(found, "allocations", allocated)
    return found


def _steps(work: Work, ids: Sequence[UUID], look: Look) -> dict[UUID, tuple[StepRecord, ...]]:
    rows = fetch(work, _steps_taken, look.dated, ids=ids, known_at=look.known_at)
    return grouped((row[-1], _step.read(row[:-1])) for row in rows)


def _steps_taken(_sight: Sight, dated: bool) -> Select[Any]:
    return (
        select(*_step.columns, _STEP.c.request_id)
        .where(among(_STEP.c.request_id), until(_STEP.c.at, dated))
        .order_by(_STEP.c.request_id, _STEP.c.step)
    )


def _disputes(work: Work, ids: Sequence[UUID]) -> dict[UUID, tuple[DisputeRecord, ...]]:
    rows = fetch(work, _disputed, ids=ids)
    return grouped((row[-1], _dispute.read(row[:-1])) for row in rows)


def _disputed(_sight: Sight) -> Select[Any]:
    return (
        select(*_dispute.columns, _DISPUTE.c.request_id)
        .where(among(_DISPUTE.c.request_id))
        .order_by(_DISPUTE.c.request_id)
    )
