"""The packed columns of a region's allocations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.integer[Any]]
T = TypeVar("T", bound=np.generic)

OPEN = np.iinfo(np.int32).max
"""The last day, as an ordinal, of what has no end."""


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of which few values differ: per row the number of its value."""

    values: Sequence[Any]
    numbers: Numbers

    @classmethod
    def of(cls, column: Iterable[Any]) -> Coded:
        """The column of these values."""
        values: dict[Any, int] = {}
        numbers = [values.setdefault(value, len(values)) for value in column]
        return cls([*values], np.array(numbers, smallest(len(values))))

    @property
    def size(self) -> int:
        """How many values differ."""
        return len(self.values)


@dataclass(frozen=True, eq=False, kw_only=True)
class Columns:
    """Allocations side by side, each as it would be asked for. Days are ordinals.

    ``facts`` holds a column per path of a fact. A fact that is not here was not read.
    """

    facts: Mapping[str, Coded]
    governing: NDArray[np.int32]
    """The day whose rules hold for the row."""
    first: NDArray[np.int32]
    """First day that is asked for."""
    last: NDArray[np.int32]
    begun: NDArray[np.int32]
    """First day of the allocation as it stands, which others see."""
    initial: Coded
    client: NDArray[np.int32]
    """A number that rows of one client share; it means nothing outside these columns."""
    municipality: Coded
    """The municipality that allocated."""
    number: NDArray[np.int32]
    """The number that the municipality gave it."""

    def __len__(self) -> int:
        return len(self.number)

    @cached_property
    def beside(self) -> Pairs:
        """Every pair of a row and one of the same client that shares a day with it."""
        return _pairs(self)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of rows: the first pair of every row, then the second of those that have one, ..."""

    row: NDArray[np.int32]
    other: NDArray[np.int32]
    ranks: tuple[int, ...]
    """How many rows have a first pair, a second, and so on."""
    order: NDArray[np.int32]
    """Every row once, those with the most pairs first."""

    def raise_to(self, highest: NDArray[T], of_pairs: NDArray[T]) -> None:
        """Raise each row, in their order here, to the highest of its pairs."""
        at = 0
        for many in self.ranks:
            np.maximum(highest[:many], of_pairs[at : at + many], out=highest[:many])
            at += many


def smallest(size: int) -> np.dtype[np.unsignedinteger[Any]]:
    """The smallest type for numbers below ``size``."""
    return np.min_scalar_type(max(size - 1, 0))


def _pairs(columns: Columns) -> Pairs:
    many = np.zeros(len(columns), np.int32)
    found = []
    for one, another in _of_one_client(columns.client):
        for row, other in ((one, another), (another, one)):
            shared = (columns.last[other] >= columns.first[row]) & (
                columns.begun[other] <= columns.last[row]
            )
            row, other = row[shared], other[shared]
            found.append((row, other, many[row]))
            many[row] += 1
    return _by_rank(found, many)


def _of_one_client(
    client: NDArray[np.int32],
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """Every two rows with the same client: first all that are next to each other, and so on."""
    rows = _in_order(client)
    client = client[rows]
    place, step = np.arange(len(rows), dtype=np.int32), 1
    while len(place := place[: np.searchsorted(place, len(rows) - step)]):
        place = place[client[place] == client[place + step]]
        yield rows[place], rows[place + step]
        step += 1


def _in_order(numbers: NDArray[np.int32]) -> NDArray[np.int32]:
    """The rows in the order of their number, by sorting both as one: faster than an argsort."""
    both = numbers.astype(np.int64) << 32
    both |= np.arange(len(numbers))
    both.sort()
    return both.astype(np.int32)  # the lower half


def _by_rank(found: Sequence[tuple[NDArray[np.int32], ...]], many: NDArray[np.int32]) -> Pairs:
    """Put pairs in order, given which of its row's pairs each is, and how many every row has."""
    most = int(many.max(initial=0))
    order = np.argsort((most - many).astype(smallest(most + 1)), kind="stable").astype(np.int32)
    place = np.empty_like(order)
    place[order] = np.arange(len(order), dtype=np.int32)
    ranks = [int(np.count_nonzero(many > rank)) for rank in range(most)]
    begin = np.cumsum([0, *ranks], dtype=np.int32)
    row, other = np.empty(begin[-1], np.int32), np.empty(begin[-1], np.int32)
    for one, another, rank in found:
        at = begin[rank] + place[one]
        row[at], other[at] = one, another
    return Pairs(row, other, tuple(ranks), order)
