"""The journal for an event loop: who looked hands in lines and waits, and holds up nobody.

The turns are taken by a task of their own. Whoever gives up waiting leaves its lines there, and
keeps nobody else from theirs.
"""

from __future__ import annotations

from asyncio import Future, Task, get_running_loop, sleep
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from jeugdregio_core.store.audit import Line
from jeugdregio_core.store.errors import StoreError
from jeugdregio_core.store.journal import fitting

_ROUNDS = 2
"""A request comes in and looks in so many rounds of the loop."""


@dataclass(slots=True)
class _Waiting:
    """What one read noted, and what comes of it."""

    lines: Sequence[Line]
    stored: Future[None]

    def tell(self, error: Exception | None) -> None:
        """What came of it, for who still waits."""
        if self.stored.done():
            return
        if error is None:
            self.stored.set_result(None)
        else:
            self.stored.set_exception(error)


@dataclass(slots=True)
class AwaitedJournal:
    """Stores lines in turns, each turn for everybody who handed in lines before it began."""

    store: Callable[[list[Line]], Awaitable[None]]
    """Stores all of these lines or none."""
    most: int = 2_000
    """So many lines are stored at once, or those of one read."""
    _waiting: list[_Waiting] = field(default_factory=list)
    _turns: Task[None] | None = None

    async def add(self, lines: Sequence[Line]) -> None:
        """Come back when these lines are stored. Raises what kept them from being stored."""
        loop = get_running_loop()
        mine = _Waiting(lines, loop.create_future())
        self._waiting.append(mine)
        if self._turns is None or self._turns.done():
            self._turns = loop.create_task(self._take_turns())
        await mine.stored

    async def finish(self) -> None:
        """Come back when everything that was handed in is stored, or cannot be."""
        if self._turns is not None:
            await self._turns

    async def _take_turns(self) -> None:
        while self._waiting:
            await self._quiet()
            count = fitting((len(one.lines) for one in self._waiting), self.most)
            turn, self._waiting = self._waiting[:count], self._waiting[count:]
            try:
                await self._store(turn)
            finally:  # who is told nothing, since the loop ends, waits no longer
                for one in turn:
                    one.stored.cancel()

    async def _quiet(self) -> None:
        """Come back when nobody hands in lines any more who was about to: they share the turn.

        That takes rounds of the loop and no time: with nobody else there, it is at once.
        """
        known = 0
        while known < len(self._waiting) and self._lines() < self.most:
            known = len(self._waiting)
            for _ in range(_ROUNDS):
                await sleep(0)

    def _lines(self) -> int:
        return sum(len(one.lines) for one in self._waiting)

    async def _store(self, turn: list[_Waiting]) -> None:
        error: Exception | None = None
        try:
            await self.store([line for one in turn for line in one.lines])
        except Exception as raised:
            if len(turn) > 1 and not isinstance(raised, StoreError):
                for one in turn:  # the lines of one must not keep those of others
                    await self._store([one])
                return
            error = raised
        for one in turn:
            one.tell(error)
