"""What an answer allocates: a new allocation, or the next version of one that runs."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import col, select

from jeugdregio_core.casework import find, own
from jeugdregio_core.casework.asked import Asked
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import Standing
from jeugdregio_core.casework.progress import OVER
from jeugdregio_core.model.casework import AllocationStatus, AuditAction
from jeugdregio_core.model.codes import RequestedBy, RequestKind
from jeugdregio_core.rules.input import VolumeInput
from jeugdregio_core.store import tables
from jeugdregio_core.store.numbers import take_number

EXTENDED, SHORTENED, BY_PROVIDER, REMOVED = "04", "05", "12", "13"
"""Reasons for a new version, code list JZ002 of the national messages."""


def grant(work: Work, asked: Asked) -> Standing:
    """Allocate what was asked: a new number, or the next version of the allocation it is about."""
    if asked.of is None:
        return _new(work, asked)
    if asked.kind is RequestKind.EXTENSION:
        return next_version(work, asked.of, end=asked.request.end, reason=EXTENDED)
    return next_version(
        work,
        asked.of,
        profile=asked.request.profile,
        intensity=asked.request.intensity,
        end=asked.request.end,
        changes_so_far=asked.of.version.changes_so_far + 1,
        reason=_why_changed(asked, asked.of.version),
    )


def next_version(work: Work, standing: Standing, **changed: Any) -> Standing:
    """The allocation as it stands from now on; what stood before stays as it was."""
    allocation, before = standing.allocation, standing.version
    own = {
        "id": work.new_id(),
        "version": allocation.current + 1,
        "decided_at": work.moment,
        "reason": None,
    }
    version = tables.AllocationVersion(**before.model_dump() | own | changed)
    work.session.add(version)
    allocation.current = version.version
    _note(work, AuditAction.UPDATE, allocation)
    return Standing(allocation, version)


def _new(work: Work, asked: Asked) -> Standing:
    municipality = asked.client.municipality
    own.resident(work, municipality)
    allocation = tables.Allocation(
        id=work.new_id(),
        region=work.region,
        municipality=municipality,
        number=take_number(work.session, municipality),
        client_id=asked.client.id,
        provider_id=asked.provider.id,
        request_id=asked.id,
        current=1,
        created_at=work.moment,
    )
    request, volume = asked.request, asked.request.volume or VolumeInput()
    version = tables.AllocationVersion(
        id=work.new_id(),
        allocation_id=allocation.id,
        version=1,
        decided_at=work.moment,
        start=asked.start,
        end=request.end,
        segment=asked.segment,
        profile=request.profile,
        intensity=request.intensity,
        product=request.product,
        product_category=request.product_category,
        volume_amount=None if volume.amount is None else int(volume.amount),
        unit=volume.unit,
        frequency=volume.frequency,
        status=AllocationStatus.ALLOCATED,
        changes_so_far=0,
        initial=_stands_alone(work, asked),
    )
    work.session.add_all([allocation, version])
    _note(work, AuditAction.CREATE, allocation)
    return Standing(allocation, version)


def _stands_alone(work: Work, asked: Asked) -> bool:
    """Whether no other help in the segment runs, so that this is what others may stack on."""
    allocation, version = tables.Allocation, tables.AllocationVersion
    beside = (
        select(allocation.id)
        .join(version, find.newest())
        .where(
            allocation.client_id == asked.client.id,
            version.segment == asked.segment,
            col(version.status).not_in(OVER),
            col(version.start) <= (asked.request.end or date.max),
            col(version.end).is_(None) | (col(version.end) >= asked.start),
        )
    )
    return work.session.exec(beside).first() is None


def _why_changed(asked: Asked, before: tables.AllocationVersion) -> str | None:
    if asked.request.requested_by is RequestedBy.PROVIDER:
        return BY_PROVIDER
    if asked.request.end == before.end:
        return None
    longer = asked.request.end is None or (
        before.end is not None and asked.request.end > before.end
    )
    return EXTENDED if longer else SHORTENED


def _note(work: Work, action: AuditAction, allocation: tables.Allocation) -> None:
    client = work.session.get_one(tables.Client, allocation.client_id)
    work.note(action, "allocation", allocation.id, client.reference)
