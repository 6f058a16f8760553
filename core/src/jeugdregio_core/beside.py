"""What waits, done in a thread beside the event loop."""

from __future__ import annotations

from asyncio import CancelledError, get_running_loop, shield, wait
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_THREADS = ThreadPoolExecutor(40, "beside")
"""One is made for each thing that waits while all others are busy, up to so many."""


async def beside(do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Do something in a thread, and see it through also when nobody waits for it any more."""
    run = copy_context().run
    done = get_running_loop().run_in_executor(_THREADS, lambda: run(do, *given, **named))
    try:
        return await shield(done)
    except CancelledError:
        await wait({done})
        raise
