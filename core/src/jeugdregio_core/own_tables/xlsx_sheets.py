"""A workbook (XLSX), read cell by cell without running anything in it."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date
from typing import Any
from zipfile import ZipFile

from jeugdregio_core.own_tables.cells import Cell, Unusable
from jeugdregio_core.own_tables.sheets import MOST_COLUMNS, Line, Sheet, Unreadable, kept

LARGEST_UNPACKED = 60 * 2**20
"""Largest workbook once unpacked, in bytes: a small file can unpack to gigabytes."""
MOST_PARTS = 500

_BROKEN = "De werkmap is beschadigd of is geen werkmap. Open hem en sla hem opnieuw op als .xlsx."
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:]+)\"")


def read_xlsx(content: bytes) -> list[Sheet]:
    """The sheets of a workbook that are not empty. Raises Unreadable."""
    try:
        _check_size(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(_sheets(content))
    except Unreadable:
        raise
    except Exception:  # a broken workbook makes the library raise anything at all
        raise Unreadable(_BROKEN) from None


def _check_size(content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise Unreadable(
            f"De werkmap is uitgepakt te groot ({unpacked >> 20} MB). Er mag hoogstens "
            f"{LARGEST_UNPACKED >> 20} MB in. Haal weg wat niet nodig is, of splits hem."
        )


def _sheets(content: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    book = load_workbook(io.BytesIO(content), read_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        lines = kept(_lines(sheet))
        if lines:
            _check_merged(content, sheet)
            yield Sheet(sheet.title, lines)


def _lines(sheet: Any) -> Iterator[Line]:
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        cells = tuple(_cell(cell) for cell in row)
        if len(cells) > MOST_COLUMNS and cells[MOST_COLUMNS] is not None:
            raise Unreadable(
                f"Blad {sheet.title}, regel {number} heeft meer dan {MOST_COLUMNS} kolommen."
            )
        yield number, cells


def _cell(cell: Any) -> Cell | Unusable:
    value: Any = cell.value
    if cell.data_type == "f":
        return Unusable("bevat een formule. Plak alleen de waarde")
    if cell.data_type == "e":
        return Unusable(f"bevat een fout ({value})")
    if value is None or isinstance(value, str | int | float | bool | date):
        return value
    return Unusable("bevat een tijd of iets anders dat hier niet kan")


def _check_merged(content: bytes, sheet: Any) -> None:
    """Read cell by cell, the library does not tell of merged cells; the part itself does."""
    with ZipFile(io.BytesIO(content)) as archive:
        found = _MERGED.findall(archive.read(sheet._worksheet_path))
    if found:
        named = ", ".join(place.decode() for place in found[:5])
        raise Unreadable(
            f"Blad {sheet.title} heeft samengevoegde cellen: {named}. Splits ze en vul elke cel."
        )
