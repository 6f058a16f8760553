"""The question for a scan in the words of one kind of database: one row, with a text per column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Dialect

from jeugdregio_core.casework.columns.scans import Asked, Scan


def worded(
    scan: Scan, dialect: Dialect, gathered: Callable[[Asked], Any], source: str, beside: str
) -> str:
    """``gathered`` puts a column in one text; the other two say how rows are reached."""

    def said(element: Any) -> str:
        return str(element.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))

    columns = ", ".join(said(gathered(asked)) for asked in scan.columns.values())
    tables = source
    if scan.beside:
        other, on = scan.beside
        tables += f" {beside} {other.name} ON {said(on)}"
    return f"SELECT {columns} FROM {tables} WHERE {said(scan.wanted)}"  # noqa: S608
