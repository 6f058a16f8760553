"""The connections to the database: one set to write, one to read, one to hold locks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import Engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from jeugdregio_core.record import record
from jeugdregio_core.store.errors import StoreRefused

if TYPE_CHECKING:
    from jeugdregio_core.store.here import Blocking, Here

Make: TypeAlias = Callable[[], Engine]

PATIENT = "patient"
"""Execution option of a connection to SQLite whose statements may take as long as they need."""
ALONE = "alone"
"""Execution option of a connection to SQLite on which nobody else writes at the same time."""


@record(kw_only=True)
class Limits:
    """How long a database may take before people get a clean answer instead. In seconds."""

    tries: int = 8
    """How often a write is run that loses against others."""
    seconds: float = 5.0
    """How long a write is tried, and how long SQLite waits for another writer."""
    statement: float = 5.0
    """Longest statement."""
    lock: float = 3.0
    """Longest wait for a lock (PostgreSQL)."""
    idle: float = 10.0
    """Longest pause inside a transaction (PostgreSQL)."""
    connect: int = 3
    """Longest wait for a connection."""


@record(eq=False)
class Engines:
    """Where the store reads and writes; each is made, and its driver loaded, with its first use."""

    make_writer: Make
    make_reader: Make
    make_locks: Make | None = None
    here: Callable[[Blocking], Here] | None = None
    """Opens connections for an event loop, where this database has those."""
    _made: dict[Make, Engine] = field(default_factory=dict, init=False)
    _making: Lock = field(default_factory=Lock, init=False)

    @property
    def writer(self) -> Engine:
        """Where is written."""
        return self._once(self.make_writer)

    @property
    def reader(self) -> Engine:
        """Where is read, but for what an event loop reads itself."""
        return self._once(self.make_reader)

    @property
    def locks(self) -> Engine | None:
        """What holds locks; SQLite needs none."""
        return self._once(self.make_locks) if self.make_locks else None

    def all(self) -> tuple[Engine, ...]:
        """Those that there can be."""
        return tuple(engine for engine in (self.writer, self.reader, self.locks) if engine)

    def used(self) -> tuple[Engine, ...]:
        """Those that were made."""
        return tuple(self._made.values())

    def _once(self, make: Make) -> Engine:
        with self._making:  # of several that write first, none makes another
            if make not in self._made:
                self._made[make] = make()
            return self._made[make]


def read_url(url: str) -> URL:
    """The address of a database. Raises StoreRefused; never shows a password."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreRefused(
            "Het adres van de opslag is niet te lezen. Geef bijvoorbeeld "
            "sqlite:///jeugdregio.sqlite3 of postgresql://gebruiker@server/jeugdregio."
        ) from None
    kind = parsed.drivername.split("+")[0]
    if kind in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise StoreRefused(
            f"Een opslag in {kind} wordt niet ondersteund. Gebruik SQLite of PostgreSQL."
        )
    if parsed.database in (None, "", ":memory:"):
        raise StoreRefused(
            "Een opslag in het geheugen bewaart niets. Geef de naam van een bestand."
        )
    return parsed.set(drivername="sqlite+pysqlite")


def open_engines(url: URL, limits: Limits) -> Engines:
    """The connections to this database; none is made yet."""
    if url.get_backend_name() == "sqlite":
        from jeugdregio_core.store import sqlite

        return sqlite.engines(url, limits)
    from jeugdregio_core.store import postgresql

    return postgresql.engines(url, limits)
