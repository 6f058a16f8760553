"""How far a request and its referral have come: every step is kept, the newest is the status."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, func, or_, select

from jeugdregio_core.casework import find
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import Standing
from jeugdregio_core.casework.transitions import REFERRAL, REQUEST, follow
from jeugdregio_core.model.casework import (
    OPEN_REQUEST,
    AllocationStatus,
    AuditAction,
    ReferralStatus,
    RequestStatus,
)
from jeugdregio_core.store import tables

OVER = (AllocationStatus.ENDED, AllocationStatus.WITHDRAWN)

GOES_ON = frozenset({"37", "38"})
"""Reasons of JZ588 by which the help does not end: a change was asked, or another provider."""


class StandsAs(Protocol):
    """What of an allocation says how far its referral has come."""

    @property
    def status(self) -> AllocationStatus:
        """Whether the help is being delivered."""

    @property
    def reason(self) -> str | None:
        """Why it stands as it does."""


def advance(
    work: Work,
    request: tables.Request,
    status: RequestStatus,
    reason: str | None = None,
    remark: str | None = None,
) -> None:
    """Give a request its next status. Raises Declined where the table has no such step."""
    request.status = follow(REQUEST, request.status, status, "Het verzoek")
    newest = select(func.max(tables.RequestStep.step)).where(
        tables.RequestStep.request_id == request.id
    )
    add_step(work, request, work.session.exec(newest).one() + 1, reason, remark)
    client = work.session.get_one(tables.Client, request.client_id)
    work.note(AuditAction.UPDATE, "request", request.id, client.reference)


def add_step(
    work: Work,
    request: tables.Request,
    step: int,
    reason: str | None = None,
    remark: str | None = None,
) -> None:
    """Keep the status that a request has now as a step."""
    work.session.add(
        tables.RequestStep(
            request_id=request.id,
            step=step,
            status=request.status,
            at=work.moment,
            actor=work.actor.subject,
            reason=reason,
            remark=remark,
        )
    )


def settle(work: Work, referral: tables.Referral | None) -> None:
    """Give a referral the status that follows from all that came of it."""
    if referral is None:
        return
    work.session.flush()
    status = _status(work, referral.id)
    if status is not referral.status:
        move(work, referral, status)


def settle_all(work: Work, allocation: tables.Allocation) -> None:
    """Settle every referral that an allocation came of or was extended under."""
    referral, request = tables.Referral, tables.Request
    counted = (
        select(referral)
        .join(request, col(request.referral_id) == col(referral.id))
        .where(
            or_(col(request.id) == allocation.request_id, _extended(allocation.id)),
            col(referral.status) != ReferralStatus.WITHDRAWN,
        )
    )
    for held in work.session.exec(counted).unique().all():
        settle(work, held)


def move(work: Work, referral: tables.Referral, status: ReferralStatus) -> None:
    """Give a referral its next status. Raises Declined where the table has no such step."""
    referral.status = follow(REFERRAL, referral.status, status, "De verwijzing")
    client = work.session.get_one(tables.Client, referral.client_id)
    work.note(AuditAction.UPDATE, "referral", referral.id, client.reference)


def requests_of(work: Work, referral: UUID) -> list[tables.Request]:
    """Every request under a referral."""
    request = tables.Request
    return [*work.session.exec(select(request).where(request.referral_id == referral))]


def allocations_of(work: Work, referral: UUID) -> list[Standing]:
    """Every allocation that came of a referral or was extended under it, newest version last."""
    allocation, version, request = tables.Allocation, tables.AllocationVersion, tables.Request
    extended = _extended(col(allocation.id))
    wanted = (
        select(allocation, version)
        .select_from(request)
        .join(allocation, or_(col(allocation.request_id) == col(request.id), extended))
        .join(version, find.newest())
        .where(request.referral_id == referral)
        .order_by(col(version.decided_at))
    )
    return [Standing(*row) for row in work.session.exec(wanted).all()]


def _extended(allocation: Any) -> ColumnElement[bool]:
    """A request that gave this allocation a later end."""
    request = tables.Request
    return and_(
        col(request.allocation_id) == allocation,
        col(request.status) == RequestStatus.ALLOCATED,
    )


def _status(work: Work, referral: UUID) -> ReferralStatus:
    requests = {request.status for request in requests_of(work, referral)}
    return that_follows(requests, [standing.version for standing in allocations_of(work, referral)])


def that_follows(
    requests: Collection[RequestStatus], versions: Sequence[StandsAs]
) -> ReferralStatus:
    """The status of a referral with these requests and allocations, newest version last."""
    if any(status in OPEN_REQUEST for status in requests):
        return ReferralStatus.REQUESTED
    if any(version.status not in OVER for version in versions):
        return ReferralStatus.ALLOCATED
    ended = [v for v in versions if v.status is AllocationStatus.ENDED]
    if ended:
        goes_on = ended[-1].reason in GOES_ON
        return ReferralStatus.ALLOCATED if goes_on else ReferralStatus.CLOSED
    return ReferralStatus.REFUSED if RequestStatus.REFUSED in requests else ReferralStatus.RECEIVED
