"""Deliver: fill the queues, send what is due, many at once; as many deliverers as one likes."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from jeugdregio_core.events import queue
from jeugdregio_core.events.queue import Taken
from jeugdregio_core.events.sending import Sender
from jeugdregio_core.store.errors import StoreError
from jeugdregio_core.store.transaction import Store

_log = logging.getLogger(__name__)

AT_ONCE = 16
LEASES = 3
"""How many times the longest exchange a message is kept from other deliverers."""


@dataclass
class Deliverer:
    """One process that delivers. Clock and chance are given, so that tests can hold them."""

    store: Store
    sender: Sender
    clock: Callable[[], datetime]
    random: Callable[[], float]
    pause: float = 1.0
    """How long to wait when nothing is due, in seconds."""
    delivered: int = 0
    failed: int = 0
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _sending: dict[asyncio.Task[None], UUID] = field(default_factory=dict)

    def stop(self) -> None:
        """Take no more messages; those that were taken are finished."""
        self._stopping.set()

    async def run(self) -> None:
        """Deliver until told to stop. While the store is away it waits."""
        while not self._stopping.is_set():
            try:
                busy = await self._round()
            except Exception as error:
                _tell(error)
                busy = False
            if not busy:
                await self._wait()
        await self._finish()

    async def once(self) -> None:
        """Deliver until nothing is due. Raises StoreError."""
        while not self._stopping.is_set() and (await self._round() or self._sending):
            await self._some_finish()
        await self._finish()

    async def _round(self) -> bool:
        """Take as many messages as there is room for; whether there was anything to do."""
        self._sending = {task: to for task, to in self._sending.items() if not task.done()}
        filled = await asyncio.to_thread(queue.fill, self.store, self.clock())
        room = AT_ONCE - len(self._sending)
        if room == 0:
            await self._some_finish()
            return True
        lease = timedelta(seconds=LEASES * self.sender.seconds)
        under_way = Counter(self._sending.values())
        busy = {to for to, count in under_way.items() if count >= queue.SHARE}
        taken = await asyncio.to_thread(queue.take, self.store, self.clock(), lease, room, busy)
        for one in taken:
            self._sending[asyncio.create_task(self._deliver(one))] = one.webhook
        return bool(filled or taken)

    async def _deliver(self, taken: Taken) -> None:
        """Send it and keep what came of it. What cannot be kept is due again after its lease."""
        try:
            await self._send(taken)
        except Exception as error:
            _tell(error)

    async def _send(self, taken: Taken) -> None:
        answer = await self.sender.send(taken.url, taken.headers, taken.content)
        self.delivered += answer.taken
        self.failed += not answer.taken
        await asyncio.to_thread(queue.settle, self.store, taken, answer, self.clock(), self.random)

    async def _some_finish(self) -> None:
        if self._sending:
            await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)

    async def _wait(self) -> None:
        """Until the next look, or until told to stop."""
        stopping = asyncio.ensure_future(self._stopping.wait())
        first: set[asyncio.Future[Any]] = {stopping, *self._sending}
        await asyncio.wait(first, timeout=self.pause, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()

    async def _finish(self) -> None:
        if self._sending:
            await asyncio.wait(self._sending)


def _tell(error: Exception) -> None:
    """What failed, without the message of an error that may hold what was being stored."""
    _log.error("%s while delivering", error if isinstance(error, StoreError) else type(error))
