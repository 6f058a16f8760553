"""What happened in cases, who wants to hear of it, and how far the telling has come."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from jeugdregio_core.model.events import EventKind, EventObject, MessageStatus
from jeugdregio_core.store.tables.base import (
    Stored,
    all_or_none,
    at_least,
    choice,
    json,
    reference,
)


class Event(Stored, table=True):
    """A pointer to what a step made or changed, stored with it. It says nothing about a person.

    ``sequence`` is the number of its line in the audit log of the region. ``subject`` is what the
    object belongs to: the one to fetch, and the one that access hangs on.
    """

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("region", "sequence"),
        Index(None, "at"),
        at_least("sequence", 1),
    )

    id: UUID = Field(primary_key=True)
    region: str
    sequence: int = Field(sa_type=BigInteger)
    kind: EventKind = choice(EventKind)
    at: datetime
    object_type: EventObject = choice(EventObject)
    object_id: UUID
    subject_type: EventObject = choice(EventObject)
    subject_id: UUID


class Webhook(Stored, table=True):
    """A subscriber: where the events of a region are sent. No kinds means all kinds.

    ``position`` is the number of the last event that was put in its queue. The former secret
    signs beside the present one until ``former_until``. One with ``stopped_at`` gets nothing.
    """

    __tablename__ = "webhook"
    __table_args__ = (
        Index(None, "region"),
        at_least("position", 0),
        all_or_none("former_secret", "former_until"),
    )

    id: UUID = Field(primary_key=True)
    region: str
    url: str
    kinds: list[Any] = json()
    role: str
    organisation: str | None = None
    secret: str = Field(repr=False)
    former_secret: str | None = Field(default=None, repr=False)
    former_until: datetime | None = None
    position: int = Field(sa_type=BigInteger)
    created_at: datetime
    failing_since: datetime | None = None
    stopped_at: datetime | None = None


class WebhookMessage(Stored, table=True):
    """An event in the queue of a subscriber.

    Who takes it to send moves ``due_at`` ahead and counts the try: that is the lease. When the
    sender dies, the message comes due again by itself.
    """

    __tablename__ = "webhook_message"
    __table_args__ = (Index(None, "webhook_id", "status", "due_at"), at_least("tries", 0))

    webhook_id: UUID = reference("webhook.id", indexed=False, primary_key=True)
    event_id: UUID = reference("event.id", primary_key=True)
    status: MessageStatus = choice(MessageStatus)
    tries: int
    due_at: datetime
    answer: str | None = None
