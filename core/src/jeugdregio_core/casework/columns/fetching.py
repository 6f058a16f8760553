"""Read millions of whole numbers from the store.

PostgreSQL copies them out in binary, every row as wide as the other, so that numpy reads the
bytes as they come. SQLite gives them one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, ColumnElement, Connection, FromClause, Select, cast
from sqlalchemy.ext.compiler import compiles

_HEADER, _TRAILER = 19, 2
_ITEMS = 9
"""Bits for the place of a row on its page: there are never more than 291 on one."""
_NUMBER = [(">i4", "length"), (">i8", "number")]
_PLACE = [(">i4", "length"), (">u4", "page"), (">u2", "item")]


class Place(ColumnElement[int]):
    """Where a database keeps a row: a number that is one row's own, within one transaction."""

    inherit_cache = False
    type = BigInteger()

    def __init__(self, table: FromClause) -> None:
        self.table = table


@compiles(Place)
def _in_sqlite(place: Place, compiler: Any, **_: Any) -> str:
    return f"{compiler.preparer.format_table(place.table)}.rowid"


@compiles(Place, "postgresql")
def _in_postgresql(place: Place, compiler: Any, **_: Any) -> str:
    return f"{compiler.preparer.format_table(place.table)}.ctid"


def fetch(
    connection: Connection, statement: Select[Any], columns: Sequence[ColumnElement[Any]]
) -> Iterator[NDArray[np.int64]]:
    """These columns of this statement, each by itself. They are numbers, and none is absent."""
    asked = statement.add_columns(*(_number(column) for column in columns))
    text = str(asked.compile(connection, compile_kwargs={"literal_binds": True}))
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name == "postgresql":
        yield from _copied(raw, text, [isinstance(column, Place) for column in columns])
    else:
        rows = raw.execute(text).fetchall()
        yield from np.array(rows, np.int64).reshape(-1, len(columns)).T


def _number(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return column if isinstance(column, Place) else cast(column, BigInteger)


def _copied(raw: Any, text: str, places: Sequence[bool]) -> Iterator[NDArray[np.int64]]:
    held = bytearray()
    with raw.cursor() as cursor, cursor.copy(f"COPY ({text}) TO STDOUT (FORMAT BINARY)") as copy:
        for part in copy:
            held += part
    fields = [
        (f"{name}{number}", kind)
        for number, place in enumerate(places)
        for kind, name in (_PLACE if place else _NUMBER)
    ]
    kind = np.dtype([("fields", ">i2"), *fields])
    table = np.frombuffer(held, kind, (len(held) - _HEADER - _TRAILER) // kind.itemsize, _HEADER)
    for number, place in enumerate(places):
        if place:
            page = table[f"page{number}"].astype(np.int64)
            yield page << _ITEMS | table[f"item{number}"]
        else:
            yield table[f"number{number}"].astype(np.int64)
