"""Is everything that is stored there whole: no effect without its answer, no half step?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from jeugdregio_core.model.casework import RequestStatus
from jeugdregio_core.store import tables

MADE: Mapping[str, type[Any]] = {
    "referral": tables.Referral,
    "request": tables.Request,
    "allocation": tables.Allocation,
    "delivery": tables.DeliveryEvent,
    "document": tables.Document,
    "outcome": tables.Outcome,
}


def halves(session: Session) -> list[str]:
    """Whatever is there without all that belongs to it."""
    return [*_answers_and_effects(session), *_requests(session)]


def _answers_and_effects(session: Session) -> Iterator[str]:
    """Every step keeps its answer with what it made; neither is there without the other."""
    answers = [*session.exec(select(tables.Idempotency.answer))]
    for kind, table in MADE.items():
        told = {UUID(a["made"][kind]["id"]) for a in answers if kind in a["made"]}
        held = {row.id for row in session.exec(select(table))}
        yield from (f"{kind} {one} was told and is not there" for one in told - held)
        yield from (f"{kind} {one} is there and was never told" for one in held - told)


def _requests(session: Session) -> Iterator[str]:
    """A request has its newest step as status, a decision, and what it was allocated."""
    request, step = tables.Request, tables.RequestStep
    decided = {*session.exec(select(tables.Decision.request_id))}
    granted = {*session.exec(select(tables.Allocation.request_id))}
    steps = {(s.request_id, s.step): s.status for s in session.exec(select(step))}
    numbered = select(step.request_id, func.max(step.step)).group_by(col(step.request_id))
    newest = dict(session.exec(numbered).all())
    for one in session.exec(select(request)):
        if steps.get((one.id, newest.get(one.id, 0))) is not one.status:
            yield f"request {one.id} is {one.status} and its steps say otherwise"
        if one.id not in decided:
            yield f"request {one.id} has no decision"
        new = one.allocation_id is None
        if new and (one.status is RequestStatus.ALLOCATED) != (one.id in granted):
            yield f"request {one.id} is {one.status}"
