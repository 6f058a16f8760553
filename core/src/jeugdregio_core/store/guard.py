"""Locks on subjects, held on a connection of their own while the work runs on another.

Two connections, because a serializable transaction sees the database as it was at its first
statement: a lock taken inside it comes too late. The guard's connection is READ COMMITTED, so
after it got a lock it also sees what the former holder committed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

_TAKE = text("SELECT count(pg_advisory_xact_lock(key)) FROM unnest(CAST(:keys AS bigint[])) key")


class Guard:
    """The locks of one attempt. Without an engine (SQLite) the writer is alone already."""

    def __init__(self, engine: Engine | None) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def take(self, subjects: Iterable[str]) -> None:
        """Wait until nobody else holds one of these; always in the same order."""
        keys = sorted({_key(subject) for subject in subjects})
        if self._engine is None or not keys:
            return
        if self._connection is None:
            self._connection = self._engine.connect()
        self._connection.execute(_TAKE, {"keys": keys})

    def newest(self, session: Session) -> Connection:
        """A connection that sees everything committed before the last lock was got."""
        return self._connection or session.connection()

    def let_go(self) -> None:
        """Give the locks back. The work is stored or not by now: a failure here changes nothing."""
        if self._connection is not None:
            with suppress(SQLAlchemyError):
                self._connection.close()


@contextmanager
def guarding(engine: Engine | None) -> Iterator[Guard]:
    """A guard whose locks are given back at the end, however it ends."""
    guard = Guard(engine)
    try:
        yield guard
    finally:
        guard.let_go()


def _key(subject: str) -> int:
    return int.from_bytes(blake2b(subject.encode(), digest_size=8).digest(), signed=True)
