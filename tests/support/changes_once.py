"""What Westfriesland says of a change (317), looked after without asking its rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from jeugdregio_core.model.casework import RequestStatus
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.store import tables


def unruly_changes(session: Session) -> list[str]:
    """Every allocated change that is one too many or begins halfway a month; overruled left out."""
    return [*_found(session)]


def _found(session: Session) -> Iterator[str]:
    request, decision = tables.Request, tables.Decision
    overruled = select(decision.request_id).where(col(decision.overruled_by).is_not(None))
    plain = session.exec(
        select(request).where(
            request.kind == RequestKind.CHANGE,
            request.status == RequestStatus.ALLOCATED,
            col(request.id).not_in(overruled),
        )
    ).all()
    for allocation, times in Counter(change.allocation_id for change in plain).items():
        if times > 1:
            yield f"allocation {allocation} was changed {times} times"
    for change in plain:
        if date.fromisoformat(change.facts["start"]).day != 1:
            yield f"change {change.id} begins on {change.facts['start']}"
