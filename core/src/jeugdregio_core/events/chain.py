"""The trace (W3C Trace Context) of the request that an event came of, sent on with the message.

The line of the audit log with the number of the event has it. It goes on to whoever asked, and to
the organisation of the region. Others could lay traces side by side: two messages, or those of two
receivers, that came of one chain are often about one family.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import Session, col, select

from jeugdregio_core import trace_context
from jeugdregio_core.casework.actor import Role
from jeugdregio_core.store.tables import AuditLine, Event, Webhook


def lines(session: Session, events: Collection[UUID]) -> Mapping[UUID, AuditLine]:
    """The line in the audit log of each of these events, as far as the log still has it."""
    line = and_(
        col(AuditLine.region) == col(Event.region), col(AuditLine.sequence) == col(Event.sequence)
    )
    asked = select(Event.id, AuditLine).join(AuditLine, line).where(col(Event.id).in_(events))
    return dict(session.exec(asked).all())


def headers(webhook: Webhook, line: AuditLine | None) -> dict[str, str]:
    """The trace as a header, with this try as its newest step; none where it does not go on.

    ``tracestate`` stays behind: it is what systems before us keep, and for them alone.
    """
    if line is None or line.trace is None or not _may_follow(webhook, line):
        return {}
    return {"traceparent": trace_context.next_step(line.trace)}


def _may_follow(webhook: Webhook, line: AuditLine) -> bool:
    own = (webhook.role, webhook.organisation) == (line.role, line.organisation)
    return own or webhook.role == Role.REGION
