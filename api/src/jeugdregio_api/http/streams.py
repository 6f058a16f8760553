"""Connections that stay open: how many there may be, and how they end together."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

T = TypeVar("T")


class Full(Exception):
    """There is no room for another connection now; the message is Dutch."""

    def __init__(self) -> None:
        super().__init__("Er zijn te veel open verbindingen. Sluit er een, of probeer het later.")


class Streams:
    """The open connections of this process, all together and per subject.

    None of them stays open for longer than so many seconds: whoever comes back is asked again who
    it is.
    """

    def __init__(self, most: int, most_of_one: int, longest: float) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._longest = longest
        self._open: Counter[str] = Counter()
        self._closing = asyncio.Event()

    @contextmanager
    def open(self, subject: str) -> Iterator[None]:
        """Take a place for as long as the connection is open. Raises Full."""
        if self._open.total() >= self._most or self._open[subject] >= self._most_of_one:
            raise Full
        self._open[subject] += 1
        try:
            yield
        finally:
            self._open[subject] -= 1
            self._open += Counter()  # forget who has none left

    def close(self) -> None:
        """End all of them, and every one that comes after."""
        self._closing.set()

    async def over(self) -> None:
        """Wait until a connection that is opened now is to end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._longest):
                await self._closing.wait()


async def paced(
    results: AsyncGenerator[T, None], seconds: float, *ends: asyncio.Future[None]
) -> AsyncGenerator[T | None, None]:
    """The results as they come, and ``None`` after every silence of so many seconds.

    Ends with the results, or as soon as one of ``ends`` is done.
    """
    coming: asyncio.Future[T | None] | None = None
    try:
        while not any(end.done() for end in ends):
            coming = coming or asyncio.ensure_future(anext(results, None))
            first: set[asyncio.Future[Any]] = {coming, *ends}
            done, _ = await asyncio.wait(
                first, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
            if coming in done:
                result, coming = coming.result(), None
                if result is None:
                    return
                yield result
            elif not done:
                yield None
    finally:
        if coming is not None:
            coming.cancel()
            await asyncio.wait({coming})
        await results.aclose()
