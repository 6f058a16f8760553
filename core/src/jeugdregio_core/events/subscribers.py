"""Subscribers: who gets the events of a region sent, and with which secrets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, delete, func, select, update

from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.events.reading import newest
from jeugdregio_core.model.events import EventKind, MessageStatus
from jeugdregio_core.record import record
from jeugdregio_core.store.tables import Webhook, WebhookMessage


@record(kw_only=True)
class Wish:
    """What a new subscriber asks for. No kinds means all kinds."""

    region: str
    url: str
    kinds: tuple[EventKind, ...] = ()
    role: str
    organisation: str | None = None


def add(session: Session, identity: UUID, wish: Wish, secret: str, moment: datetime) -> None:
    """Send the events of the region from now on to a new subscriber."""
    session.add(
        Webhook(
            id=identity,
            region=wish.region,
            url=wish.url,
            kinds=[str(kind) for kind in dict.fromkeys(wish.kinds)],
            role=wish.role,
            organisation=wish.organisation,
            secret=secret,
            position=newest(session, wish.region),
            created_at=moment,
        )
    )


def rotate(webhook: Webhook, secret: str, former_until: datetime) -> None:
    """Sign with a new secret; the former signs beside it until this moment."""
    webhook.former_secret, webhook.former_until = webhook.secret, former_until
    webhook.secret = secret


def resume(session: Session, webhook: Webhook, moment: datetime) -> None:
    """Send to it again, also what was given up."""
    webhook.stopped_at = webhook.failing_since = None
    session.exec(
        update(WebhookMessage)
        .where(
            col(WebhookMessage.webhook_id) == webhook.id,
            col(WebhookMessage.status) != MessageStatus.DELIVERED,
        )
        .values(status=MessageStatus.WAITING, tries=0, due_at=moment)
    )


def remove(session: Session, webhook: Webhook) -> None:
    """Send nothing more to it, and forget what waited."""
    of_it = col(WebhookMessage.webhook_id) == webhook.id
    session.exec(delete(WebhookMessage).where(of_it))
    session.delete(webhook)


def all_of(session: Session, region: str | None = None) -> list[Webhook]:
    """The subscribers of a region, or of all; oldest first."""
    where = [Webhook.region == region] if region else []
    return [*session.exec(select(Webhook).where(*where).order_by(col(Webhook.created_at)))]


def queues(session: Session) -> Mapping[tuple[UUID, MessageStatus], int]:
    """How many messages each subscriber has in each state."""
    state = (col(WebhookMessage.webhook_id), col(WebhookMessage.status))
    counted = session.exec(select(*state, func.count()).group_by(*state))
    return {(webhook, status): count for webhook, status, count in counted}


def secrets(webhook: Webhook, moment: datetime) -> Iterable[str]:
    """The secrets to sign with at this moment, the present one first."""
    yield webhook.secret
    if webhook.former_secret and webhook.former_until and moment < webhook.former_until:
        yield webhook.former_secret


def actor(webhook: Webhook) -> Actor:
    """In whose name a subscriber hears of events."""
    return Actor(
        f"webhook:{webhook.id}",
        Role[webhook.role],
        webhook.organisation,
        frozenset({webhook.region}),
    )
