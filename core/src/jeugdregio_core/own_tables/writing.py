"""Tables as a file: what was loaded, or an empty one with an explanation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jeugdregio_core.own_tables.cells import Cell, as_text
from jeugdregio_core.own_tables.rows import Row
from jeugdregio_core.own_tables.tables import Table

Grid = list[list[Cell]]


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
    return [
        None if values.get(column.name) is None else column.kind.write(values[column.name])
        for column in table.columns
    ]


def csv_text(lines: Grid) -> str:
    """Lines with ``;`` between, as a spreadsheet in the Netherlands opens them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
        [as_text(cell) for cell in line] for line in lines
    )
    return text.getvalue()


def save_csv(file: Path, lines: Grid) -> None:
    """A CSV file in UTF-8. Raises FileExistsError rather than overwrite one."""
    with file.open("x", encoding="utf-8-sig", newline="") as opened:
        opened.write(csv_text(lines))


def template(table: Table, example: Mapping[str, Cell]) -> tuple[Grid, Grid]:
    """The headings alone; and what each is for, with an example of a row."""
    explained: Grid = [["kolom", "verplicht", "vorm", "uitleg", "voorbeeld"]]
    for column in table.columns:
        needed = "ja" if column.needed else "nee"
        shown = example.get(column.name)
        explained.append([column.heading, needed, column.kind.shape, column.about, shown])
    return grid(table, ()), explained


def csv_template(table: Table, example: Mapping[str, Cell]) -> str:
    """A template as text: the headings, and the explanation as remarks."""
    headings, (_, *explained) = template(table, example)
    remarks = [
        f"# {heading} ({'verplicht' if needed == 'ja' else 'mag leeg'}; {shape}): {about}"
        for heading, needed, shape, about, _ in explained
    ]
    row = csv_text([[cell for *_, cell in explained]])
    return "".join([csv_text(headings), *(f"{line}\r\n" for line in remarks), "# Voorbeeld: ", row])
