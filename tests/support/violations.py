"""The rules themselves look at what is stored in the end: is there anything they would refuse?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import col, func, select
from tests.support.office import ACCESS, Office

from jeugdregio_core.casework.asked import again, first_of
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.facts import allocation_facts, case
from jeugdregio_core.casework.find import Standing, newest, standing
from jeugdregio_core.model.casework import OPEN_REQUEST, AllocationStatus, RequestStatus
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.rules.outcome import Verdict
from jeugdregio_core.store import tables

WITHDRAWN = AllocationStatus.WITHDRAWN


def violations(office: Office) -> list[str]:
    """Every rule that is broken by what is stored, over all of it; overruled ones left out."""

    def look(work: Work) -> list[str]:
        return [*_allocations(work), *_open_requests(work), *_numbers(work), *_changes(work)]

    return office.desk.look(ACCESS, "check", office.region, look)


def _allocations(work: Work) -> Iterator[str]:
    """What a person overruled is neither judged nor held against others."""
    mine = select(tables.Allocation).where(tables.Allocation.region == work.region)
    standing_ones = [
        held
        for allocation in work.session.exec(mine)
        if (held := standing(work.session, allocation)).version.status is not WITHDRAWN
        and not _overruled(work, held)
    ]
    for held in standing_ones:
        others = [other for other in standing_ones if other is not held and _share(held, other)]
        for finding in _decided_again(work, held, others):
            yield f"{held.allocation.number}: {finding}"


def _share(held: Standing, other: Standing) -> bool:
    return held.allocation.client_id == other.allocation.client_id


def _decided_again(work: Work, held: Standing, others: list[Standing]) -> Iterator[str]:
    version, asked = held.version, again(work, first_of(work, held.allocation))
    request = replace(
        asked.request,
        start=version.start,
        end=version.end,
        profile=version.profile,
        intensity=version.intensity,
    )
    given = replace(
        case(work, replace(asked, request=request, of=held)),
        running=tuple(allocation_facts(o.version, _provider(work, o)) for o in others),
    )
    for finding in work.guard.decide(given).findings:
        if finding.verdict is Verdict.REFUSED:
            yield f"{finding.rule.code} {finding.message}"


def _provider(work: Work, held: Standing) -> str:
    return work.session.get_one(tables.Provider, held.allocation.provider_id).code


def _overruled(work: Work, held: Standing) -> bool:
    request, decision = tables.Request, tables.Decision
    overruled = (
        select(decision.id)
        .join(request, col(request.id) == col(decision.request_id))
        .where(
            col(decision.overruled_by).is_not(None),
            (col(request.id) == held.allocation.request_id)
            | (col(request.allocation_id) == held.allocation.id),
        )
    )
    return work.session.exec(overruled).first() is not None


def _open_requests(work: Work) -> Iterator[str]:
    request = tables.Request
    waiting = select(request.client_id, request.provider_id).where(
        col(request.status).in_(OPEN_REQUEST)
    )
    for pair, times in Counter(work.session.exec(waiting).all()).items():
        if times > 1:
            yield f"{times} open requests for {pair}"


def _numbers(work: Work) -> Iterator[str]:
    """Versions are numbered from one without gaps, and the newest is the current one."""
    version, allocation = tables.AllocationVersion, tables.Allocation
    counted = (
        select(allocation.number, allocation.current, func.count(), func.max(version.version))
        .join(version, col(version.allocation_id) == col(allocation.id))
        .group_by(col(allocation.id), col(allocation.number), col(allocation.current))
    )
    for number, current, count, last in work.session.exec(counted):
        if not current == count == last:
            yield f"allocation {number} has version {current}, {count} rows, newest {last}"


def _changes(work: Work) -> Iterator[str]:
    """Every change that was allocated is counted on its allocation, and nothing else is."""
    request, version, allocation = tables.Request, tables.AllocationVersion, tables.Allocation
    accepted = select(request.allocation_id).where(
        request.kind == RequestKind.CHANGE, request.status == RequestStatus.ALLOCATED
    )
    counted = select(allocation.id, version.changes_so_far).join(version, newest())
    told = {held: changes for held, changes in work.session.exec(counted) if changes}
    if (really := dict(Counter(work.session.exec(accepted)))) != told:
        yield f"changes do not add up: {really} were allocated, {told} are counted"
