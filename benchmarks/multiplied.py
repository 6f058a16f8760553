"""Made-up data tenfold, made inside the database: minutes, where making it up takes half an hour.

Every family gets nine others that are like it in all but ids, references and allocation numbers.
Providers and the audit log stay as they are, so what is logged from then on can be verified.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Column, Table, Uuid

from jeugdregio_core.store.tables import Stored

TIMES = 10
_COPIES = range(1, TIMES)
_VERSION = 13
"""The digit of an id that says how it was drawn: 4 in all that are stored, another in a copy."""
_PATIENCE = (
    "SET statement_timeout = 0; SET session_replication_role = replica; SET jit = off;"
    "SET maintenance_work_mem = '512MB'; SET max_parallel_maintenance_workers = 1"
)
_HASTE = {
    "main.journal_mode": "OFF",
    "main.synchronous": "OFF",
    "main.locking_mode": "EXCLUSIVE",
    "main.cache_size": "-2000000",
    "foreign_keys": "OFF",
}
"""A file that is not finished may be lost; it is not used then."""


def in_sqlite(source: Path, target: Path) -> None:
    """Make a file with ten times what another has. It is unsafe until it is done."""
    shutil.copyfile(source, target)
    address = target.resolve().as_uri()
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as file:
        for name, value in _HASTE.items():
            file.execute(f"PRAGMA {name} = {value}")
        file.execute("ATTACH ? AS one", [f"{source.resolve().as_uri()}?mode=ro"])
        file.execute("BEGIN")
        step = _highest(file)
        indexes = file.execute(
            "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            file.execute(f'DROP INDEX "{name}"')
        for table in copied():
            for copy in _COPIES:
                file.execute(_insert(table, f"one.{table.name}", copy, step, _id_in_sqlite))
        for _, statement in indexes:
            file.execute(statement)
        file.execute(_series(step))
        file.execute("COMMIT")
        file.execute("ANALYZE main")
        file.execute("DETACH one")
        file.execute("PRAGMA main.locking_mode = NORMAL")
        file.execute("PRAGMA main.journal_mode = WAL")


def in_postgresql(url: str) -> None:
    """Make ten times what a database has, in itself; several tables at once."""
    with psycopg.connect(url, autocommit=True) as admin:
        step = _highest(admin)
    largest_first = sorted(copied(), key=lambda table: table.name != "decision")

    def multiply(table: Table) -> None:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(_PATIENCE.encode())
            indexes = server.execute(_DROPPABLE, [table.name]).fetchall()
            for name, _ in indexes:
                server.execute(f'DROP INDEX "{name}"'.encode())
            for copy in _COPIES:
                whose = f"{table.name} WHERE {_original(table)}"
                server.execute(_insert(table, whose, copy, step, _id_in_postgresql).encode())
            for _, statement in indexes:
                server.execute(statement)
            server.execute(f"VACUUM ANALYZE {table.name}".encode())

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(multiply, largest_first))
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(_series(step).encode())


_DROPPABLE = """
    SELECT held.relname, pg_get_indexdef(held.oid)
    FROM pg_index JOIN pg_class held ON held.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
    WHERE t.relname = %s
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)"""


def copied() -> list[Table]:
    """The tables that hold something of a young person, each after those it refers to."""
    personal = {"client"}
    for table in Stored.metadata.sorted_tables:
        if any(key.column.table.name in personal for key in table.foreign_keys):
            personal.add(table.name)
    return [table for table in Stored.metadata.sorted_tables if table.name in personal]


def _insert(table: Table, source: str, copy: int, step: int, new_id: Any) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(_values(table, copy, step, new_id))
    return f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {source}"


def _values(table: Table, copy: int, step: int, new_id: Any) -> Iterator[str]:
    for column in table.columns:
        if _is_copied(column):
            yield new_id(column.name, f"{4 + copy:x}")
        elif column.name in ("reference", "family_reference"):
            yield f"{column.name} || '-{copy}'"
        elif table.name == "allocation" and column.name == "number":
            yield f"number + {copy * step}"
        else:
            yield f'"{column.name}"'


def _is_copied(column: Column[Any]) -> bool:
    """Whether it is the id of something that is copied."""
    if not isinstance(column.type, Uuid):
        return False
    targets = {key.column.table.name for key in column.foreign_keys}
    return not targets or bool(targets & {table.name for table in copied()})


def _id_in_sqlite(name: str, digit: str) -> str:
    return f"substr({name}, 1, {_VERSION - 1}) || '{digit}' || substr({name}, {_VERSION + 1})"


def _id_in_postgresql(name: str, digit: str) -> str:
    return f"overlay({name}::text PLACING '{digit}' FROM {_VERSION + 2} FOR 1)::uuid"


def _original(table: Table) -> str:
    first = next(column.name for column in table.primary_key.columns)
    return f"substr({first}::text, {_VERSION + 2}, 1) = '4'"


def _highest(connection: Any) -> int:
    """Copies get numbers that lie above all that were given out, in every municipality."""
    found: int = connection.execute("SELECT max(next) FROM number_series").fetchone()[0] or 1
    return found


def _series(step: int) -> str:
    return f"UPDATE number_series SET next = next + {(TIMES - 1) * step}"
