"""The queues of the subscribers: put events in, take messages out to send, keep what came of it.

Every change is a write of its own and the sending is outside all of them. A message that is taken
is due again after its lease, so that of a sender that dies nothing is lost; it may be sent twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias
from uuid import UUID

from sqlmodel import Session, col, func, select

from jeugdregio_core.events import chain, message
from jeugdregio_core.events.reading import Part, after
from jeugdregio_core.events.sending import Answer
from jeugdregio_core.events.subscribers import actor, secrets
from jeugdregio_core.model.events import EventKind, MessageStatus
from jeugdregio_core.record import record
from jeugdregio_core.store import subjects
from jeugdregio_core.store.tables import AuditLine, Event, Webhook, WebhookMessage
from jeugdregio_core.store.transaction import Store

PAUSES = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""How long to wait after each try that failed. After the last the message is given up."""
JITTER = 0.25
"""By what part a pause is at most longer, so that not everything comes back at once."""
SHARE = 4
"""How many messages of one subscriber are taken at a time, so that one that is slow leaves room
for the others."""
PATIENCE = timedelta(days=5)
"""How long a subscriber may fail without taking anything, before it is switched off."""


Due: TypeAlias = tuple[WebhookMessage, Webhook, Event]


@record
class Taken:
    """A message to send, and which try this is: who took it later has another number."""

    webhook: UUID
    event: UUID
    tries: int
    url: str
    headers: dict[str, str]
    content: bytes


def fill(store: Store, moment: datetime) -> int:
    """Put new events in the queues of who wants them; how many messages that made.

    The events are read beside the write, so that writes of casework never wait for this.
    """
    new = store.read(_new)
    if not new:
        return 0
    return store.write([subjects.webhooks()], partial(_queue, new=new, moment=moment))


def take(
    store: Store,
    moment: datetime,
    lease: timedelta,
    most: int,
    busy: Collection[UUID] = (),
) -> list[Taken]:
    """At most so many messages that are due, which nobody else gets until the lease is over.

    None of the subscribers that are ``busy``. The log is read beside the write, so that writes of
    casework never wait for this.
    """
    due = partial(_due, moment=moment, most=most, busy=busy)
    if not store.read(due):
        return []

    def work(session: Session) -> list[Due]:
        found = due(session)
        for one, _, _ in found:
            one.tries += 1
            one.due_at = moment + lease
        return found

    leased = store.write([subjects.webhooks()], work)
    lines = store.read(partial(chain.lines, events=[event.id for _, _, event in leased]))
    return [_taken(moment, lines, *found) for found in leased]


def settle(
    store: Store, taken: Taken, answer: Answer, moment: datetime, random: Callable[[], float]
) -> None:
    """Keep what came of a message, and what that says of its subscriber."""
    jitter = 1 + JITTER * random()
    work = partial(_settle, taken=taken, answer=answer, moment=moment, jitter=jitter)
    store.write([subjects.webhooks()], work)


def waiting_since(session: Session) -> datetime | None:
    """When the oldest event happened that still waits to be sent; ``None`` where none does."""
    waiting = (
        select(func.min(Event.at))
        .join(WebhookMessage, col(WebhookMessage.event_id) == col(Event.id))
        .join(Webhook, col(Webhook.id) == col(WebhookMessage.webhook_id))
        .where(
            WebhookMessage.status == MessageStatus.WAITING,
            col(Webhook.stopped_at).is_(None),
        )
    )
    return session.exec(waiting).one()


def _new(session: Session) -> list[tuple[UUID, int, Part]]:
    """Per subscriber that is behind: how far it was, and what comes next."""
    parts = [
        (one.id, one.position, after(session, one.region, actor(one), one.position, _kinds(one)))
        for one in _active(session)
    ]
    return [found for found in parts if found[2].position > found[1]]


def _active(session: Session) -> list[Webhook]:
    return [*session.exec(select(Webhook).where(col(Webhook.stopped_at).is_(None)))]


def _kinds(webhook: Webhook) -> list[EventKind]:
    return [EventKind[kind] for kind in webhook.kinds]


def _queue(session: Session, new: Iterable[tuple[UUID, int, Part]], moment: datetime) -> int:
    made = 0
    for identity, position, part in new:
        webhook = session.get(Webhook, identity)
        if webhook is None or webhook.position != position:
            continue  # removed, or another was first
        webhook.position = part.position
        made += len(part.events)
        session.add_all(
            WebhookMessage(
                webhook_id=identity,
                event_id=event.id,
                status=MessageStatus.WAITING,
                tries=0,
                due_at=moment,
            )
            for event in part.events
        )
    return made


def _due(session: Session, moment: datetime, most: int, busy: Collection[UUID]) -> list[Due]:
    found = [
        one
        for webhook in _active(session)
        if webhook.id not in busy
        for one in _of(session, webhook, moment)
    ]
    return sorted(found, key=lambda due: (due[0].due_at, due[2].sequence))[:most]


def _of(session: Session, webhook: Webhook, moment: datetime) -> list[Due]:
    due = (
        select(WebhookMessage, Event)
        .join(Event, col(Event.id) == col(WebhookMessage.event_id))
        .where(
            WebhookMessage.webhook_id == webhook.id,
            WebhookMessage.status == MessageStatus.WAITING,
            col(WebhookMessage.due_at) <= moment,
        )
        .order_by(col(WebhookMessage.due_at), col(Event.sequence))
        .limit(SHARE)
    )
    return [(one, webhook, event) for one, event in session.exec(due)]


def _taken(
    moment: datetime,
    lines: Mapping[UUID, AuditLine],
    one: WebhookMessage,
    webhook: Webhook,
    event: Event,
) -> Taken:
    content = message.body(event)
    signed = message.headers(str(event.id), moment, content, secrets(webhook, moment))
    headers = signed | chain.headers(webhook, lines.get(event.id))
    return Taken(webhook.id, event.id, one.tries, webhook.url, headers, content)


def _settle(
    session: Session, taken: Taken, answer: Answer, moment: datetime, jitter: float
) -> None:
    one = session.get(WebhookMessage, (taken.webhook, taken.event))
    webhook = session.get(Webhook, taken.webhook)
    if one is None or webhook is None or one.status is MessageStatus.DELIVERED:
        return  # removed, or another sender was late but succeeded
    one.answer = answer.said
    if answer.taken:
        one.status = MessageStatus.DELIVERED
        webhook.failing_since = None
        return
    webhook.failing_since = webhook.failing_since or moment
    if answer.gone or moment - webhook.failing_since >= PATIENCE:
        webhook.stopped_at = moment
    if one.tries == taken.tries:
        _next_try(one, moment, jitter)


def _next_try(one: WebhookMessage, moment: datetime, jitter: float) -> None:
    if one.tries > len(PAUSES):
        one.status = MessageStatus.DEAD
    else:
        one.due_at = moment + PAUSES[one.tries - 1] * jitter
