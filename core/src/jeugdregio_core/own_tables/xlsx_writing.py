"""Write a workbook (XLSX): a sheet per table, days and amounts shown as people write them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]

from jeugdregio_core.own_tables.cells import Cell
from jeugdregio_core.own_tables.writing import Grid


def save_xlsx(file: Path, sheets: Mapping[str, Grid]) -> None:
    """Save a workbook. Raises FileExistsError rather than overwrite a file."""
    book = Workbook(write_only=True)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append([_shown(sheet, value) for value in line])
    content = io.BytesIO()
    book.save(content)
    with file.open("xb") as opened:
        opened.write(content.getvalue())


def _shown(sheet: Any, value: Cell) -> Any:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, date):
        cell.number_format = "dd-mm-yyyy"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00" if value.as_tuple().exponent == -2 else "General"
    return cell
