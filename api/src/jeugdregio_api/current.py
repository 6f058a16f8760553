"""What is served now: with a store, the rulebooks hold the tables that the region loaded last."""

from __future__ import annotations

import logging
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from jeugdregio_api.serving import Serving
from jeugdregio_core.beside import beside
from jeugdregio_core.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jeugdregio_core.own_tables.current import CurrentGuards
    from jeugdregio_core.own_tables.keeping import Version

_log = logging.getLogger(__name__)

FRESH_SECONDS = 0.2
"""How long what was seen counts as current."""


class Current:
    """Looks at most so often whether a table was loaded; what was, is read beside the event loop.

    While the store is away it serves what it saw last: rules and catalogue go on.
    """

    def __init__(self, served: Serving, guards: CurrentGuards) -> None:
        self._served = served
        self._guards = guards
        self._loaded: Mapping[str, Version] | None = None
        self._seen = monotonic()
        try:
            self._read()
        except StoreError as error:
            _tell(error)

    async def __call__(self) -> Serving:
        """The regions as they are now."""
        if monotonic() - self._seen >= FRESH_SECONDS:
            self._seen = monotonic()
            try:
                await self._look()
            except StoreError as error:
                _tell(error)
        return self._served

    async def _look(self) -> None:
        if await self._guards.versions() != self._loaded:
            await beside(self._read)

    def _read(self) -> None:
        guards, self._loaded = self._guards.each(self._served.guards.keys())
        self._served = replace(self._served, guards=guards)


def _tell(error: StoreError) -> None:
    _log.error("loaded tables cannot be read now: %s", error)
