"""Read millions of whole numbers from the store.

PostgreSQL gives each column as one array in binary, every number as wide as the other, so that
numpy reads the bytes as they come. SQLite gives them one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, ColumnElement, Connection, FromClause, Select, cast
from sqlalchemy.ext.compiler import compiles

_ITEMS = 9
"""Bits for the place of a row on its page: there are never more than 291 on one."""
_HEADER = 20
_NUMBERS, _PLACES = 1016, 1010
"""What PostgreSQL calls an array of each."""
_LENGTH = ("length", ">i4")
_NUMBER = np.dtype([_LENGTH, ("number", ">i8")])
_PLACE = np.dtype([_LENGTH, ("page", ">u4"), ("item", ">u2")])


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
    named = [_number(column).label(f"n{at}") for at, column in enumerate(columns)]
    asked = statement.add_columns(*named)
    text = str(asked.compile(connection, compile_kwargs={"literal_binds": True}))
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name == "postgresql":
        arrays = ", ".join(f"array_agg({column.name})" for column in named)
        yield from _arrays(raw, f"SELECT {arrays} FROM ({text}) AS asked")  # noqa: S608 - ours
    else:
        rows = raw.execute(text).fetchall()
        yield from np.array(rows, np.int64).reshape(-1, len(columns)).T


def _number(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return column if isinstance(column, Place) else cast(column, BigInteger)


def _arrays(raw: Any, text: str) -> Iterator[NDArray[np.int64]]:
    from psycopg.adapt import Loader
    from psycopg.pq import Format

    class Numbers(Loader):
        format = Format.BINARY

        def load(self, data: Any) -> NDArray[np.int64]:
            return np.frombuffer(data, _NUMBER, offset=_HEADER)["number"].astype(np.int64)

    class Places(Loader):
        format = Format.BINARY

        def load(self, data: Any) -> NDArray[np.int64]:
            held = np.frombuffer(data, _PLACE, offset=_HEADER)
            page: NDArray[np.int64] = held["page"].astype(np.int64)
            return page << _ITEMS | held["item"].astype(np.int64)

    with raw.cursor(binary=True) as cursor:
        cursor.adapters.register_loader(_NUMBERS, Numbers)
        cursor.adapters.register_loader(_PLACES, Places)
        row = cursor.execute(text).fetchone()
    yield from (np.zeros(0, np.int64) if column is None else column for column in row)
