"""Read the events of a region, from any number on. Nothing between two readings is missed."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, func, select

from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.events.visible import visible
from jeugdregio_core.model.events import EventKind
from jeugdregio_core.record import record
from jeugdregio_core.store.tables import Event

AT_ONCE = 500


@record
class Part:
    """Some events in their order, and the number up to which that is all there is to hear."""

    events: tuple[Event, ...]
    position: int


def newest(session: Session, region: str) -> int:
    """The number of the newest event of a region, or 0 when it has none."""
    highest = select(func.max(Event.sequence)).where(Event.region == region)
    return session.exec(highest).one() or 0


def after(
    session: Session,
    region: str,
    actor: Actor,
    position: int,
    kinds: Collection[EventKind] = (),
) -> Part:
    """The events after this number that the actor may hear of: of these kinds, or of all.

    At most 500 at once; ask again from the position of the answer until it does not move.
    """
    found = session.exec(
        select(Event)
        .where(Event.region == region, col(Event.sequence) > position)
        .order_by(col(Event.sequence))
        .limit(AT_ONCE)
    ).all()
    wanted = [event for event in found if not kinds or event.kind in kinds]
    reached = found[-1].sequence if found else position
    return Part(tuple(visible(session, actor, wanted)), reached)
