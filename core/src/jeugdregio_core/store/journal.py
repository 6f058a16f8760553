"""Lines of the audit log by who only looked, stored together with those of others.

To store takes a transaction and a disk that has written, however few the lines. So who looked
hands in what it noted and waits: one of those who wait stores what all of them handed in, and
meanwhile the next ones gather. Nobody goes on before its own lines are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from jeugdregio_core.store.audit import Line
from jeugdregio_core.store.errors import StoreError


def fitting(lengths: Iterable[int], most: int) -> int:
    """How many of these fit in one turn, from the first on; the first always does."""
    count, held = 0, 0
    for length in lengths:
        held += length
        if count and held > most:
            break
        count += 1
    return count


@dataclass(slots=True)
class _Waiting:
    """What one read noted, and what came of it."""

    lines: Sequence[Line]
    done: bool = False
    error: BaseException | None = None


@dataclass(slots=True)
class Journal:
    """Stores lines in turns, each turn for everybody who handed in lines before it began."""

    store: Callable[[list[Line]], None]
    """Stores all of these lines or none."""
    most: int = 2_000
    """So many lines are stored at once, or those of one read."""
    _waiting: list[_Waiting] = field(default_factory=list)
    _handing_in: Lock = field(default_factory=Lock)
    _turn: Lock = field(default_factory=Lock)

    def add(self, lines: Sequence[Line]) -> None:
        """Come back when these lines are stored. Raises what kept them from being stored."""
        mine = _Waiting(lines)
        with self._handing_in:
            self._waiting.append(mine)
        while not mine.done:
            with self._turn:
                if not mine.done:
                    self._store(self._next())
        if mine.error is not None:
            raise mine.error

    def _next(self) -> list[_Waiting]:
        """Those whose turn it is, in the order in which they came."""
        with self._handing_in:
            count = fitting((len(one.lines) for one in self._waiting), self.most)
            turn, self._waiting = self._waiting[:count], self._waiting[count:]
        return turn

    def _store(self, turn: list[_Waiting]) -> None:
        try:
            self.store([line for one in turn for line in one.lines])
        except BaseException as error:  # whatever it is: nobody may wait for ever
            if len(turn) > 1 and not isinstance(error, StoreError):
                for one in turn:  # the lines of one must not keep those of others
                    self._store([one])
                return
            for one in turn:
                one.error = error
        for one in turn:
            one.done = True
