"""An event loop in which a store reads."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from jeugdregio_core.store.transaction import Store

T = TypeVar("T")


def here(store: Store, do: Callable[[], Awaitable[T]]) -> T:
    """Do something in an event loop in which the store reads."""

    async def done() -> T:
        async with store.here():
            return await do()

    return asyncio.run(done())
