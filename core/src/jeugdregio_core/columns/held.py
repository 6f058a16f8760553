"""The packed columns of a region's allocations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    order = np.argsort(columns.client, kind="stable").astype(np.int32)
    row, other = _of_one_client(columns.client[order])
    row, other = order[row], order[other]
    shared = (columns.last[other] >= columns.first[row]) & (
        columns.begun[other] <= columns.last[row]
    )
    row, other = row[shared], other[shared]
    return _by_rank(row, other, len(columns))


def _of_one_client(client: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Every ordered pair of places with the same client; clients stand together."""
    new = np.flatnonzero(np.diff(client, prepend=client[:1] - 1))
    sizes = np.diff(new, append=len(client))
    partners = np.repeat(sizes, sizes) - 1
    place = np.repeat(np.arange(len(client), dtype=np.int32), partners)
    before = np.cumsum(partners) - partners
    step = np.arange(len(place)) - np.repeat(before, partners)
    other = (np.repeat(new, sizes)[place] + step).astype(np.int32)
    other += other >= place
    return place, other


def _by_rank(row: NDArray[np.int32], other: NDArray[np.int32], rows: int) -> Pairs:
    starts = np.flatnonzero(np.diff(row, prepend=-1))
    many = np.diff(starts, append=len(row))
    most_first = starts[np.argsort(-many, kind="stable")]
    ranks = [int(np.count_nonzero(many > rank)) for rank in range(int(many.max(initial=0)))]
    place = np.concatenate(
        [most_first[:size] + rank for rank, size in enumerate(ranks)] or [starts]
    )
    row, other = row[place], other[place]
    alone = np.ones(rows, np.bool_)
    alone[row] = False
    order = np.concatenate([row[: len(starts)], np.flatnonzero(alone)]).astype(np.int32)
    return Pairs(row, other, tuple(ranks), order)
