"""Read stretches of a table from PostgreSQL: all in binary, each row as wide as another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, cast, func, literal, literal_column
from sqlalchemy.engine import URL
from sqlalchemy.types import Text

from jeugdregio_core.casework.columns.keys import keys_of
from jeugdregio_core.casework.columns.scans import Asked, Kind, Reader, Scan
from jeugdregio_core.casework.columns.wording import worded
from jeugdregio_core.casework.columns.words import ABSENT, SEPARATOR
from jeugdregio_core.columns.held import OPEN

_HELPERS = 3
_PAGES = 256
"""Pages of the database (of 8 kB) in a stretch."""
_ABSENT = bytes(16)
"""The id that stands for none."""
_DAY_0 = date(2000, 1, 1).toordinal()
_PATIENCE = (
    "SET LOCAL statement_timeout = '120s'; SET LOCAL jit = off;"
    "SET LOCAL max_parallel_workers_per_gather = 0;"
    "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
)
"""A stretch is small: what is beside its rows is found by an index, here and not by workers."""
_DIALECT = URL.create("postgresql+psycopg").get_dialect()()


@contextmanager
def readers(connection: Connection, region: str) -> Iterator[list[Reader]]:
    """Connections that nobody else uses now get the snapshot of this one."""
    del region
    snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
    with ExitStack() as taken:
        held = [connection]
        pool: Any = connection.engine.pool
        for _ in range(min(_HELPERS, pool.size() - pool.checkedout())):
            held.append(taken.enter_context(connection.engine.connect()))
            held[-1].exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{snapshot}'")
        for one in held:
            one.exec_driver_sql(_PATIENCE)
        yield [one.connection.driver_connection for one in held]


def stretches(connection: Connection, table: Table) -> Sequence[str]:
    """So many pages at a time; the last one is open, though nothing of this snapshot is there."""
    size = f"pg_relation_size('{table.name}') / current_setting('block_size')::int"
    pages = connection.exec_driver_sql(f"SELECT {size}").scalar_one()
    return [
        f"{table.name}.ctid >= '({first},0)' AND {table.name}.ctid < '({first + _PAGES},0)'"
        for first in range(0, max(pages, 1), _PAGES)
    ]


def question(scan: Scan) -> str:
    """One row with a text per column."""
    return worded(scan, _DIALECT, _gathered, scan.table.name, "JOIN")


def _gathered(asked: Asked) -> Any:
    match asked.kind:
        case Kind.KEY:
            key = _there(asked, asked.column, f"'{_ABSENT.hex()}'::uuid")
            return func.string_agg(func.uuid_send(key), _sql("''"))
        case Kind.DAY:
            day = _there(asked, asked.column, "'infinity'::date")
            return func.string_agg(func.date_send(day), _sql("''"))
        case Kind.NUMBER:
            return func.string_agg(func.int4send(asked.column), _sql("''"))
        case Kind.WORD:
            word = _there(asked, cast(asked.column, Text), f"'{ABSENT}'")
            return func.string_agg(word, literal(SEPARATOR))


def _there(asked: Asked, column: Any, otherwise: str) -> Any:
    return func.coalesce(column, _sql(otherwise)) if asked.optional else column


def _sql(text: str) -> Any:
    return literal_column(text)


def answer(reader: Reader, question: str) -> Sequence[bytes | None]:
    """The bytes as the server sent them."""
    with reader.cursor(binary=True) as cursor:
        cursor.execute(question)
        row = cursor.pgresult
        return [row.get_value(0, column) for column in range(row.nfields)]


def read(kind: Kind, text: bytes, way: int) -> NDArray[Any]:
    """Numbers as they are; days are counted from another day."""
    if kind is Kind.KEY:
        return keys_of(text, _ABSENT, way)
    numbers = np.frombuffer(text, ">i4").astype(np.int32)
    if kind is Kind.DAY:
        numbers[numbers != OPEN] += _DAY_0
    return numbers
