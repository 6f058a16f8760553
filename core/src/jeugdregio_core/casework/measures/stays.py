"""How long help lasted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlmodel import and_, col, func, select

from jeugdregio_core.casework import find
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.measures.count import Count, Scope
from jeugdregio_core.casework.months import length
from jeugdregio_core.model.casework import AllocationStatus, DeliveryKind
from jeugdregio_core.store import tables


def mean_stay(work: Work, scope: Scope) -> Count:
    """Mean length of the stays of a product category that ended in the period, in months."""
    stays = _stays(work, scope)
    ended = [
        length(begun, end)
        for begun, end, status in stays
        if status is AllocationStatus.ENDED and end is not None and scope.first <= end <= scope.last
    ]
    run = sum(status is not AllocationStatus.ENDED for _, _, status in stays)
    return Count(
        sum(ended, Decimal()) / len(ended) if ended else None,
        len(ended),
        run,
        f"Gemiddelde van {len(ended)} keer hulp die is afgerond. {run} lopen nog.",
    )


def _stays(work: Work, scope: Scope) -> list[tuple[date, date | None, AllocationStatus]]:
    """First day, last day and status of all help that began."""
    allocation, version, event = tables.Allocation, tables.AllocationVersion, tables.DeliveryEvent
    begun = and_(
        col(event.allocation_id) == col(allocation.id), col(event.kind) == DeliveryKind.START
    )
    wanted = (
        select(func.min(event.on_day), col(version.end), col(version.status))
        .select_from(allocation)
        .join(version, find.newest())
        .join(event, begun)
        .where(
            work.sight.allocations,
            version.product_category == scope.by.product_category,
            scope.segment is None or col(version.segment) == scope.segment,
        )
        .group_by(col(allocation.id), col(version.end), col(version.status))
    )
    return [*work.session.exec(wanted).all()]
