"""What a proposal would change: the same rows by two rulebooks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.columns.cells import SHIFT, VERDICTS
from jeugdregio_core.columns.held import Coded, Columns
from jeugdregio_core.columns.verdicts import Decided
from jeugdregio_core.rules.facts import PROVIDER, SEGMENT
from jeugdregio_core.rules.outcome import Verdict
from jeugdregio_core.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Shift:
    """How many rows go from one verdict to another; ``None`` is: no declared rule says anything."""

    before: Verdict | None
    after: Verdict | None
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one municipality, segment or provider."""

    code: str
    counted: int
    changed: int
    stricter: int
    """Of those that change, how many get a stricter verdict."""


@dataclass(frozen=True, slots=True)
class Changed:
    """An allocation that would get another verdict, and the rules that object, now and then."""

    municipality: str
    number: int
    before: Verdict | None
    after: Verdict | None
    rule_before: Rule | None
    rule_after: Rule | None


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """The rows of which the verdict changes, by the number that their municipality gave them."""

    columns: Columns
    before: Decided
    after: Decided
    places: NDArray[np.intp]
    """Where they are in the order of the decided cells."""
    shifts: tuple[Shift, ...]
    """From every verdict to every other that occurs, also to the same one."""

    @classmethod
    def of(cls, columns: Columns, before: Decided, after: Decided) -> Difference:
        """Compare what was decided of these rows."""
        old, new = before.cells >> SHIFT, after.cells >> SHIFT
        counts = np.bincount(old * np.uint16(len(VERDICTS)) + new, minlength=len(VERDICTS) ** 2)
        shifts = tuple(
            Shift(VERDICTS[key // len(VERDICTS)], VERDICTS[key % len(VERDICTS)], int(counts[key]))
            for key in np.flatnonzero(counts)
        )
        places = np.flatnonzero(old != new)
        rows = before.order[places]
        return cls(columns, before, after, places[_by_number(columns, rows)], shifts)

    @property
    def counted(self) -> int:
        """How many rows there are."""
        return len(self.columns)

    @property
    def changed(self) -> int:
        """How many of them change."""
        return len(self.places)

    @property
    def municipalities(self) -> tuple[Group, ...]:
        """By the municipality that allocated."""
        return self._grouped(self.columns.municipality)

    @property
    def segments(self) -> tuple[Group, ...]:
        """By segment."""
        return self._grouped(self.columns.facts[SEGMENT.path])

    @property
    def providers(self) -> tuple[Group, ...]:
        """By provider."""
        return self._grouped(self.columns.facts[PROVIDER.path])

    def rows(self, first: int, after: int = 0) -> tuple[Changed, ...]:
        """So many of the rows that change, after so many others."""
        return tuple(self._row(place) for place in self.places[after : after + first])

    def _row(self, place: np.intp) -> Changed:
        row = self.before.order[place]
        old, new = int(self.before.cells[place]), int(self.after.cells[place])
        return Changed(
            municipality=_value(self.columns.municipality, row),
            number=int(self.columns.number[row]),
            before=VERDICTS[old >> SHIFT],
            after=VERDICTS[new >> SHIFT],
            rule_before=self.before.objecting(old),
            rule_after=self.after.objecting(new),
        )

    def _grouped(self, by: Coded) -> tuple[Group, ...]:
        rows = self.before.order[self.places]
        worse = self.after.cells[self.places] > self.before.cells[self.places]
        counted, changed, stricter = (
            np.bincount(numbers, minlength=by.size)
            for numbers in (by.numbers, by.numbers[rows], by.numbers[rows[worse]])
        )
        groups = (
            Group(code, int(counted[n]), int(changed[n]), int(stricter[n]))
            for n, code in enumerate(by.values)
            if changed[n]
        )
        return tuple(sorted(groups, key=lambda group: (-group.changed, group.code)))


def _by_number(columns: Columns, rows: NDArray[np.int32]) -> NDArray[np.intp]:
    municipality = columns.municipality
    rank = np.argsort(np.argsort(np.array(municipality.values, dtype=str)))
    return np.lexsort((columns.number[rows], rank[municipality.numbers[rows]]))


def _value(column: Coded, row: np.int32) -> str:
    value: str = column.values[column.numbers[row]]
    return value
