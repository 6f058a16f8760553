"""Ids as numbers, and where the row is that another row refers to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Rows = NDArray[np.int32]
NOBODY = np.uint64(0)
_NONE = -1
_TURN = np.uint64(0x9E3779B97F4A7C15)
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

    A few bits of a key say which slot of a first list holds its row. Rows that found their slot
    taken are in a second list, which other bits are about, and so on until every row has one.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = np.append(keys, NOBODY)
        self._lists: list[tuple[np.uint64, Rows]] = []
        left = np.arange(len(keys), dtype=np.int32)
        turned = keys
        while len(left):
            spared = np.uint64(63 - len(left).bit_length())
            held = np.full(2 << len(left).bit_length(), _NONE, np.int32)
            slots = _slots(turned, spared)
            held[slots] = left
            self._lists.append((spared, held))
            holder = held[slots]
            late = np.flatnonzero(holder != left)
            left, holder = left[late], holder[late]
            if np.any(keys[holder] == keys[left]):
                raise Alike
            turned = turned[late] * _TURN

    def __len__(self) -> int:
        return len(self._keys) - 1

    def of(self, wanted: Keys) -> Rows:
        """Per key the row that has it, and -1 where none does."""
        return self._of(wanted, wanted, 0)

    def _of(self, wanted: Keys, turned: Keys, first: int) -> Rows:
        """Look in the lists from that one on. An empty slot has nothing behind it."""
        if first == len(self._lists):
            return np.full(len(wanted), _NONE, np.int32)
        spared, held = self._lists[first]
        rows = held[_slots(turned, spared)]
        late = np.flatnonzero((self._keys[rows] != wanted) & (rows != _NONE))
        if len(late):
            rows[late] = self._of(wanted[late], turned[late] * _TURN, first + 1)
        return rows


def _slots(keys: Keys, spared: np.uint64) -> NDArray[np.int64]:
    return (keys >> spared).view(np.int64)
