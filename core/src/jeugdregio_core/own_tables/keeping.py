"""Where the tables are kept: every load is a whole state of a region's tables, and stays.

The newest batch of a region holds its tables as they are. Its id is the version by which a
process sees whether what it built is still fresh.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, bindparam, func, insert
from sqlalchemy import select as columns
from sqlmodel import Session, and_, col

from jeugdregio_core.model.period import Period
from jeugdregio_core.own_tables.rows import Row
from jeugdregio_core.store.prepared import Prepared
from jeugdregio_core.store.tables import LoadBatch, LoadedRow, Stored

_AT_ONCE = 1_000
_BATCH = Stored.metadata.tables["load_batch"]
_COLUMNS = columns(
    col(LoadedRow.kind),
    col(LoadedRow.key),
    col(LoadedRow.first),
    col(LoadedRow.last),
    col(LoadedRow.content),
    col(LoadedRow.document),
    col(LoadedRow.loaded_at),
)


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a region's tables; ``batch`` is ``None`` when nothing was ever loaded."""

    batch: UUID | None = None
    loaded_at: datetime | None = None


@cache
def _newest(dialect: Dialect) -> Prepared:
    held = _BATCH.c
    newest = columns(held.id, held.loaded_at).where(
        held.region == bindparam("region", type_=held.region.type)
    )
    return Prepared(newest.order_by(held.loaded_at.desc()).limit(1), dialect)


def version(session: Session, region: str) -> Version:
    """The newest state. One row by index: cheap enough for every question."""
    connection = session.connection()
    rows = _newest(connection.dialect).rows(connection, {"region": region})
    found = next(iter(rows), None)
    return Version(*found) if found else Version()


@cache
def _newest_of_all(dialect: Dialect) -> Prepared:
    held = _BATCH.c
    newest = func.max(held.loaded_at).label("loaded_at")
    last = columns(held.region, newest).group_by(held.region).subquery()
    same = and_(held.region == last.c.region, held.loaded_at == last.c.loaded_at)
    return Prepared(columns(held.region, held.id, held.loaded_at).join(last, same), dialect)


def versions(session: Session) -> dict[str, Version]:
    """The newest state of every region that has one, in one statement."""
    connection = session.connection()
    found = _newest_of_all(connection.dialect).rows(connection, {})
    return {region: Version(batch, at) for region, batch, at in found}


def rows_of(session: Session, held: Version) -> list[Row]:
    """The rows of a state."""
    if held.batch is None:
        return []
    kept = session.connection().execute(_COLUMNS.where(col(LoadedRow.batch_id) == held.batch))
    return [
        Row(
            table=kind,
            key=key,
            cells=content["cells"],
            valid=Period(first, last),
            document=document,
            overrules=content["overrules"],
            loaded_at=loaded_at,
        )
        for kind, key, first, last, content, document, loaded_at in kept
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One act of loading: for which region, from which document, by which account, and when."""

    region: str
    document: str
    by: str
    moment: datetime
    new_id: Callable[[], UUID]


def keep(session: Session, load: Load, rows: Sequence[Row]) -> UUID:
    """Store these rows as the newest state, whatever the clocks of the processes say."""
    newest = version(session, load.region).loaded_at
    now = max(load.moment, newest + timedelta(microseconds=1)) if newest else load.moment
    batch = load.new_id()
    session.add(
        LoadBatch(
            id=batch,
            region=load.region,
            document=load.document,
            loaded_at=now,
            loaded_by=load.by,
            rows=len(rows),
        )
    )
    session.flush()
    for part in range(0, len(rows), _AT_ONCE):
        session.connection().execute(
            insert(LoadedRow),
            [_stored(row, load, now, batch) for row in rows[part : part + _AT_ONCE]],
        )
    return batch


def _stored(row: Row, load: Load, now: datetime, batch: UUID) -> dict[str, Any]:
    return {
        "id": load.new_id(),
        "region": load.region,
        "kind": row.table,
        "key": row.key,
        "first": row.valid.first,
        "last": row.valid.last,
        "content": {"cells": dict(row.cells), "overrules": row.overrules},
        "document": row.document,
        "loaded_at": row.loaded_at or now,
        "batch_id": batch,
    }
