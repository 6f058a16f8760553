"""Tables as a file: what was loaded, or an empty one with an explanation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
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


def save_xlsx(file: Path, sheets: Mapping[str, Grid]) -> None:
    """A workbook with a sheet per table. Raises FileExistsError rather than overwrite one."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append([_typed(sheet, cell) for cell in line])
    content = io.BytesIO()
    book.save(content)
    with file.open("xb") as opened:
        opened.write(content.getvalue())


def _typed(sheet: Any, value: Cell) -> Any:
    """A cell that shows days and amounts as people write them."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, date):
        cell.number_format = "dd-mm-yyyy"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00" if value.as_tuple().exponent == -2 else "General"
    return cell


def template(table: Table, example: Mapping[str, Cell]) -> tuple[Grid, Grid]:
    """The headings alone, and what each is for with an example."""
    explained: Grid = [["kolom", "verplicht", "vorm", "uitleg", "voorbeeld"]]
    for column in table.columns:
        explained.append(
            [
                column.heading,
                "ja" if column.needed else "nee",
                column.kind.shape,
                column.about,
                example.get(column.name),
            ]
        )
    return [[column.heading for column in table.columns]], explained
