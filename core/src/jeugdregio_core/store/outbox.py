"""The outbox: what a write did, as events, in the transaction of that write.

Events come from the audit lines of the write and carry their numbers. Those are given out under a
lock that is kept until after the commit, so they are committed in their order: whoever has read
up to a number has missed nothing before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from jeugdregio_core.model.events import KINDS, EventObject
from jeugdregio_core.store.chain import Sealed
from jeugdregio_core.store.tables import (
    DeliveryEvent,
    Dispute,
    Document,
    Event,
    Outcome,
    Stored,
    WebhookMessage,
)

_IDS = UUID("6f2b1c1e-5d0a-4b5e-9c55-2f7a3c0d9b11")
_OBJECTS = {str(kind).lower(): kind for kind in EventObject}
_BELONGS_TO: Mapping[EventObject, tuple[type[Stored], str, EventObject]] = {
    EventObject.DOCUMENT: (Document, "request_id", EventObject.REQUEST),
    EventObject.DISPUTE: (Dispute, "request_id", EventObject.REQUEST),
    EventObject.DELIVERY: (DeliveryEvent, "allocation_id", EventObject.ALLOCATION),
    EventObject.OUTCOME: (Outcome, "allocation_id", EventObject.ALLOCATION),
}


def fill(session: Session, sealed: Iterable[Sealed]) -> None:
    """Store the events of these audit lines: one for each thing, named by the first deed."""
    events: dict[tuple[str, str], dict[str, Any]] = {}
    for one in sealed:
        kind = _OBJECTS.get(one.line.object_type)
        event = KINDS.get((one.line.action, kind)) if kind else None
        if kind and event:
            made = _event(session, one, kind) | {"kind": event}
            events.setdefault((one.line.region, one.line.object_id), made)
    if events:
        session.connection().execute(insert(Event), [*events.values()])


def forget(session: Session, before: datetime) -> int:
    """Clear away the events of before this moment, sent or not; how many those were."""
    old = select(col(Event.id)).where(col(Event.at) < before)
    session.connection().execute(
        delete(WebhookMessage).where(col(WebhookMessage.event_id).in_(old))
    )
    return session.connection().execute(delete(Event).where(col(Event.at) < before)).rowcount


def _event(session: Session, sealed: Sealed, kind: EventObject) -> dict[str, Any]:
    """The id follows from the line, so that it is the same however often the event is told."""
    line = sealed.line
    identity = UUID(line.object_id)
    of, owner = _subject(session, kind, identity)
    return {
        "id": uuid5(_IDS, sealed.hash),
        "region": line.region,
        "sequence": sealed.sequence,
        "at": line.at,
        "object_type": kind,
        "object_id": identity,
        "subject_type": of,
        "subject_id": owner,
    }


def _subject(session: Session, kind: EventObject, identity: UUID) -> tuple[EventObject, UUID]:
    if kind in _BELONGS_TO:
        table, column, of = _BELONGS_TO[kind]
        owner = getattr(session.get_one(table, identity), column)
        if owner is not None:
            return of, owner
    return kind, identity
