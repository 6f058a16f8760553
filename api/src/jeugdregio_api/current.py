"""What is served now: with a store, the rulebooks hold the tables that the region loaded last."""

from __future__ import annotations

import logging
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from jeugdregio_api.serving import Serving
from jeugdregio_core.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jeugdregio_core.own_tables.current import CurrentGuards
    from jeugdregio_core.own_tables.keeping import Version

_log = logging.getLogger(__name__)

FRESH_SECONDS = 0.2
"""How long what was seen counts as current."""


class Current:
    """Looks at most so often whether a table was loaded.

    While the store is away it serves what it saw last: rules and catalogue go on.
    """

    def __init__(self, served: Serving, guards: CurrentGuards) -> None:
        self._served = served
        self._guards = guards
        self._loaded: Mapping[str, Version] = {}
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
            if await self._guards.versions() != self._loaded:
                guards, self._loaded = await self._guards.each(self._served.guards.keys())
                self._served = replace(self._served, guards=guards)
        except StoreError as error:
            _log.error("loaded tables cannot be read now: %s", error)
