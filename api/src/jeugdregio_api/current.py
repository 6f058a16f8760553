"""What is served now: with a store, the rulebooks hold the tables that the region loaded last."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace
from time import monotonic

from jeugdregio_api.serving import Serving
from jeugdregio_core.guard import Guard
from jeugdregio_core.store.errors import StoreError

_log = logging.getLogger(__name__)

FRESH_SECONDS = 0.2
"""How long what was seen counts as current."""


class Current:
    """Looks at most so often whether a table was loaded.

    While the store is away it serves what it saw last: rules and catalogue go on.
    """

    def __init__(
        self,
        served: Serving,
        guards: Callable[[Collection[str]], Awaitable[Mapping[str, Guard]]],
    ) -> None:
        self._served = served
        self._guards = guards
        self._seen: float | None = None

    async def __call__(self) -> Serving:
        """The regions as they are now. The first look is waited for by all who ask."""
        if self._seen is None:
            await self._look()
            self._seen = monotonic()
        elif monotonic() - self._seen >= FRESH_SECONDS:
            self._seen = monotonic()
            await self._look()
        return self._served

    async def _look(self) -> None:
        try:
            guards = await self._guards(self._served.guards.keys())
        except StoreError as error:
            _log.error("loaded tables cannot be read now: %s", error)
        else:
            self._served = replace(self._served, guards=guards)
