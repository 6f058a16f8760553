"""Ids as numbers, and where the row is that another row refers to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
NOBODY = np.uint64(0)
_LAST = np.uint64(2**64 - 1)
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
    """The rows of a table by their key. Raises Alike.

    Keys are spread evenly, so the first bits of one tell almost where it is among all in order.
    """

    def __init__(self, keys: Keys) -> None:
        order = np.argsort(keys)
        in_order = keys[order]
        if np.any(in_order[1:] == in_order[:-1]):
            raise Alike
        bits = len(keys).bit_length()
        self._spared = np.uint64(63 - bits)
        counts = np.bincount(self._near(in_order), minlength=2 << bits)
        self._starts = np.cumsum(counts, dtype=np.int32) - counts.astype(np.int32)
        self._keys = np.append(in_order, _LAST)
        self._rows = np.append(order, -1).astype(np.int32)

    def __len__(self) -> int:
        return len(self._rows) - 1

    def of(self, wanted: Keys) -> NDArray[np.int32]:
        """Per key the row that has it, and -1 where none does."""
        at = self._starts[self._near(wanted)]
        before = np.flatnonzero(self._keys[at] < wanted)
        while len(before):
            at[before] += 1
            before = before[self._keys[at[before]] < wanted[before]]
        found = self._rows[at]
        found[self._keys[at] != wanted] = -1
        return found

    def _near(self, keys: Keys) -> NDArray[np.int64]:
        return (keys >> self._spared).astype(np.int64)
