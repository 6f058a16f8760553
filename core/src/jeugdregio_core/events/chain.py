"""The trace (W3C Trace Context) of the request that an event came of, sent on with the message.

The line of the audit log with the number of the event has it. It goes on to whoever asked, and to
the organisation of the region. Others could lay traces side by side: two messages, or those of two
receivers, that came of one chain are often about one family.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from jeugdregio_core import trace_context
from jeugdregio_core.casework.actor import Role
from jeugdregio_core.store.tables import AuditLine, Event, Webhook


def its_line() -> ColumnElement[bool]:
    """Joins an event to its line in the audit log."""
    return and_(
        col(AuditLine.region) == col(Event.region), col(AuditLine.sequence) == col(Event.sequence)
    )


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
