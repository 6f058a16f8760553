"""Tables as a file: what was loaded, or an empty one with an explanation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from jeugdregio_core.own_tables.cells import Cell, as_text
from jeugdregio_core.own_tables.columns import Column
from jeugdregio_core.own_tables.rows import Row
from jeugdregio_core.own_tables.tables import Table

Grid: TypeAlias = list[list[Cell]]


def grid(table: Table, rows: Iterable[Row]) -> Grid:
    """The headings and the rows of a table, in a fixed order."""
    in_order = sorted((row for row in rows if row.table == table.name), key=lambda r: r.identity)
    return [[column.heading for column in table.columns], *(_line(table, r) for r in in_order)]


def _line(table: Table, row: Row) -> list[Cell]:
    values: dict[str, Any] = {
        **row.cells,
        "first_day": row.valid.first.isoformat(),
        "last_day": row.valid.last and row.valid.last.isoformat(),
        "document": row.document,
    }
    return cells(table.columns, values)


def cells(columns: Iterable[Column], values: Mapping[str, Any]) -> list[Cell]:
    """One line of a file: what is not known is an empty cell."""
    return [
        None if values.get(column.name) is None else column.kind.write(values[column.name])
        for column in columns
    ]


def csv_text(lines: Grid) -> str:
    """Lines with ``;`` between, as a spreadsheet in the Netherlands opens them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
        [as_text(cell) for cell in line] for line in lines
    )
    return text.getvalue()


def grids(tables: Mapping[str, Table], rows: Sequence[Row]) -> dict[str, Grid]:
    """Every table that holds something."""
    loaded = {row.table for row in rows}
    return {name: grid(table, rows) for name, table in tables.items() if name in loaded}


def save_csv(folder: Path, sheets: Mapping[str, Grid]) -> None:
    """A CSV file per table. Raises OSError; FileExistsError rather than overwrite a file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in sheets.items():
        write_csv(folder / f"{name}.csv", csv_text(lines))


def write_csv(file: Path, text: str) -> None:
    """A file in UTF-8 as spreadsheets know it. Raises OSError."""
    with file.open("x", encoding="utf-8-sig", newline="") as opened:
        opened.write(text)
