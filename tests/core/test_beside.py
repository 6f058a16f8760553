"""What waits is done beside the event loop, and is seen through."""

from __future__ import annotations

import asyncio
import time
from contextvars import ContextVar
from threading import Event, current_thread, main_thread

import pytest

from jeugdregio_core.beside import beside

_asked: ContextVar[str] = ContextVar("asked", default="nobody")


def test_it_is_done_in_another_thread_for_whom_it_is_asked() -> None:
    async def ask() -> tuple[bool, str]:
        _asked.set("somebody")
        return await beside(lambda: (current_thread() is main_thread(), _asked.get()))

    assert asyncio.run(ask()) == (False, "somebody")


def test_the_loop_goes_on_meanwhile() -> None:
    async def ask() -> bool:
        waiting = Event()
        done = asyncio.create_task(beside(waiting.wait, 10))
        await asyncio.sleep(0)
        waiting.set()
        return await done

    assert asyncio.run(ask())


def test_what_goes_wrong_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        asyncio.run(beside(lambda: 1 // 0))


def test_it_is_seen_through_also_when_nobody_waits_any_more() -> None:
    happened = []

    def work() -> None:
        time.sleep(0.05)
        happened.append("done")

    async def ask() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await beside(work)
        happened.append("told")

    asyncio.run(ask())
    assert happened == ["done", "told"]
