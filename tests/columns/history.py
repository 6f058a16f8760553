"""What a store of made-up families hardly has: changes upon changes, withdrawals, permissions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any
from uuid import uuid4

from sqlmodel import Session, select
from tests.support.rows import NOON

from jeugdregio_core.model.casework import AllocationStatus
from jeugdregio_core.model.codes import DocumentKind, Party
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store

_INTENSITIES = ("LICHT", "MIDDEL", None, "ZWAAR")
_KINDS = (DocumentKind.STAPELFORMULIER, DocumentKind.TOESTEMMING_NORMAFWIJKING)


def add_history(store: Store) -> None:
    """Change every third allocation, some more than once; withdraw some; give permissions."""
    with Session(store.engines.writer) as session:
        allocation = tables.Allocation
        for place, held in enumerate(session.exec(select(allocation).order_by(allocation.id))):
            session.add_all([*_changes(session, held, place % 3), *_documents(held, place)])
        session.commit()


def _changes(session: Session, held: tables.Allocation, many: int) -> Iterator[Any]:
    version = tables.AllocationVersion
    newest = session.exec(
        select(version).where(version.allocation_id == held.id, version.version == held.current)
    ).one()
    for step in range(1, many + 1):
        kept = newest.model_dump()
        withdrawn = step == 2 and held.number % 2
        yield version(
            **kept
            | {
                "id": uuid4(),
                "version": newest.version + step,
                "changes_so_far": newest.changes_so_far + step,
                "intensity": _INTENSITIES[(held.number + step) % len(_INTENSITIES)],
                "status": AllocationStatus.WITHDRAWN if withdrawn else newest.status,
            }
        )
    held.current += many


def _documents(held: tables.Allocation, place: int) -> Iterator[Any]:
    for kind, author in zip(_KINDS, cycle(Party), strict=False):
        document = tables.Document(
            id=uuid4(),
            region=held.region,
            client_id=held.client_id,
            request_id=held.request_id if (place + len(kind)) % 2 else None,
            kind=kind,
            current=1 + place % 2,
            created_at=NOON,
        )
        yield document
        for version in range(1, document.current + 1):
            yield tables.DocumentVersion(
                id=uuid4(),
                document_id=document.id,
                version=version,
                recorded_at=NOON,
                author=author if version > 1 else Party.GI,
                approved_by=Party.SOJ if place % 4 > 1 else None,
                signed_by=[],
                includes=[],
            )
