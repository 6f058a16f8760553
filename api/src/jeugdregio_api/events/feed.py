"""Follow the outbox: look at a settable pause, so that events of every process are heard."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Collection
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from jeugdregio_core.events import reading
from jeugdregio_core.model.events import EventKind
from jeugdregio_core.store.errors import StoreError

if TYPE_CHECKING:
    from jeugdregio_core.casework.actor import Actor
    from jeugdregio_core.store.tables import Event
    from jeugdregio_core.store.transaction import Store

_log = logging.getLogger(__name__)


class Feed:
    """The events of one store. All who follow a region share one look per pause, in seconds."""

    def __init__(self, store: Store, pause: float) -> None:
        self._store = store
        self._pause = pause
        self._newest: dict[str, int] = {}
        self._looked: dict[str, float] = {}

    async def newest(self, region: str) -> int:
        """The number of the newest event of a region. Raises StoreUnavailable."""
        return await self._store.look(partial(reading.newest, region=region))

    async def follow(
        self, region: str, actor: Actor, kinds: Collection[EventKind], position: int
    ) -> AsyncGenerator[Event, None]:
        """Every event after this number that the actor may hear of, and then each new one.

        While the store is away nothing is told and nothing is missed.
        """
        while True:
            try:
                part = await self._after(region, actor, kinds, position)
            except StoreError as error:
                _log.error("events cannot be read now: %s", error)
                part = reading.Part((), position)
            for event in part.events:
                yield event
            if part.position == position:
                await asyncio.sleep(self._pause)
            position = part.position

    async def _after(
        self, region: str, actor: Actor, kinds: Collection[EventKind], position: int
    ) -> reading.Part:
        if not await self._has_more(region, position):
            return reading.Part((), position)
        look = partial(
            reading.after, region=region, actor=actor, position=position, kinds=tuple(kinds)
        )
        return await self._store.look(look)

    async def _has_more(self, region: str, position: int) -> bool:
        if monotonic() - self._looked.get(region, float("-inf")) >= self._pause:
            self._looked[region] = monotonic()
            self._newest[region] = await self.newest(region)
        return self._newest.get(region, 0) > position
