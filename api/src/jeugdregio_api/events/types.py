"""What happened in a case, as a pointer."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

import strawberry

from jeugdregio_api.fields import declared, field
from jeugdregio_core.model.events import EventKind, EventObject


class Row(Protocol):
    """An event as it is stored."""

    sequence: int
    object_type: EventObject
    object_id: UUID
    subject_type: EventObject
    subject_id: UUID


@strawberry.type(description="What to ask for.")
class EventPointer:
    """A kind of thing and its id."""

    type: EventObject = field("What it is.")
    id: strawberry.ID = field("Its id.")


def _object(root: Row) -> EventPointer:
    return EventPointer(type=root.object_type, id=strawberry.ID(str(root.object_id)))


def _subject(root: Row) -> EventPointer:
    return EventPointer(type=root.subject_type, id=strawberry.ID(str(root.subject_id)))


def _position(root: Row) -> str:
    return str(root.sequence)


@declared(
    description="What happened in a case (gebeurtenis). It points and tells nothing of anybody: "
    "ask for what it points at, with your own rights."
)
class Event:
    """Declared over a row of the outbox."""

    id: strawberry.ID = field(
        "Its id, the same wherever it is told: a webhook sends it as webhook-id."
    )
    kind: EventKind = field("What happened.")
    region: strawberry.ID = field("Code of the region.")
    at: datetime = field("When it happened.")
    object: EventPointer = field("What was made or changed.", _object)
    subject: EventPointer = field(
        "What that belongs to: the request of a dispute or a document, the allocation of a "
        "delivery or an outcome, otherwise the thing itself.",
        _subject,
    )
    position: str = field(
        "Its place in the events of the region. Keep the last one, and give it as after to go on "
        "from there.",
        _position,
    )
