"""The journal of an event loop: lines together, each answer for itself, and nobody held up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from tests.support import rows

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store.audit import Line, Occasion
from jeugdregio_core.store.errors import StoreUnavailable
from jeugdregio_core.store.journal_awaited import AwaitedJournal

_OCCASION = Occasion(
    region=rows.REGION, at=rows.NOON, actor="iemand", role="rol", operation="lezen"
)


def _line(number: int) -> Line:
    return Line(_OCCASION, AuditAction.READ, "client", f"{number}")


class Held:
    """Stores nothing until it is let go, and says what it was asked to store at once."""

    def __init__(self, told: Callable[[list[str]], None] = lambda _ids: None) -> None:
        self.turns: list[list[str]] = []
        self.begun, self.go = asyncio.Event(), asyncio.Event()
        self._told = told

    async def __call__(self, lines: list[Line]) -> None:
        ids = [one.object_id for one in lines]
        self.turns.append(ids)
        self.begun.set()
        await self.go.wait()
        self._told(ids)


async def _together(journal: AwaitedJournal, held: Held, count: int) -> list[Any]:
    """Hand in the lines of one, and while they are being stored those of the others."""
    first = asyncio.ensure_future(journal.add([_line(0)]))
    await held.begun.wait()
    others = [asyncio.ensure_future(journal.add([_line(n)])) for n in range(1, count)]
    await asyncio.sleep(0)
    assert not any(one.done() for one in (first, *others))
    held.go.set()
    return await asyncio.gather(first, *others, return_exceptions=True)


def _told(
    count: int, told: Callable[[list[str]], None] = lambda _ids: None, most: int = 2_000
) -> tuple[list[Any], list[list[str]]]:
    async def work() -> tuple[list[Any], list[list[str]]]:
        held = Held(told)
        return await _together(AwaitedJournal(held, most), held, count), held.turns

    return asyncio.run(work())


def test_lines_that_come_in_while_others_are_stored_are_stored_together() -> None:
    told, turns = _told(9)
    assert told == [None] * 9
    assert turns == [["0"], [f"{n}" for n in range(1, 9)]]


def test_nobody_goes_on_when_the_lines_cannot_be_stored() -> None:
    def away(_ids: list[str]) -> None:
        raise StoreUnavailable

    told, turns = _told(5, away)
    assert [type(error) for error in told] == [StoreUnavailable] * 5
    assert len(turns) == 2


def test_lines_that_cannot_be_stored_do_not_keep_those_of_others() -> None:
    def refuses(ids: list[str]) -> None:
        if "3" in ids:
            raise ValueError("3")

    told, _ = _told(6, refuses)
    assert [type(error) for error in told] == [
        type(None), type(None), type(None), ValueError, type(None), type(None)
    ]  # fmt: skip


def test_a_turn_has_a_bound() -> None:
    told, turns = _told(8, most=3)
    assert told == [None] * 8
    assert [len(turn) for turn in turns] == [1, 3, 3, 1]


def _within(work: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(work(), 20))


def test_who_gives_up_waiting_breaks_off_nothing_for_others() -> None:
    async def work() -> None:
        held = Held()
        journal = AwaitedJournal(held)
        tasks = [asyncio.ensure_future(journal.add([_line(0)]))]
        await held.begun.wait()
        tasks += [asyncio.ensure_future(journal.add([_line(n)])) for n in (1, 2)]
        await asyncio.sleep(0)
        tasks[0].cancel()
        tasks[1].cancel()
        held.go.set()
        await tasks[2]
        assert held.turns == [["0"], ["1", "2"]]
        assert [one.cancelled() for one in tasks[:2]] == [True, True]

    _within(work)


def test_what_was_handed_in_is_stored_before_the_loop_ends() -> None:
    async def work() -> None:
        held = Held()
        journal = AwaitedJournal(held)
        task = asyncio.ensure_future(journal.add([_line(0)]))
        await held.begun.wait()
        asyncio.get_running_loop().call_later(0.01, held.go.set)
        await journal.finish()
        await task
        assert held.turns == [["0"]]

    _within(work)
