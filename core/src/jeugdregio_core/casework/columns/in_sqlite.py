"""Read stretches of a table from SQLite: text of which numpy makes numbers.

Nothing is joined, put together or looked up per row: every bit of memory that SQLite takes for
that is taken under one lock, for which the threads would wait.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    Connection,
    LargeBinary,
    NullPool,
    Select,
    Table,
    case,
    cast,
    create_engine,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects import sqlite

from jeugdregio_core.casework.columns.keys import keys_of
from jeugdregio_core.casework.columns.scans import Asked, Kind, Reader, Scan
from jeugdregio_core.casework.columns.wording import worded
from jeugdregio_core.casework.columns.words import ABSENT, SEPARATOR
from jeugdregio_core.columns.held import OPEN
from jeugdregio_core.store import audit
from jeugdregio_core.store.engine import PATIENT

_HELPERS = 3
_ROWS = 16_384
"""Rows in a stretch."""
_DAY = 10
_ABSENT = "0" * 32
"""The id that stands for none."""
_NEVER = "9999-99-99"
_DIALECT: Any = sqlite.dialect()


@contextmanager
def readers(connection: Connection, region: str) -> Iterator[list[Reader]]:
    """More connections to the file, as far as nothing was changed in the region in between."""
    patient = connection.execution_options(**{PATIENT: True})
    newest = audit.newest_change(patient, region)
    file = Path(str(connection.engine.url.database)).resolve()

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            f"{file.as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    with ExitStack() as taken:
        others = [taken.enter_context(engine.connect()) for _ in range(_HELPERS)]
        for other in others:
            other.exec_driver_sql("BEGIN")
        alike = [other for other in others if audit.newest_change(other, region) == newest]
        yield [one.connection.driver_connection for one in (connection, *alike)]


def stretches(connection: Connection, table: Table) -> Sequence[str]:
    """So many rows at a time."""
    newest: Select[Any] = select(func.max(literal_column("rowid"))).select_from(table)
    last = connection.execute(newest).scalar_one() or 1
    return [
        f"{table.name}.rowid BETWEEN {first} AND {first + _ROWS - 1}"
        for first in range(1, last + 1, _ROWS)
    ]


def question(scan: Scan) -> str:
    """One row with a text per column. Rows are taken in the order of the file, by no index."""
    return worded(scan, _DIALECT, _gathered, f"{scan.table.name} NOT INDEXED", "CROSS JOIN")


def _gathered(asked: Asked) -> Any:
    match asked.kind:
        case Kind.KEY:
            text = func.group_concat(_there(asked, _ABSENT), literal(""))
        case Kind.DAY:
            text = func.group_concat(_there(asked, _NEVER), literal(""))
        case Kind.NUMBER:
            text = func.group_concat(asked.column, literal(" "))
        case Kind.WORD:
            text = func.group_concat(_there(asked, ABSENT), literal(SEPARATOR))
    return cast(text, LargeBinary)


def _there(asked: Asked, otherwise: str) -> Any:
    """Written out, for ``ifnull`` copies what it is given."""
    if not asked.optional:
        return asked.column
    return case((asked.column.is_(None), literal(otherwise)), else_=asked.column)


def answer(reader: Reader, question: str) -> Sequence[bytes | None]:
    """The whole stretch in one step, during which other threads can work."""
    row: Sequence[bytes | None] = reader.execute(question).fetchone()
    return row


def read(kind: Kind, text: bytes, way: int) -> NDArray[Any]:
    """Numbers are written in digits, and days as the calendar has them."""
    match kind:
        case Kind.KEY:
            return keys_of(text, _ABSENT.encode(), way)
        case Kind.DAY:
            return _days(text)
        case _:
            return np.fromstring(text, np.int32, sep=" ")


def _days(text: bytes) -> NDArray[np.int32]:
    digits = np.frombuffer(text, np.uint8).reshape(-1, _DAY).astype(np.int32) - ord("0")
    year = digits[:, 0] * 1000 + digits[:, 1] * 100 + digits[:, 2] * 10 + digits[:, 3]
    month = digits[:, 5] * 10 + digits[:, 6]
    day = digits[:, 8] * 10 + digits[:, 9]
    never = month > 12
    months = ((year - 1970) * 12 + np.minimum(month, 12) - 1).astype("datetime64[M]")
    ordinals = months.astype("datetime64[D]").astype(np.int64) + _EPOCH + day - 1
    return np.where(never, OPEN, ordinals).astype(np.int32)


_EPOCH = 719_163
"""The ordinal of 1 January 1970."""
