"""Run work again that lost against others: bounded, with jitter, and with a clean end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from random import uniform
from time import monotonic, sleep
from typing import TypeVar

from jeugdregio_core.record import record
from jeugdregio_core.store.errors import Conflict, StoreUnavailable
from jeugdregio_core.store.failures import REASONS, Failure, failure_of

T = TypeVar("T")

_FIRST_PAUSE = 0.005
_LONGEST_PAUSE = 0.4


def _nobody(_reason: str) -> None:
    """Told to nobody."""


@record
class Retry:
    """At most so many tries, and no new one once so many seconds have gone."""

    tries: int = 8
    seconds: float = 5.0
    told: Callable[[str], None] = _nobody
    """Hears what was in the way of a try that is made again."""

    def run(self, attempt: Callable[[], T]) -> T:
        """The answer of the first attempt that is not disturbed by others.

        Raises Conflict when all of them were, StoreUnavailable when the database cannot be used
        now. Any other error is a fault in the attempt itself and passes.
        """
        until = monotonic() + self.seconds
        for tried in range(1, self.tries + 1):
            try:
                return attempt()
            except Exception as error:
                sleep(self._pause(error, tried, until))
        raise AssertionError("the last try raised")

    async def awaited(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """The same of attempts that are awaited."""
        until = monotonic() + self.seconds
        for tried in range(1, self.tries + 1):
            try:
                return await attempt()
            except Exception as error:
                await asyncio.sleep(self._pause(error, tried, until))
        raise AssertionError("the last try raised")

    def _pause(self, error: Exception, tried: int, until: float) -> float:
        """How long to wait for the next try. Raises what ends it when there is none."""
        failure = failure_of(error)
        if failure is None:
            raise error
        if failure in REASONS:
            raise StoreUnavailable(REASONS[failure]) from error
        pause = uniform(0, min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**tried))  # noqa: S311
        if tried < self.tries and monotonic() + pause < until:
            self.told(failure.name.lower())
            return pause
        if failure is Failure.TAKEN:
            raise error  # nobody was in the way: the work does not look before it inserts
        raise Conflict from error
