"""A young person of whom everything is stored that can be stored, and the end of that file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select as rows_of
from sqlmodel import Session, col, select
from tests.support.office import Office
from tests.support.scenes import answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.model.events import MessageStatus
from jeugdregio_core.store import holds, tables
from jeugdregio_core.store.by import By
from jeugdregio_core.store.destroying import Report, destroy_due
from jeugdregio_core.store.transaction import Store

CHANGED = date(2026, 4, 6)
"""The day of the last change."""
LAST_DAY = date(2046, 4, 6)
DUE = date(2046, 4, 7)


def by(day: date = DUE, operation: str = "retention destroy") -> By:
    return By("beheerder-1", datetime(day.year, day.month, day.day, 12, tzinfo=UTC), operation)


def lived(office: Office, reference: str = "K-001") -> None:
    """Everything that can happen to a young person in AA/ZaWa, the last of it on 6 April 2026."""
    office.clock.set(2026, 3, 2)
    referral = referred(office, reference)
    request = asked(office, referral, intensity="INTENSIEF").ids["request"]
    settling = {"consultedOn": "2026-03-02", "agreed": True}
    office.do(steps.settle_dispute, request=request, **settling)
    place = of(answered(office, request, overruleBecause="Eens."))
    office.clock.set(CHANGED.year, CHANGED.month, CHANGED.day)
    office.do(steps.record_delivery, kind="START", on="2026-04-06", **place)
    office.do(steps.record_document, client=reference, kind="BEHANDELPLAN")
    measured = {"measure": "UITVAL", "value": 1, "measuredOn": "2026-04-06"}
    office.do(steps.record_outcome, **place, **measured)
    _told(office)


def _told(office: Office) -> None:
    """A subscriber is to hear of everything that happened."""
    subscriber = tables.Webhook(
        id=uuid4(),
        region=office.region,
        url="https://ontvanger.example",
        kinds=[],
        role="REGION",
        secret="geheim",
        position=0,
        created_at=office.clock(),
    )
    queued = select(tables.WebhookMessage.event_id)
    new = select(tables.Event.id).where(col(tables.Event.id).not_in(queued))
    happened = office.see(lambda session: session.exec(new).all())
    messages = (
        tables.WebhookMessage(
            webhook_id=subscriber.id,
            event_id=event,
            status=MessageStatus.WAITING,
            tries=0,
            due_at=office.clock(),
        )
        for event in happened
    )
    office.add([subscriber])
    office.add(messages)


def hold(office: Office, reference: str = "K-001", reason: str = "Er loopt een klacht.") -> bool:
    moment = by(operation="retention hold")
    return holds.hold(office.store, office.region, reference, reason, moment, uuid4)


def destroyed(store: Store, on: date = DUE, **how: Any) -> Report:
    """What a run on this day destroys."""
    report = Report()
    destroy_due(store, None, by(on), on, report, **how)
    return report


def last_day(session: Session) -> date | None:
    """Until when the only file is kept."""
    return session.exec(select(col(tables.Client.retain_until))).one()


def dump(session: Session, *but: str) -> str:
    """Everything in every table, as text."""
    connection = session.connection()
    held = (t for name, t in tables.Stored.metadata.tables.items() if name not in but)
    return "\n".join(str(tuple(row)) for t in held for row in connection.execute(rows_of(t)))
