"""The keys of an issuer while the service runs: kept, and fetched again when that may help."""

from __future__ import annotations

import logging
from asyncio import Lock
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import Protocol

from jeugdregio_api.access.key_sets import Keys, NoKeySet, VerifyingKey
from jeugdregio_core.record import record

_log = logging.getLogger(__name__)

PAUSE = 60.0
"""Least time between two fetches, in seconds, however many unknown names come by."""
RETRY = 5.0
"""The same while there are no keys that are good."""
FRESH = 600.0
"""After so many seconds the issuer is asked again, so that a key it withdrew goes here too."""


class KeysAway(Exception):
    """The keys of the issuer cannot be had, and those that were kept are too old."""


class KeySource(Protocol):
    """Gives keys by name."""

    async def key(self, name: str) -> VerifyingKey | None:
        """The key with this name; ``None`` when the issuer has none. Raises KeysAway."""


@record
class GivenKeys:
    """Keys that never change while the service runs."""

    keys: Keys

    async def key(self, name: str) -> VerifyingKey | None:
        """The key with this name."""
        return self.keys.get(name)


@dataclass(slots=True)
class FetchedKeys:
    """Keys that the issuer publishes. One fetch runs at a time; who knows its key does not wait."""

    fetch: Callable[[], Awaitable[Keys]]
    lasting: float
    """How long keys go on while the issuer is away, in seconds; at least until they are due."""
    clock: Callable[[], float] = monotonic
    _keys: Keys = field(default_factory=dict)
    _fetched: float = -inf
    _tried: float = -inf
    _one_at_a_time: Lock = field(default_factory=Lock)

    async def key(self, name: str) -> VerifyingKey | None:
        """The key with this name, after a fetch where that is due. Raises KeysAway."""
        if self._is_due(name) or (name not in self._keys and self._one_at_a_time.locked()):
            async with self._one_at_a_time:
                if self._is_due(name):
                    await self._again()
        if not self._are_good():
            raise KeysAway
        return self._keys.get(name)

    def _is_due(self, name: str) -> bool:
        if self.clock() - self._tried < (PAUSE if self._are_good() else RETRY):
            return False
        return name not in self._keys or self._age() >= FRESH

    def _are_good(self) -> bool:
        return self._age() <= max(self.lasting, FRESH)

    def _age(self) -> float:
        return self.clock() - self._fetched

    async def _again(self) -> None:
        from jeugdregio_api.access.fetching import NotFetched

        self._tried = self.clock()
        try:
            self._keys = await self.fetch()
        except (NotFetched, NoKeySet) as error:
            _log.error("keys of an issuer cannot be fetched now: %s", error)
        else:
            self._fetched = self.clock()
