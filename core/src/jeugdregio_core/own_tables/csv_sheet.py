"""A CSV file as such organisations have it: ``;`` or ``,`` between, UTF-8 or Windows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from jeugdregio_core.own_tables.sheets import MOST_COLUMNS, Line, Sheet, Unreadable, kept

SEPARATORS = ";,\t"


def read_csv(name: str, content: bytes) -> Sheet:
    """The one sheet of a CSV file. Raises Unreadable."""
    text = _text(content)
    return Sheet(name, kept(_lines(text, _separator(text))))


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable(
            "De tekens in het bestand zijn niet te lezen. Sla het op als CSV (UTF-8)."
        ) from None


def _separator(text: str) -> str:
    """What stands most often in the first line that is not a remark."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    heading = next(lines, "")
    return max(SEPARATORS, key=heading.count)


def _lines(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(
                f"Regel {number} is niet te lezen. Controleer de aanhalingstekens."
            ) from None
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(f"Regel {number} heeft meer dan {MOST_COLUMNS} kolommen.")
        yield number, tuple(cells)
        number = reader.line_num + 1
