"""From the lines of a file to what each step is asked with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from jeugdregio_core.casework.problems import StepProblem
from jeugdregio_core.errors import InvalidCase
from jeugdregio_core.model.period import dutch_date
from jeugdregio_core.own_tables.reading import repeated
from jeugdregio_core.own_tables.rows import Problem
from jeugdregio_core.provider_tables.tables import ProviderTable
from jeugdregio_core.rules.parse import parse

_ITEM = ("segment", "profile", "intensity")
_DAYS = {"first": "vanaf", "as_of": "op"}
_WHOLE_CONTRACT = ("last", "lead_contractor")

Values = tuple[int, dict[str, Any]]
"""A line with its number and its cells by the names of their columns."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one step is asked with, and the lines that say so."""

    table: ProviderTable
    lines: tuple[int, ...]
    asked: Any

    @property
    def about(self) -> str:
        """What it is about, in a report."""
        named = (getattr(self.asked, name, None) for name in ("provider", "code", *_ITEM))
        days = ((word, getattr(self.asked, name, None)) for name, word in _DAYS.items())
        dated = (f"{word} {dutch_date(day)}" for word, day in days if day is not None)
        return ", ".join([*(name for name in named if name is not None), *dated])

    def problem(self, found: StepProblem) -> Problem:
        """A problem with a step, at the line and column that it comes from."""
        return _placed(self.table, self.lines, found.path or "", found.message)


def entries(
    table: ProviderTable, lines: Sequence[Values], region: str
) -> Iterator[Entry | Problem]:
    """What the lines of a table ask for, the earliest day first, or what is wrong with them."""
    alone: dict[tuple[Any, ...], Values] = {}
    for number, values in lines:
        key = tuple(values.get(name) for name in table.key)
        earlier, _ = alone.setdefault(key, (number, values))
        if earlier != number:
            yield Problem(table.name, number, repeated(earlier))
    by_day = sorted(alone.values(), key=lambda line: str(line[1].get("first", "")))
    group = _contracts if table.name == "contracten" else _one_by_one
    for numbers, given, wrong in group(by_day):
        yield from (Problem(table.name, line, message) for line, message in wrong)
        yield from _read(table, numbers, {"region": region, "idempotencyKey": "-", **given})


Given = tuple[tuple[int, ...], dict[str, Any], list[tuple[int, str]]]


def _one_by_one(lines: Iterable[Values]) -> Iterator[Given]:
    for number, values in lines:
        yield (number,), {_camel(name): value for name, value in values.items()}, []


def _contracts(lines: Iterable[Values]) -> Iterator[Given]:
    """A contract is all lines with its provider and first day, each with a part that it covers."""

    def contract(line: Values) -> tuple[str, str]:
        return line[1]["first"], line[1]["provider"]

    for _, together in groupby(sorted(lines, key=contract), key=contract):
        (number, whole), *others = held = [*together]
        given = {_camel(name): value for name, value in whole.items() if name not in _ITEM}
        items = [{name: values[name] for name in _ITEM if name in values} for _, values in held]
        message = f"Hetzelfde contract heeft op regel {number} een ander einde of hoofdaannemer."
        differ = partial(_differ, whole)
        wrong = [(line, message) for line, values in others if differ(values)]
        yield tuple(line for line, _ in held), {**given, "items": items}, wrong


def _differ(whole: dict[str, Any], part: dict[str, Any]) -> bool:
    return any(whole.get(name) != part.get(name) for name in _WHOLE_CONTRACT)


def _read(
    table: ProviderTable, lines: tuple[int, ...], given: dict[str, Any]
) -> Iterator[Entry | Problem]:
    try:
        yield Entry(table, lines, parse(table.asked, given))
    except InvalidCase as error:
        yield from (_placed(table, lines, p.path, p.message) for p in error.problems)


def _placed(table: ProviderTable, lines: tuple[int, ...], path: str, message: str) -> Problem:
    *before, field = path.split(".")
    line = lines[int(before[-1])] if before and before[-1].isdecimal() else lines[0]
    headings = {_camel(column.name): column.heading for column in table.columns}
    return Problem(table.name, line, message, headings.get(field))


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))
