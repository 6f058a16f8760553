"""PostgreSQL in an event loop, through a driver that is awaited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import asyncpg
import orjson
from sqlalchemy import Connection, Engine, NullPool, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import create_async_engine

from jeugdregio_core.store import audit
from jeugdregio_core.store.audit import Line
from jeugdregio_core.store.connections_here import BROKEN, Connections, commit
from jeugdregio_core.store.engine import Limits
from jeugdregio_core.store.errors import OutcomeUnknown
from jeugdregio_core.store.failures import Failure, failure_of
from jeugdregio_core.store.here import Blocking, Looked, Work, looked
from jeugdregio_core.store.locks import Locks
from jeugdregio_core.store.postgresql import (
    APPLICATION,
    INSPECTED,
    LOCK,
    READ,
    kept,
    leave_out_the_row,
    times,
)

T = TypeVar("T")

_READERS = 8
_STATEMENTS = 500
"""How many statements a connection keeps; each is planned once."""


class InLoop:
    """Nine connections at most: eight to read, and one for the lines of who read."""

    def __init__(self, url: URL, limits: Limits, store: Blocking) -> None:
        patience = limits.seconds
        self._readers = Connections(_engine(url, limits, READ), _READERS, patience)
        self._clerk = Connections(_engine(url, limits, LOCK), 1, patience)
        self._store = store

    async def looked(self, work: Work[T]) -> Looked[T]:
        """Run ``work`` on one state of the database. Raises as ``Store.read`` does."""
        readers = self._readers
        return await self._store.retry.awaited(lambda: readers.transaction(looked, work))

    async def add_lines(self, lines: list[Line]) -> None:
        """Store all of these lines or none. Raises as ``Store.write`` does."""
        clerk = self._clerk
        await self._store.retry.awaited(lambda: clerk.transaction(_seal, lines, end=_stored))

    async def close(self) -> None:
        """Close every connection, or leave it to a server that does not answer."""
        for connections in (self._readers, self._clerk):
            await connections.close()


def _seal(connection: Connection, lines: list[Line]) -> None:
    audit.seal_looks(connection, lines, Locks(connection))


async def _stored(raw: Any) -> None:
    """Commit. Raises OutcomeUnknown where nobody can tell whether it was stored."""
    try:
        await commit(raw)
    except BROKEN as error:
        if raw.is_closed() or failure_of(error) is Failure.AWAY:
            raise OutcomeUnknown from error
        raise


def _engine(url: URL, limits: Limits, settings: Mapping[str, str]) -> Engine:
    asked = url.set(drivername="postgresql").difference_update_query(["connect_timeout"])
    patience = float(str(url.query.get("connect_timeout", limits.connect)))
    named = {"application_name": APPLICATION}

    async def connect() -> Any:
        try:
            connection = await asyncpg.connect(
                asked.render_as_string(hide_password=False),
                timeout=patience,
                statement_cache_size=_STATEMENTS,
                max_cached_statement_lifetime=0,
                max_cacheable_statement_size=0,
                server_settings={} if "application_name" in asked.query else named,
            )
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            if isinstance(error, asyncpg.PostgresError) and failure_of(error):
                raise
            raise ConnectionError(type(error).__name__) from error
        try:
            rows = await connection.fetch(
                "SELECT name, setting FROM pg_settings WHERE name = ANY($1)", [*INSPECTED]
            )
            await connection.execute(kept(dict(rows), {**times(limits), **settings}))
        except BaseException:
            connection.terminate()
            raise
        return connection

    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        isolation_level="AUTOCOMMIT",  # transactions are begun and ended here
        poolclass=NullPool,  # who is lent a connection is decided by ``Connections``
        hide_parameters=True,
        json_deserializer=orjson.loads,
    ).sync_engine
    event.listen(engine, "handle_error", leave_out_the_row)
    return engine
