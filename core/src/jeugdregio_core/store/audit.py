"""Who did what with whose data: numbered without gaps and chained per region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, insert
from sqlmodel import Session, col, select

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import subjects
from jeugdregio_core.store.canonical import canonical, fingerprint
from jeugdregio_core.store.locks import Locks
from jeugdregio_core.store.tables import AuditLine

PENDING = "jeugdregio.audit"
BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One deed. It names what was touched and never what that said: no content, no names."""

    region: str
    at: datetime
    actor: str
    role: str
    action: AuditAction
    object_type: str
    object_id: str
    operation: str
    outcome: str
    client_reference: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The newest line of a region. Kept elsewhere, it shows later that nothing was cut off."""

    region: str
    sequence: int
    hash: str


def append(session: Session, line: Line) -> None:
    """Have this line written: in the transaction of a write, or before the answer of a read.

    It gets its number when the work is done, so that regions are locked as briefly as possible.
    Raises KeyError on a session that is not the store's.
    """
    session.info[PENDING].append(line)


def head(connection: Connection, region: str) -> Head:
    """The newest line of this region, or number 0 when it has none."""
    newest = (
        select(AuditLine.sequence, AuditLine.hash)
        .where(AuditLine.region == region)
        .order_by(col(AuditLine.sequence).desc())
        .limit(1)
    )
    found = connection.execute(newest).first()
    return Head(region, *found) if found else Head(region, 0, BEFORE_THE_FIRST)


def seal(session: Session, locks: Locks) -> list[dict[str, Any]]:
    """Number and chain the lines of this session, right before its commit; the rows it stored."""
    lines: list[Line] = sorted(session.info[PENDING], key=attrgetter("region"))
    if not lines:
        return []
    locks.take(subjects.audit(line.region) for line in lines)
    newest = locks.newest(session)
    rows = [
        row
        for region, group in groupby(lines, key=attrgetter("region"))
        for row in _chained(head(newest, region), group)
    ]
    session.connection().execute(insert(AuditLine), rows)
    return rows


def _chained(before: Head, lines: Iterable[Line]) -> list[dict[str, Any]]:
    rows = []
    for sequence, line in enumerate(lines, start=before.sequence + 1):
        digest = link(before.hash, sequence, line)
        rows.append(
            asdict(line) | {"sequence": sequence, "previous_hash": before.hash, "hash": digest}
        )
        before = Head(line.region, sequence, digest)
    return rows


def link(previous_hash: str, sequence: int, line: Line) -> str:
    """The hash of a line: over the hash before it, its number and everything it says."""
    said = {field.name: getattr(line, field.name) for field in fields(line)}
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    return fingerprint(previous_hash.encode(), canonical(said | {"sequence": sequence, "at": at}))
