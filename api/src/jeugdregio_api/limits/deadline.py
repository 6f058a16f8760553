"""An answer within the time there is, whatever the work behind it does."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_left: set[asyncio.Task[Any]] = set()
"""What ran out of time and is not done yet; asyncio itself forgets it."""


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """Do the work. Raises TimeoutError, and whatever the work raises.

    After its time the work begins nothing new, but a thread that it waits for goes on by itself:
    what that writes may be stored.
    """
    loop = asyncio.get_running_loop()
    task, over = loop.create_task(work), loop.create_future()

    def end(_done: object = None) -> None:
        if not over.done():
            over.set_result(None)

    task.add_done_callback(end)
    late = loop.call_later(seconds, end)
    try:
        await over  # not ``asyncio.wait``, which takes twice as long to begin
    finally:
        late.cancel()
        if not task.done():
            _leave(task)
    if not task.done():
        raise TimeoutError
    return task.result()


def _leave(task: asyncio.Task[Any]) -> None:
    _left.add(task)
    task.add_done_callback(_done)
    task.cancel()


def _done(task: asyncio.Task[Any]) -> None:
    _left.discard(task)
    if not task.cancelled():
        task.exception()  # looked at, so that nobody logs what it says
