"""A database that goes back to how it was: many times faster than a new one, and it stays warm."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.schema import CreateSchema

from jeugdregio_core.store.tables import Stored
from jeugdregio_core.store.transaction import Store

_TABLES = [table.name for table in Stored.metadata.sorted_tables]
_APART = "beginning"
"""Where PostgreSQL keeps the rows."""


@contextmanager
def kept(store: Store) -> Iterator[Callable[[], None]]:
    """Keeps what is stored now. What it gives brings that back, whatever happened since."""
    engine = store.engines.writer
    if engine.dialect.name == "postgresql":
        yield _in_a_schema(engine)
        return
    with closing(sqlite3.connect(":memory:")) as held:
        _raw(engine, lambda file: file.backup(held))
        yield partial(_raw, engine, held.backup)


def _raw(engine: Engine, do: Callable[[Any], None]) -> None:
    with engine.connect() as connection:
        do(connection.connection.driver_connection)


def _in_a_schema(engine: Engine) -> Callable[[], None]:
    """Nobody may remove a row: its owner says for a moment that this is not guarded."""
    with engine.begin() as connection:
        connection.execute(CreateSchema(_APART))
        for name in _TABLES:
            connection.exec_driver_sql(f"CREATE TABLE {_APART}.{name} AS TABLE {name}")
    back = [
        *(f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in _TABLES),
        f"TRUNCATE {', '.join(_TABLES)} RESTART IDENTITY",
        *(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in _TABLES),
        *(f"INSERT INTO {name} SELECT * FROM {_APART}.{name}" for name in _TABLES),
    ]

    def again() -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql(";".join(back))

    return again
