"""Who may hear of which event: the one place where that is decided."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.store.tables import Event


def visible(session: Session, actor: Actor, events: Sequence[Event]) -> Sequence[Event]:
    """Those of these events that the actor may hear of, in their order.

    All events are of one region. A row filter belongs here, over ``subject_type`` and
    ``subject_id`` and in one query for the whole sequence; until there is one, all are shown.
    Streams pass the actor that asked, webhooks the role and organisation they were made with.
    """
    del session, actor
    return events
