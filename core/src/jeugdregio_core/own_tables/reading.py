"""A sheet read as rows of a table, line by line, with everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from itertools import zip_longest
from typing import Any, Protocol

from jeugdregio_core.model.period import Period
from jeugdregio_core.model.words import spoken
from jeugdregio_core.own_tables.cells import Cell, Unusable, Value, shown, simplified
from jeugdregio_core.own_tables.columns import LAST_DAY, Column
from jeugdregio_core.own_tables.rows import Problem, Row
from jeugdregio_core.own_tables.sheets import Line, Sheet
from jeugdregio_core.own_tables.tables import Table

Watch = Callable[[str, Sequence[Any]], Iterable[Any]]
"""Goes through a sequence and shows people how far it is."""


class Headed(Protocol):
    """A table under its name, with the columns that it may have."""

    @property
    def name(self) -> str:
        """Its Dutch name."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in the order of the file."""


@dataclass(slots=True)
class Lines:
    """The values of the lines that can be understood, and the problems with the others."""

    values: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Read:
    """What was read: the rows that can be understood, and the problems with the others."""

    rows: list[Row]
    problems: list[Problem]


def read_rows(sheet: Sheet, table: Table, watch: Watch) -> Read:
    """The rows of a sheet. Its first line holds the headings."""
    lines = read_lines(sheet, table, watch)
    seen: dict[object, int] = {}
    read = Read([], lines.problems)
    for number, values in lines.values:
        try:
            row = _row(table, number, values)
        except ValueError as error:
            read.problems.append(Problem(table.name, number, str(error), LAST_DAY.heading))
            continue
        if (earlier := seen.setdefault(row.identity, number)) != number:
            read.problems.append(Problem(table.name, number, repeated(earlier)))
        else:
            read.rows.append(row)
    return read


def repeated(earlier: int) -> str:
    """That a line says what an earlier one said."""
    return f"Deze rij staat er al in, op regel {earlier}."


def _row(table: Table, line: int, values: dict[str, Any]) -> Row:
    """What a line says. Raises ValueError, in Dutch, for an impossible period."""
    first = date.fromisoformat(values.pop("first_day"))
    last = date.fromisoformat(values.pop("last_day")) if "last_day" in values else None
    return Row(
        table=table.name,
        document=values.pop("document", None),
        key=table.key_of(values),
        cells=values,
        valid=Period(first, last),
        line=line,
    )


def read_lines(sheet: Sheet, table: Headed, watch: Watch) -> Lines:
    """The lines of a sheet, cell by cell. Its first line holds the headings."""
    reader = _Reader(table)
    if not sheet.lines:
        reader.refuse(None, "Er staat niets in, ook geen kop.")
    elif reader.understands(sheet.lines[0]):
        for line in watch(f"{table.name} lezen", sheet.lines[1:]):
            reader.take(line)
    return reader.read


class _Reader:
    def __init__(self, table: Headed) -> None:
        self.read = Lines()
        self._table = table
        self._columns: list[Column | None] = []

    def refuse(self, line: int | None, message: str, column: Column | None = None) -> None:
        heading = column.heading if column else None
        self.read.problems.append(Problem(self._table.name, line, message, heading))

    def understands(self, line: Line) -> bool:
        """Find the column under each heading; whether every heading can be used."""
        number, cells = line
        for cell in cells:
            written = str(cell) if _filled(cell) and not isinstance(cell, Unusable) else ""
            column = self._headed(written)
            if column is None and written:
                self.refuse(number, _unknown(written, self._table))
            elif column is not None and column in self._columns:
                self.refuse(number, f"Kolom {column.heading!r} staat er twee keer in.")
            self._columns.append(column)
        missing = [c.heading for c in self._table.columns if c.needed and c not in self._columns]
        if missing:
            self.refuse(number, f"In de kop ontbreekt: {spoken(missing)}.")
        return not self.read.problems

    def take(self, line: Line) -> None:
        """Read one line."""
        number, cells = line
        before = len(self.read.problems)
        headed = [
            (column, cell)
            for column, cell in zip_longest(self._columns, cells[: _used(cells)])
            if _filled(cell)
        ]
        values = {
            column.name: value
            for column, cell in headed
            if (value := self._value(number, column, cell)) is not None and column is not None
        }
        given = [column for column, _ in headed]
        for column in self._table.columns:
            if column.needed and column not in given:
                self.refuse(number, "Deze cel is leeg.", column)
        if len(self.read.problems) == before:
            self.read.values.append((number, values))

    def _headed(self, written: str) -> Column | None:
        heading = simplified(written)
        return next((c for c in self._table.columns if heading in c.headings), None)

    def _value(self, line: int, column: Column | None, cell: Cell | Unusable) -> Value | None:
        if isinstance(cell, Unusable):
            self.refuse(line, f"De cel {cell.why}.", column)
        elif column is None:
            self.refuse(line, f"{shown(cell)} staat in een kolom zonder kop.")
        else:
            try:
                return column.kind.read(cell)
            except ValueError as error:
                self.refuse(line, str(error), column)
        return None


def _filled(cell: Cell | Unusable) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _used(cells: Sequence[Cell | Unusable]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if _filled(cell)), default=0)


def _unknown(written: str, table: Headed) -> str:
    known = [column.heading for column in table.columns]
    near = get_close_matches(written.casefold(), known, n=1)
    hint = f" Bedoel je {near[0]!r}?" if near else ""
    return (
        f"Kolom {shown(written)} hoort niet bij de tabel {table.name}.{hint} "
        f"Bekend: {', '.join(known)}."
    )
