"""PostgreSQL in an event loop, through a driver that is awaited.

The work stays ordinary code: SQLAlchemy runs it in a greenlet, which lets the loop go on wherever
the driver waits. Transactions are begun and ended here by their own words, a round trip each.
"""

from __future__ import annotations

from asyncio import wait_for
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import asyncpg
import orjson
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.util import await_, greenlet_spawn

from jeugdregio_core.store import audit
from jeugdregio_core.store.audit import Line
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
_CLOSING = 2.0
"""Longest that a server is waited for to hear that we go, in seconds."""
_BROKEN = (ConnectionError, asyncpg.PostgresError, asyncpg.InterfaceError)


class InLoop:
    """Nine connections at most: eight to read, and one for the lines of who read."""

    def __init__(self, url: URL, limits: Limits, store: Blocking) -> None:
        self._reader = _engine(url, limits, READ, size=_READERS)
        self._clerk = _engine(url, limits, LOCK, size=1)
        self._store = store

    async def looked(self, work: Work[T]) -> Looked[T]:
        """Run ``work`` on one state of the database. Raises as ``Store.read`` does."""
        return await self._run(_look, self._reader, work)

    async def add_lines(self, lines: list[Line]) -> None:
        """Store all of these lines or none. Raises as ``Store.write`` does."""
        await self._run(_add, self._clerk, lines)

    async def close(self) -> None:
        """Close every connection, or leave it to a server that does not answer."""
        for engine in (self._reader, self._clerk):
            with suppress(TimeoutError):
                await wait_for(greenlet_spawn(engine.dispose), _CLOSING)

    async def _run(self, do: Callable[..., T], *given: Any) -> T:
        return await self._store.retry.awaited(lambda: greenlet_spawn(do, *given))


def _look(engine: Engine, work: Work[T]) -> Looked[T]:
    with _transaction(engine) as connection:
        return looked(connection, work)


def _add(engine: Engine, lines: list[Line]) -> None:
    with _transaction(engine) as connection:
        audit.seal_looks(connection, lines, Locks(connection))
        _commit(connection.connection.driver_connection)


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction as its connections are set to; what is raised undoes it."""
    connection = _begun(engine)
    raw: Any = connection.connection.driver_connection
    try:
        yield connection
        if raw.is_in_transaction():
            await_(raw.execute("COMMIT"))
    except BaseException as error:
        _undo(raw, error)
        _leave_out_the_row(error)
        if isinstance(error, asyncpg.InterfaceError) and raw.is_closed():
            raise ConnectionError(str(error)) from error
        raise
    finally:
        if raw.is_closed():
            connection.invalidate()
        connection.close()


def _undo(raw: Any, error: BaseException) -> None:
    """Go back, and else let go: nobody may come upon a transaction of somebody else."""
    if isinstance(error, Exception) and not raw.is_closed():
        with suppress(*_BROKEN):  # what was raised says more than a failure to go back
            await_(raw.execute("ROLLBACK"))
    if not isinstance(error, Exception) or raw.is_in_transaction():
        raw.terminate()


def _begun(engine: Engine) -> Connection:
    """A connection that works: it is not asked whether it does, since to begin will tell."""
    for _ in range(_READERS + 1):  # all that wait in the pool may be gone
        connection = engine.connect()
        raw: Any = connection.connection.driver_connection
        try:
            if not raw.is_closed():
                await_(raw.execute("BEGIN"))
                return connection
        except _BROKEN:
            raw.terminate()
        except BaseException:
            raw.terminate()
            raise
        finally:
            if raw.is_closed():
                connection.invalidate()
                connection.close()
    raise ConnectionError("no connection lasts")


def _commit(raw: Any) -> None:
    try:
        await_(raw.execute("COMMIT"))
    except _BROKEN as error:
        if raw.is_closed() or failure_of(error) is Failure.AWAY:
            raise OutcomeUnknown from error
        raise


def _leave_out_the_row(error: BaseException) -> None:
    if isinstance(error, asyncpg.PostgresError):
        error.detail = None


def _engine(url: URL, limits: Limits, settings: Mapping[str, str], *, size: int) -> Engine:
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
        pool_size=size,
        max_overflow=0,
        pool_timeout=limits.seconds,
        hide_parameters=True,
        json_deserializer=orjson.loads,
    ).sync_engine
    event.listen(engine, "handle_error", leave_out_the_row)
    return engine
