"""A file as sheets: one for a CSV, one per table for a workbook. Nothing is trusted."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar

from jeugdregio_core.own_tables.cells import Cell, Unusable, simplified
from jeugdregio_core.record import record

T = TypeVar("T")

EXPLANATION = "toelichting"
"""A sheet of this name is for people only."""
LARGEST = 10 * 2**20
"""Largest file in bytes."""
MOST_LINES = 50_000
MOST_COLUMNS = 50

Line: TypeAlias = tuple[int, tuple[Cell | Unusable, ...]]
"""A line with its number in the file."""


class Unreadable(ValueError):
    """A file that cannot be used at all; the message is Dutch and says what to do."""


@record
class Sheet:
    """The lines of one table that are not empty, under the name it has in the file."""

    name: str
    lines: list[Line]


def read_sheets(file: Path) -> list[Sheet]:
    """The sheets of a CSV file or a workbook. Raises Unreadable."""
    content = _content(file)
    looks_like = _looks_like(content)
    match file.suffix.lower():
        case ".csv" if looks_like is None:
            from jeugdregio_core.own_tables.csv_sheet import read_csv

            return [read_csv(file.stem, content)]
        case ".xlsx" if looks_like == "werkmap (.xlsx)":
            from jeugdregio_core.own_tables.xlsx_sheets import read_xlsx

            return read_xlsx(content)
        case ".csv" | ".xlsx":
            raise Unreadable(
                f"{file.name} is geen {file.suffix[1:].upper()}-bestand, maar "
                f"{looks_like or 'tekst (.csv)'}. Sla het op in de goede vorm."
            )
    raise Unreadable(f"{file.name} kan niet worden gelezen. Geef een bestand .csv of .xlsx.")


def named(sheets: Sequence[Sheet], tables: Mapping[str, T], name: str) -> Iterator[tuple[Sheet, T]]:
    """Every sheet with the table that it is called after; the only one may go by this name.

    Raises Unreadable where a sheet is no table, where one comes twice, and where there is none.
    """
    meant = [sheet for sheet in sheets if simplified(sheet.name) != EXPLANATION]
    taken: set[str] = set()
    for sheet in meant:
        table = _called(sheet.name, tables) or (_called(name, tables) if len(meant) == 1 else None)
        if table is None:
            raise Unreadable(
                f"{sheet.name!r} is geen naam van een tabel. Noem het blad of het bestand naar "
                f"de tabel die erin staat: {', '.join(tables)}."
            )
        if table in taken:
            raise Unreadable(f"De tabel {table} staat er twee keer in.")
        taken.add(table)
        yield sheet, tables[table]
    if not meant:
        raise Unreadable("Er staat geen tabel in.")


def _called(name: str, tables: Container[str]) -> str | None:
    return next((word for word in simplified(name).split() if word in tables), None)


def kept(lines: Iterator[Line]) -> list[Line]:
    """The lines with something in them, without remarks (which begin with #). Raises Unreadable."""
    found: list[Line] = []
    for number, cells in lines:
        first = next((cell for cell in cells if cell not in (None, "")), None)
        if first is None or (isinstance(first, str) and first.startswith("#")):
            continue
        if len(found) > MOST_LINES:
            raise Unreadable(f"Er staan meer dan {MOST_LINES} regels in. Splits het bestand.")
        found.append((number, cells))
    return found


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise Unreadable(f"{file.name} is groter dan {LARGEST >> 20} MB. Splits het bestand.")
        return file.read_bytes()
    except FileNotFoundError:
        raise Unreadable(f"Het bestand {file} bestaat niet.") from None
    except OSError:
        raise Unreadable(f"Het bestand {file} kan niet worden gelezen.") from None


_STARTS = {
    b"PK\x03\x04": "werkmap (.xlsx)",
    b"\xd0\xcf\x11\xe0": "een oude of beveiligde werkmap (.xls)",
    b"%PDF": "een PDF",
    b"\xff\xfe": "tekst in UTF-16",
    b"\xfe\xff": "tekst in UTF-16",
}


def _looks_like(content: bytes) -> str | None:
    """What a file is by its first bytes; ``None`` for what may be plain text."""
    for start, name in _STARTS.items():
        if content.startswith(start):
            return name
    return "een bestand met iets anders dan tekst" if b"\0" in content else None
