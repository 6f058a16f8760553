"""Connections to PostgreSQL that an event loop keeps, each lent for one transaction at a time.

Transactions are begun and ended here by their own words, a round trip each. The work in them stays
ordinary code: SQLAlchemy runs it in a greenlet, which lets the loop go on wherever the driver
waits.
"""

from __future__ import annotations

from asyncio import Semaphore, timeout, wait_for
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolIsEmpty
from sqlalchemy.util import greenlet_spawn

T = TypeVar("T")

_CLOSING = 2.0
"""Longest that a server is waited for to hear that we go, in seconds."""
BROKEN = (ConnectionError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""What is raised by a connection that fails, or by its server."""


async def commit(raw: Any) -> None:
    """End a transaction, so that what was done stays."""
    await raw.execute("COMMIT")


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    connection: Connection
    raw: Any
    """The driver's own."""

    def let_go(self) -> None:
        """Give it to nobody any more; the server sees that it is gone."""
        self.raw.terminate()
        self.connection.invalidate()
        self.connection.close()


class Connections:
    """``most`` of them; ``engine`` makes them and keeps none itself.

    The one that came back last is lent first: it and its server have most at hand. It is not asked
    whether it still works, since to begin will tell.
    """

    def __init__(self, engine: Engine, most: int, patience: float) -> None:
        self._engine = engine
        self._free = Semaphore(most)
        self._patience = patience
        self._idle: list[_Held] = []

    async def transaction(
        self,
        do: Callable[..., T],
        *given: Any,
        end: Callable[[Any], Awaitable[None]] = commit,
    ) -> T:
        """What ``do`` comes to with a connection and what is given; what it raises undoes it.

        Raises ConnectionError when the server fell away, and PoolIsEmpty.
        """
        await self._one_is_free()
        try:
            held = await self._begun()
            try:
                answer: T = await greenlet_spawn(_done, do, held.connection, *given)
                if held.raw.is_in_transaction():
                    await end(held.raw)
            except BaseException as error:
                await self._undo(held, error)
                raise
            self._idle.append(held)
            return answer
        except asyncpg.PostgresError as error:
            error.detail = None  # it quotes the row, and errors are logged
            raise
        finally:
            self._free.release()

    async def close(self) -> None:
        """Close those that are not lent, or leave it to a server that does not answer."""
        while self._idle:
            with suppress(TimeoutError):
                await wait_for(greenlet_spawn(self._idle.pop().connection.close), _CLOSING)

    async def _one_is_free(self) -> None:
        if not self._free.locked():  # to wait with a limit takes long to begin
            await self._free.acquire()
            return
        try:
            async with timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise PoolIsEmpty("no connection came back") from None

    async def _begun(self) -> _Held:
        """A connection in a transaction; a new one where none that is kept still works."""
        while self._idle:
            held = self._idle.pop()
            try:
                return await _begin(held)
            except BROKEN:
                continue
        connection = await greenlet_spawn(self._engine.connect)
        return await _begin(_Held(connection, connection.connection.driver_connection))

    async def _undo(self, held: _Held, error: BaseException) -> None:
        """Go back, and else let go: nobody may come upon a transaction of somebody else."""
        raw = held.raw
        fell_away = raw.is_closed()
        if isinstance(error, Exception) and not fell_away:
            with suppress(*BROKEN):  # what was raised says more than a failure to go back
                await raw.execute("ROLLBACK")
                self._idle.append(held)
                return
        held.let_go()
        if fell_away and isinstance(error, asyncpg.InterfaceError):
            raise ConnectionError(str(error)) from error


async def _begin(held: _Held) -> _Held:
    try:
        await held.raw.execute("BEGIN")
    except BaseException:
        held.let_go()
        raise
    return held


def _done(do: Callable[..., T], connection: Connection, *given: Any) -> T:
    try:
        return do(connection, *given)
    finally:
        connection.rollback()  # what SQLAlchemy began for itself, of which the server knows nothing
