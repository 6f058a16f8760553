"""What rules look at of a row, as the parts that make up a situation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.columns.held import Coded, Columns, smallest
from jeugdregio_core.model.period import Dated
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.facts import END, MUNICIPALITY, PROVIDER, RUNNING, START
from jeugdregio_core.rules.rule import Rule

DAY, PLACE, BESIDE = "day", "place", "beside."
"""Names of parts; after BESIDE comes a field of the other allocation."""
_BY_THE_ROW = frozenset({START.path, END.path, RUNNING.path})
_EARLY = date(1900, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class View:
    """What some rules look at: facts by path, and fields of the allocation beside it."""

    paired: bool
    facts: tuple[str, ...]
    fields: tuple[str, ...] = ()
    turns: tuple[date, ...] = ()

    @classmethod
    def of(cls, rule: Rule) -> View:
        """What this rule looks at."""
        read = {fact.path for fact in rule.facts}
        paired = RUNNING.path in read
        facts = read - _BY_THE_ROW - ({PROVIDER.path} if paired else set())
        beside = rule.beside
        fields, turns = (beside.fields, beside.turns) if beside else ((), ())
        return cls(paired, tuple(sorted(facts)), tuple(sorted(fields)), turns)

    @classmethod
    def of_all(cls, views: Iterable[View]) -> View:
        """What all of these look at together."""
        seen = tuple(views)
        return cls(
            any(view.paired for view in seen),
            tuple(sorted({path for view in seen for path in view.facts})),
            tuple(sorted({name for view in seen for name in view.fields})),
            tuple(sorted({day for view in seen for day in view.turns})),
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts of what is seen."""
        return (DAY, PLACE, *self.facts, *(BESIDE + name for name in self.fields))


@dataclass(frozen=True, slots=True)
class Setting:
    """What divides days and municipalities: on both sides of it other rules may hold."""

    turns: tuple[int, ...]
    """The days on which something of the region begins to hold, or holds no longer."""
    parts: frozenset[frozenset[str]]
    """The parts of the region that have catalogues of their own."""

    @classmethod
    def of(cls, rulebook: Rulebook) -> Setting:
        """What divides the rows of this region."""
        limited = (held.municipalities for held in rulebook.profile_sets)
        return cls(_turns(rulebook), frozenset(part for part in limited if part))


def parts_of(columns: Columns, setting: Setting, view: View) -> Mapping[str, Coded]:
    """The parts per row, or per pair of rows."""
    parts = {
        DAY: stretches(columns.governing, setting.turns),
        PLACE: _places(columns.facts[MUNICIPALITY.path], setting.parts),
    } | {path: columns.facts[path] for path in view.facts}
    if not view.paired:
        return parts
    row = columns.beside.row
    asked = {name: Coded(part.values, part.numbers[row]) for name, part in parts.items()}
    return asked | {BESIDE + name: _field(columns, name, view.turns) for name in view.fields}


def _field(columns: Columns, name: str, turns: Iterable[date]) -> Coded:
    from jeugdregio_core.columns.situations import ALIKE, NOT_ALIKE

    row, other = columns.beside.row, columns.beside.other
    if name == "provider":
        held = columns.facts[PROVIDER.path].numbers
        return Coded([NOT_ALIKE, ALIKE], (held[row] == held[other]).view(np.uint8))
    if name == "start":
        side = stretches(columns.begun, (day.toordinal() for day in turns))
        return Coded(side.values, side.numbers[other])
    held_by = columns.initial if name == "initial" else columns.facts[f"request.{name}"]
    return Coded(held_by.values, held_by.numbers[other])


def stretches(days: NDArray[np.int32], turns: Iterable[int]) -> Coded:
    """The days as stretches between turns, each by one of its days."""
    ordered = sorted({*turns}) or [_EARLY]
    values = [date.fromordinal(day) for day in (ordered[0] - 1, *ordered)]
    if not len(days):
        return Coded(values, np.zeros(0, np.uint8))
    first = int(days.min())
    every = np.arange(first, int(days.max()) + 1, dtype=np.int32)
    of_day = np.searchsorted(ordered, every, side="right").astype(smallest(len(values)))
    return Coded(values, of_day[days - first])


def _places(municipality: Coded, parts: frozenset[frozenset[str]]) -> Coded:
    """The municipalities, those in the same parts taken together."""
    ordered = sorted(parts, key=sorted)
    of_value = Coded.of(tuple(value in part for part in ordered) for value in municipality.values)
    one_of = dict(zip(of_value.numbers.tolist(), municipality.values, strict=True))
    values = [one_of[number] for number in range(of_value.size)]
    return Coded(values, of_value.numbers[municipality.numbers])


def _turns(rulebook: Rulebook) -> tuple[int, ...]:
    dated: tuple[Dated, ...] = (
        *rulebook.rules,
        *rulebook.profile_sets,
        *rulebook.norm_frameworks,
        *rulebook.region.municipalities,
    )
    segments = (segment for held in rulebook.profile_sets for segment in held.segments)
    periods = {item.valid for item in dated} | {s.valid for s in segments if s.valid is not None}
    first = {period.first.toordinal() for period in periods}
    after = {period.last.toordinal() + 1 for period in periods if period.last is not None}
    return tuple(sorted(first | after))
