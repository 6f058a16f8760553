"""What was read of a region as it stands, kept in this process until the region changes.

Every change leaves a line in the audit log of its region, in its own transaction. So a read that
sees the same newest change sees the same region, whichever process made that change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection

from jeugdregio_core.casework.unchanging import Unchanging
from jeugdregio_core.store.audit import Head, newest_change

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Kept: TypeAlias = dict[Hashable, Any]

_OF_THIS_READ = "jeugdregio.kept"
_MOST = 20_000


@dataclass(slots=True)
class Memory:
    """What is kept of each region, and of which state of it."""

    unchanging: Unchanging = field(default_factory=Unchanging)
    """What is the same in every state of a region."""
    _held: dict[str, tuple[Head, Kept]] = field(default_factory=dict)

    def kept(self, seen: dict[Any, Any], connection: Connection, region: str) -> Kept:
        """What is kept of the state that this transaction sees. It may be added to.

        The transaction is asked once: ``seen`` holds what is known of it already.
        """
        if _OF_THIS_READ not in seen:
            seen[_OF_THIS_READ] = self._of(newest_change(connection, region))
        kept: Kept = seen[_OF_THIS_READ]
        return kept

    def _of(self, seen: Head) -> Kept:
        newest, kept = self._held.get(seen.region, (None, {}))
        if newest != seen or len(kept) > _MOST:
            kept = {}
            if newest is None or newest.sequence <= seen.sequence:  # else others see more already
                self._held[seen.region] = seen, kept
        return kept


def remembered(kept: Kept, key: Hashable, read: Callable[[], V]) -> V:
    """What is kept under this key, read now if it is not."""
    if key not in kept:
        kept[key] = read()
    value: V = kept[key]
    return value


def remembered_of(
    kept: Kept, name: str, keys: Collection[K], read: Callable[[Collection[K]], Mapping[K, V]]
) -> dict[K, V | None]:
    """What is kept under this name of each of these; of those it is not, read now."""
    missing = [key for key in keys if (name, key) not in kept]
    if missing:
        found = read(missing)
        kept.update({(name, key): found.get(key) for key in missing})
    return {key: kept[name, key] for key in keys}
