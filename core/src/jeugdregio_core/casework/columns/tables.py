"""The columns that were read last, for as long as nothing in them changed."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlmodel import col, select

from jeugdregio_core.casework.columns.loading import load
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.columns.declared import needed
from jeugdregio_core.columns.verdicts import Table
from jeugdregio_core.store import audit, moving
from jeugdregio_core.store.tables import AuditLine

MOST = 2
"""How many tables are kept. One of a million allocations is about a hundred megabytes."""


@dataclass(slots=True)
class _Held:
    table: Table
    seen: int
    """Up to this line of the audit log nothing in it changed."""


@dataclass(slots=True)
class _Shelf:
    held: dict[Hashable, _Held] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_SHELVES: WeakKeyDictionary[Engine, _Shelf] = WeakKeyDictionary()
"""Of every store in this process, for as long as it is used."""


def table(work: Work, on: date) -> Table:
    """What runs on this day in the region, read again only when something was changed since."""
    connection = work.session.connection()
    rulebook = work.guard.rulebook
    key = (work.region, on, needed(rulebook))
    shelf = _SHELVES.setdefault(connection.engine, _Shelf())
    with shelf.lock:
        newest = audit.head(connection, work.region).sequence
        held = shelf.held.pop(key, None)
        if held is None or _changed(connection, work.region, held.seen):
            held = _Held(Table(load(connection, rulebook, on)), newest)
        held.seen = newest
        shelf.held[key] = held
        while len(shelf.held) > MOST:
            del shelf.held[next(iter(shelf.held))]
    return held.table


def _changed(connection: Connection, region: str, seen: int) -> bool:
    """Whether a line after this one changed a file. Only new lines are looked at."""
    changes = (
        select(AuditLine.sequence)
        .where(
            AuditLine.region == region,
            col(AuditLine.sequence) > seen,
            col(AuditLine.action).in_(moving.CHANGES),
        )
        .limit(1)
    )
    return connection.execute(changes).first() is not None
