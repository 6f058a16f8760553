"""Words that a database put behind each other in one text, and which word each row has."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from threading import Lock
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.columns.held import Coded, Numbers, smallest

SEPARATOR, ABSENT = "\x1f", "\x1e"
"""What stands between two words, and in the place of one that is not there."""
_ROOM = 14
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_SPARED = np.uint64(64 - _ROOM)
_EIGHT = 8
_NOTHING = np.zeros(1, np.uint64)
_KEPT = np.array([(1 << _EIGHT * many) - 1 for many in range(_EIGHT + 1)], np.uint64)
"""The first so many bytes of eight."""

Eights: TypeAlias = list[NDArray[np.uint64]]
"""Words side by side, eight bytes at a time; what comes after a word is zero."""


class Words:
    """The different words of a column, met a text at a time. Threads share it.

    Value 0 is what is absent, also when nothing is. There are few words, so a slot in a small list
    tells most of them apart without an object for every row.
    """

    def __init__(self, read: Callable[[str], Any]) -> None:
        self.values: list[Any] = [None]
        self._read = read
        self._numbers: dict[bytes, int] = {ABSENT.encode(): 0}
        self._slots = np.zeros(1 << _ROOM, np.int32)
        self._eights = [np.array([ord(ABSENT)], np.uint64)]
        self._lock = Lock()

    def of(self, text: bytes | None) -> Coded:
        """The column that this text says; without rows there is none."""
        return Coded(self.values, np.zeros(0, np.uint8) if text is None else self._numbered(text))

    def _numbered(self, text: bytes) -> Numbers:
        starts, lengths = _places(text)
        eights = _eights(text, starts, lengths)
        mixed = eights[0] * _SPREAD
        for one in eights[1:]:
            mixed = (mixed ^ one) * _SPREAD
        slots = (mixed >> _SPARED).view(np.int64)
        numbers = self._slots[slots]
        left = np.flatnonzero(self._differ(numbers, eights))
        if len(left):
            numbers[left] = self._met(text, starts[left], lengths[left], [e[left] for e in eights])
            new = left[self._slots[slots[left]] == 0]
            self._slots[slots[new]] = numbers[new]
        return numbers.astype(smallest(len(self.values)))

    def _differ(self, numbers: Numbers, eights: Eights) -> NDArray[np.bool_]:
        """Whether these are other words than those with these numbers."""
        differ = np.zeros(len(numbers), np.bool_)
        for known, eight in zip_longest(self._eights, eights, fillvalue=_NOTHING):
            held = known.take(numbers, mode="clip")
            differ |= held != eight
        return differ

    def _met(
        self, text: bytes, starts: NDArray[np.int64], lengths: NDArray[np.int64], eights: Eights
    ) -> NDArray[np.int32]:
        """The numbers of words that were not in their slot; some were never met before."""
        first, which = _different(eights)
        words = [text[starts[row] : starts[row] + lengths[row]] for row in first.tolist()]
        with self._lock:
            for word in words:
                if self._numbers.setdefault(word, len(self._numbers)) == len(self.values):
                    self.values.append(self._read(word.decode()))
            self._eights = _all_eights(list(self._numbers))
            return np.array([self._numbers[word] for word in words], np.int32)[which]


def _places(text: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where words begin, and how long they are."""
    between = np.flatnonzero(np.frombuffer(text, np.uint8) == ord(SEPARATOR))
    ends = np.append(between, len(text))
    starts = np.zeros_like(ends)
    np.add(between, 1, out=starts[1:])
    return starts, ends - starts


def _eights(text: bytes, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> Eights:
    longest = int(lengths.max())
    behind = bytes(longest + _EIGHT)  # the last word may be empty, and begins where the text ends
    everywhere = np.ndarray((len(text) + longest + 1,), "<u8", text + behind, strides=(1,))
    eights = [everywhere[starts] & _KEPT.take(lengths, mode="clip")]
    for done in range(_EIGHT, longest, _EIGHT):
        kept = _KEPT.take(lengths - done, mode="clip")
        eights.append(everywhere[starts + done] & kept)
    return eights


def _all_eights(words: list[bytes]) -> Eights:
    lengths = np.array([len(word) for word in words])
    ends = np.cumsum(lengths)
    return _eights(b"".join(words), ends - lengths, lengths)


def _different(eights: Eights) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A row of every different word, and which of them each row has."""
    stacked = np.stack(eights, axis=1)
    _, first, which = np.unique(stacked, axis=0, return_index=True, return_inverse=True)
    return first, which.reshape(-1)
