"""What is served now: with a store, the rulebooks hold the tables that the region loaded last."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from time import monotonic

from jeugdregio_api.serving import Serving
from jeugdregio_core.beside import beside
from jeugdregio_core.guard import Guard
from jeugdregio_core.store.errors import StoreError

_log = logging.getLogger(__name__)

FRESH_SECONDS = 0.2
"""How long what was seen counts as current."""


class Current:
    """Looks at most so often whether a table was loaded, beside the event loop.

    While the store is away it serves what it saw last: rules and catalogue go on.
    """

    def __init__(
        self, served: Serving, guards: Callable[[Collection[str]], Mapping[str, Guard]]
    ) -> None:
        self._served = served
        self._guards = guards
        self._seen = monotonic()
        self._look()

    async def __call__(self) -> Serving:
        """The regions as they are now."""
        if monotonic() - self._seen >= FRESH_SECONDS:
            self._seen = monotonic()
            await beside(self._look)
        return self._served

    def _look(self) -> None:
        try:
            guards = self._guards(self._served.guards.keys())
        except StoreError as error:
            _log.error("loaded tables cannot be read now: %s", error)
        else:
            self._served = replace(self._served, guards=guards)
