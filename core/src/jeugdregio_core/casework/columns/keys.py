"""Ids as numbers, and where the row is that another row refers to."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
NOBODY = np.uint64(0)
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)


class Alike(Exception):
    """Two rows of one table have the same key, so what refers to them cannot be told apart."""


def keys_of(ids: bytes, absent: bytes, way: int) -> Keys:
    """One number per id, and ``NOBODY`` for those that are ``absent``; all are as long as that.

    Ids are 128 bits; that two of a table come to one number will hardly ever happen, and does not
    go unseen: see ``Places``. Another ``way`` gives other numbers.
    """
    keys = _mixed(ids, len(absent), way)
    keys[keys == _mixed(absent, len(absent), way)[0]] = NOBODY
    return keys


def _mixed(ids: bytes, length: int, way: int) -> Keys:
    parts = np.frombuffer(ids, "<u8").reshape(-1, length // 8)
    keys = np.zeros(len(parts), np.uint64)
    for at, odd in enumerate(_ODD[: parts.shape[1]]):
        keys ^= parts[:, at]
        keys *= np.uint64(odd + 2 * way)
        keys ^= keys >> np.uint64(29)
    return keys


class Places:
    """The rows of a table by their key. Raises Alike."""

    def __init__(self, keys: Keys) -> None:
        self._order = np.argsort(keys)
        self._sorted = keys[self._order]
        if np.any(self._sorted[1:] == self._sorted[:-1]):
            raise Alike

    def __len__(self) -> int:
        return len(self._sorted)

    def of(self, wanted: Keys) -> NDArray[np.int32]:
        """Per key the row that has it, and -1 where none does."""
        found = np.full(len(wanted), -1, np.int32)
        if not len(self._sorted):
            return found
        order: NDArray[Any] = np.argsort(wanted)  # to look up in order is much faster
        asked = wanted[order]
        at = np.minimum(np.searchsorted(self._sorted, asked), len(self._sorted) - 1)
        there = self._sorted[at] == asked
        found[order[there]] = self._order[at[there]]
        return found
