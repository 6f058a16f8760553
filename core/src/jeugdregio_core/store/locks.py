"""Locks on subjects, held on a connection of their own while the work runs on another.

Two connections, because a serializable transaction sees the database as it was at its first
statement: a lock taken inside it comes too late. The connection of the locks is READ COMMITTED,
so once it got a lock it also sees what the former holder committed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b

from sqlalchemy import ARRAY, BigInteger, Connection, Dialect, Engine, bindparam, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from jeugdregio_core.store.prepared import Prepared


class Locks:
    """The locks of one attempt. Without a connection (SQLite) the writer is alone already."""

    def __init__(self, connection: Connection | None) -> None:
        self._connection = connection

    def take(self, subjects: Iterable[str]) -> None:
        """Wait until nobody else holds one of these; always in the same order."""
        keys = sorted({_key(subject) for subject in subjects})
        if self._connection is not None and keys:
            _taking(self._connection.dialect).rows(self._connection, {"keys": keys})

    def newest(self, session: Session) -> Connection:
        """A connection that sees everything committed before the last lock was got."""
        return self._connection or session.connection()


@contextmanager
def locking(engine: Engine | None) -> Iterator[Locks]:
    """Locks that are given back at the end, however it ends.

    The connection is taken before any other, so that writes cannot wait for each other's.
    """
    if engine is None:
        yield Locks(None)
        return
    connection = engine.connect()
    try:
        yield Locks(connection)
    finally:
        # What was done is stored or not by now: a failure to let go changes nothing about that.
        with suppress(SQLAlchemyError):
            connection.close()


@cache
def _taking(dialect: Dialect) -> Prepared:
    key = func.unnest(bindparam("keys", type_=ARRAY(BigInteger()))).column_valued("key")
    return Prepared(select(func.count(func.pg_advisory_xact_lock(key))), dialect)


def _key(subject: str) -> int:
    return int.from_bytes(blake2b(subject.encode(), digest_size=8).digest(), signed=True)
