"""Who may hear of which event: whoever may see what it belongs to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.model.events import EventObject
from jeugdregio_core.store.tables import Event, Stored

_SEEN_AS = {
    EventObject.REFERRAL: "referrals",
    EventObject.REQUEST: "requests",
    EventObject.ALLOCATION: "allocations",
    EventObject.DOCUMENT: "documents",
}


def visible(session: Session, actor: Actor, events: Sequence[Event]) -> Sequence[Event]:
    """Those of these events that the actor may hear of, in their order.

    All events are of one region. Streams pass the actor that asked, webhooks the role and
    organisation they were made with. What an actor sees is what it saw at the last of them.
    """
    if not events:
        return events
    sight = Sight.of(session, actor, events[-1].region, events[-1].at)
    seen = {
        kind: _seen(session, sight, kind, {e.subject_id for e in events if e.subject_type is kind})
        for kind in {event.subject_type for event in events}
    }
    return [event for event in events if event.subject_id in seen[event.subject_type]]


def _seen(session: Session, sight: Sight, kind: EventObject, ids: Collection[UUID]) -> set[UUID]:
    if kind not in _SEEN_AS:
        return set()
    held = Stored.metadata.tables[kind.value.lower()].c.id
    asked = select(held).where(held.in_(ids), getattr(sight, _SEEN_AS[kind]))
    return set(session.connection().execute(asked).scalars())
