"""How soon help began after the referral, and how long an answer to a crisis took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlmodel import and_, col, func, or_, select

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.measures.count import Count, Scope
from jeugdregio_core.casework.months import later
from jeugdregio_core.casework.plain import request_from
from jeugdregio_core.model.casework import DeliveryKind, ReferralStatus, RequestStatus
from jeugdregio_core.store import tables

_NO_PLACE_SOUGHT = (ReferralStatus.WITHDRAWN, ReferralStatus.REFUSED)


def begun_in_time(work: Work, scope: Scope) -> Count:
    """Share of referrals whose help began within so many months, in percent.

    One that still waits and is not late yet is left out.
    """
    term = scope.by.within_months or 0
    found = Counter(
        _in_time(later(received, term), begun, scope.last)
        for received, begun in _referrals(work, scope)
    )
    counted = found[True] + found[False]
    share = Decimal(100 * found[True]) / counted if counted else None
    return Count(
        share,
        counted,
        found[None],
        f"Bij {found[True]} van de {counted} verwijzingen begon de hulp binnen {term} maanden na "
        f"de verwijzing. {found[None]} wachten nog en zijn niet te laat.",
    )


def longest_wait(work: Work, scope: Scope) -> Count:
    """The longest time between a report and an offer of help, in hours."""
    waits = [*_waits(work, scope)]
    known = [wait for wait in waits if wait is not None]
    unknown = len(waits) - len(known)
    return Count(
        max(known, default=None),
        len(known),
        unknown,
        f"De langste wachttijd van {len(known)} verzoeken. Van {unknown} is het tijdstip van de "
        "melding of van het hulpaanbod niet bekend.",
    )


def _in_time(deadline: date, begun: date | None, today: date) -> bool | None:
    if begun is not None and begun <= deadline:
        return True
    return False if deadline < today else None


def _referrals(work: Work, scope: Scope) -> Iterator[tuple[date, date | None]]:
    """When each referral came in, and when its help in the segment began."""
    referral, request, allocation = tables.Referral, tables.Request, tables.Allocation
    event = tables.DeliveryEvent
    asked = and_(col(request.referral_id) == col(referral.id), scope.of_segment())
    begun = and_(
        col(event.allocation_id) == col(allocation.id), col(event.kind) == DeliveryKind.START
    )
    wanted = (
        select(col(referral.received_on), func.min(event.on_day))
        .select_from(referral)
        .outerjoin(request, asked)
        .outerjoin(allocation, col(allocation.request_id) == col(request.id))
        .outerjoin(event, begun)
        .where(
            work.sight.referrals,
            col(referral.status).not_in(_NO_PLACE_SOUGHT),
            col(referral.received_on).between(scope.first, scope.last),
            or_(
                scope.segment is None,
                col(referral.segment) == scope.segment,
                col(request.id).is_not(None),
            ),
        )
        .group_by(col(referral.id), col(referral.received_on))
    )
    yield from work.session.exec(wanted).all()


def _waits(work: Work, scope: Scope) -> Iterator[Decimal | None]:
    first, after = scope.moments
    wanted = select(tables.Request.facts).where(
        work.sight.requests,
        tables.Request.status != RequestStatus.WITHDRAWN,
        col(tables.Request.submitted_at) >= first,
        col(tables.Request.submitted_at) < after,
        scope.of_segment(),
    )
    for facts in work.session.exec(wanted):
        asked = request_from(facts)
        if asked.reported_at is None or asked.offered_at is None:
            yield None
        else:
            waited = asked.offered_at - asked.reported_at
            yield Decimal(waited.total_seconds()) / 3600
