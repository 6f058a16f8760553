"""Words that a database put behind each other in one text, and which word each row has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.columns.held import Coded, Numbers, smallest

SEPARATOR, ABSENT = "\x1f", "\x1e"
"""What stands between two words, and in the place of one that is not there."""
_ROOM = 14
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_EIGHT = 8
_KEPT = np.array([(1 << _EIGHT * many) - 1 for many in range(_EIGHT + 1)], np.uint64)
"""The first so many bytes of eight."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The different words of some rows, and the number of its word per row."""

    different: tuple[bytes, ...]
    numbers: Numbers

    @classmethod
    def of(cls, text: bytes) -> Words:
        """Take the words of a text apart, without an object for every row."""
        if not text:
            return cls((), np.zeros(0, np.uint8))
        ends = np.flatnonzero(np.frombuffer(text + SEPARATOR.encode(), np.uint8) == ord(SEPARATOR))
        starts = np.zeros_like(ends)
        starts[1:] = ends[:-1] + 1
        lengths = ends - starts
        first, numbers = _different(_eights(text, starts, lengths))
        words = (text[starts[row] : starts[row] + lengths[row]] for row in first.tolist())
        return cls(tuple(words), numbers.astype(smallest(len(first))))

    @staticmethod
    def together(parts: Sequence[Words], read: Callable[[str], Any]) -> Coded:
        """Parts of one column as a whole. Value 0 is what is absent, also when nothing is."""
        known = {ABSENT.encode(): 0}
        renumbered = [
            np.array([known.setdefault(word, len(known)) for word in part.different], np.int64)
            for part in parts
        ]
        kind = smallest(len(known))
        numbers = [
            new.astype(kind)[part.numbers] for new, part in zip(renumbered, parts, strict=True)
        ]
        values = [read(word.decode()) for word in [*known][1:]]
        return Coded([None, *values], np.concatenate(numbers) if numbers else np.zeros(0, kind))


def _eights(
    text: bytes, starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> list[NDArray[np.uint64]]:
    """The words, eight bytes at a time; what comes after a word is zero."""
    longest = int(lengths.max())
    behind = bytes(longest + 8)  # the last word may be empty, and begins where the text ends
    everywhere = np.ndarray((len(text) + longest + 1,), "<u8", text + behind, strides=(1,))
    eights = [everywhere[starts] & _KEPT[np.minimum(lengths, _EIGHT)]]
    for done in range(_EIGHT, longest, _EIGHT):
        eights.append(everywhere[starts + done] & _KEPT[np.clip(lengths - done, 0, _EIGHT)])
    return eights


def _different(eights: list[NDArray[np.uint64]]) -> tuple[NDArray[np.int64], Numbers]:
    """A row of every different word, and the number of its word per row.

    There are few words, so a place in a small table tells most of them apart; when two words
    happen to get one place, they are sorted.
    """
    mixed = eights[0] * _SPREAD
    for one in eights[1:]:
        mixed = (mixed ^ one) * _SPREAD
    place = (mixed >> np.uint64(64 - _ROOM)).astype(np.int32)
    holder = np.full(1 << _ROOM, -1, np.int32)
    holder[place] = np.arange(len(place), dtype=np.int32)
    of_row = holder[place]
    if any(not np.array_equal(one[of_row], one) for one in eights):
        return _sorted(eights)
    taken = np.flatnonzero(holder >= 0)
    first = holder[taken].astype(np.int64)
    holder[taken] = np.arange(len(taken), dtype=np.int32)
    return first, holder[place]


def _sorted(eights: list[NDArray[np.uint64]]) -> tuple[NDArray[np.int64], Numbers]:
    if len(eights) == 1:
        _, first, numbers = np.unique(eights[0], return_index=True, return_inverse=True)
    else:
        stacked = np.stack(eights, axis=1)
        _, first, numbers = np.unique(stacked, axis=0, return_index=True, return_inverse=True)
    return first, numbers.reshape(-1)
