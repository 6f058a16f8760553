"""Whether the audit log, the statuses and the rows of a whole history say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select
from tests.support import stored
from tests.support.office import ACCESS, Office

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.progress import allocations_of, requests_of, that_follows
from jeugdregio_core.model.casework import AuditAction, ReferralStatus
from jeugdregio_core.store import tables
from jeugdregio_core.store.audit_check import verify

MADE = {
    "client": "client",
    "referral": "referral",
    "request": "request",
    "decision": "decision",
    "dispute": "dispute",
    "allocation": "allocation",
    "delivery_event": "delivery",
    "document": "document",
    "outcome": "outcome",
}
"""Per table what a line of the log calls one of its rows."""
GROWN = {
    "allocation": "allocation_version",
    "document": "document_version",
    "request": "request_step",
}
"""What gets a row more whenever such a thing is changed."""


def what_does_not_add_up(office: Office, told: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Every difference; ``told`` is what was last said of each thing, by its id."""

    def look(work: Work) -> list[str]:
        return [
            *_log(work.session, office.region),
            *_statuses(work.session, told),
            *_referrals(work),
        ]

    return office.desk.look(ACCESS, "check", office.region, look)


def _log(session: Session, region: str) -> Iterator[str]:
    yield from verify(session, region).problems
    rows = stored.counts(session)
    for table, kind in MADE.items():
        if (lines := _lines(session, AuditAction.CREATE, kind)) != rows[table]:
            yield f"{rows[table]} rows of {table}, {lines} lines say that one was made"
    for table, parts in GROWN.items():
        changed = rows[parts] - rows[table]
        if (lines := _lines(session, AuditAction.UPDATE, MADE[table])) != changed:
            yield f"{changed} changes of {table}, {lines} lines"


def _lines(session: Session, action: AuditAction, kind: str) -> int:
    line = tables.AuditLine
    wanted = (
        select(func.count())
        .select_from(line)
        .where(line.action == action, line.object_type == kind)
    )
    return session.exec(wanted).one()


def _statuses(session: Session, told: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A request and an allocation are what the last answer about them said."""
    for identity, thing in told.items():
        if "reference" in thing:
            now = str(session.get_one(tables.Request, UUID(identity)).status)
            if now != thing["status"] and now != "WITHDRAWN":
                yield f"request {identity} was told to be {thing['status']} and is {now}"
        if "number" in thing:
            current = session.get_one(tables.Allocation, UUID(identity)).current
            newest = session.exec(
                select(tables.AllocationVersion).where(
                    tables.AllocationVersion.allocation_id == UUID(identity),
                    col(tables.AllocationVersion.version) == current,
                )
            ).one()
            if str(newest.status) not in (thing["status"], "WITHDRAWN"):
                yield f"allocation {identity} was told to be {thing['status']}: {newest.status}"


def _referrals(work: Work) -> Iterator[str]:
    for referral in work.session.exec(select(tables.Referral)):
        requests = [request.status for request in requests_of(work, referral.id)]
        versions = [standing.version for standing in allocations_of(work, referral.id)]
        follows = that_follows(requests, versions)
        if referral.status not in (follows, ReferralStatus.WITHDRAWN):
            yield f"referral {referral.id} is {referral.status}, {follows} follows"
