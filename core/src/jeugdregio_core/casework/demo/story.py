"""The rows of one made-up family, ready to be written as often as is asked.

What differs each time is filled in then: ids, references, allocation numbers, and some minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from jeugdregio_core.record import record


@record
class Id:
    """Stands for an id that is not there yet."""

    place: int


@record
class Reference:
    """Stands for the reference of a family, with what follows it."""

    ending: str


@record
class _Row:
    table: str
    fixed: dict[str, Any]
    ids: tuple[tuple[str, int], ...]
    moments: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    numbered: bool


@record
class Telling:
    """What is filled in when a story is written."""

    family: str
    shift: timedelta
    new_id: Callable[[], UUID]
    number: Callable[[str], int]
    """The next allocation number of a municipality."""


@dataclass(slots=True)
class Story:
    """Rows that belong together."""

    rows: list[_Row] = field(default_factory=list)
    places: int = 0

    def new_id(self) -> Id:
        """A new id to come."""
        self.places += 1
        return Id(self.places - 1)

    def add(self, table: str, **values: Any) -> None:
        """Add a row; moments are given in any time zone."""
        kinds = {name: type(value) for name, value in values.items()}
        moments = tuple(name for name, kind in kinds.items() if kind is datetime)
        fixed = values | {name: values[name].astimezone(UTC) for name in moments}
        self.rows.append(
            _Row(
                table=table,
                fixed=fixed,
                ids=tuple((n, values[n].place) for n, kind in kinds.items() if kind is Id),
                moments=moments,
                references=tuple(
                    (n, values[n].ending) for n, kind in kinds.items() if kind is Reference
                ),
                numbered=table == "allocation",
            )
        )

    @property
    def referrals(self) -> int:
        """How many referrals it holds."""
        return sum(row.table == "referral" for row in self.rows)

    @property
    def municipalities(self) -> list[str]:
        """The municipality of every allocation in it."""
        return [row.fixed["municipality"] for row in self.rows if row.numbered]

    def tell(self, telling: Telling, into: dict[str, list[dict[str, Any]]]) -> None:
        """Write the rows down, by table."""
        ids = [telling.new_id() for _ in range(self.places)]
        for row in self.rows:
            told = row.fixed.copy()
            for name, place in row.ids:
                told[name] = ids[place]
            for name in row.moments:
                told[name] += telling.shift
            for name, ending in row.references:
                told[name] = telling.family + ending
            if row.numbered:
                told["number"] = telling.number(told["municipality"])
            into[row.table].append(told)
