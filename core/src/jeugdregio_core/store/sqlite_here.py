"""SQLite in an event loop: the loop itself reads and stores who looked, since the file is at hand.

One connection does both. What another connection commits, empties what SQLite remembers of the
file; what the same connection commits does not.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine

from jeugdregio_core.beside import beside
from jeugdregio_core.store import audit
from jeugdregio_core.store.audit import Line
from jeugdregio_core.store.engine import ALONE
from jeugdregio_core.store.failures import commit, failure_of
from jeugdregio_core.store.here import Blocking, Looked, T, Work, looked
from jeugdregio_core.store.locks import Locks

_MANY = 8_192
"""After so many lines the journal of SQLite is some 40 MB, and goes to the file."""
_LONG = 0.05
"""A disk that takes longer for a turn is not waited for in the loop. In seconds."""


class InLoop:
    """What is not quick goes beside the loop, to a thread.

    ``engine`` breaks off a read that takes long, and waits for no other writer. After anything
    that took long the next ones go beside the loop too, for ``pause`` seconds: who asks much
    seldom does so once, and a disk that is slow is so for a while. ``empty`` puts the journal of
    SQLite into the file, without a commit.
    """

    def __init__(
        self, engine: Engine, store: Blocking, empty: Callable[[], None], pause: float = 1.0
    ) -> None:
        self._engine = engine
        self._store = store
        self._empty = empty
        self._pause = pause
        self._reads_again = 0.0
        self._stores_again = 0.0
        self._lines = 0

    async def looked(self, work: Work[T]) -> Looked[T]:
        """Run ``work`` in the loop, or where it was broken off once more in a thread.

        Nothing that it does is committed. ``PRAGMA query_only`` would have SQLite forget every
        statement that it knows; work that stores something meets it in the thread.
        """
        if monotonic() >= self._reads_again:
            try:
                with self._engine.connect() as connection:
                    connection.begin()
                    before = _changes(connection)
                    found = looked(connection, work)
                    if _changes(connection) == before:
                        return found
            except Exception as error:
                if failure_of(error) is None:
                    raise
                self._reads_again = monotonic() + self._pause
        return await beside(self._store.looked, work)

    async def add_lines(self, lines: list[Line]) -> None:
        """Store all of these lines or none, in the loop unless that would have to wait."""
        if not self._added(lines):
            await beside(self._store.add_lines, lines)
            return
        self._lines += len(lines)
        if self._lines >= _MANY:
            self._lines = 0
            await beside(self._empty)

    async def close(self) -> None:
        """Close the connection."""
        self._engine.dispose()

    def _added(self, lines: list[Line]) -> bool:
        """Whether the lines were stored here. Raises OutcomeUnknown, and faults of our own."""
        began = monotonic()
        if began < self._stores_again:
            return False
        try:
            self._add(lines)
        except Exception as error:
            if failure_of(error) is None:
                raise
            return False
        if monotonic() - began > _LONG:
            self._stores_again = monotonic() + self._pause
        return True

    def _add(self, lines: list[Line]) -> None:
        with self._engine.connect().execution_options(**{ALONE: True}) as connection:
            transaction = connection.begin()
            audit.seal_looks(connection, lines, Locks(None))
            commit(transaction)


def _changes(connection: Connection) -> int:
    """How many rows were ever stored, changed or removed on it."""
    raw: Any = connection.connection.dbapi_connection
    changes: int = raw.total_changes
    return changes
