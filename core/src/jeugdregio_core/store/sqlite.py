"""SQLite: one file, one writer at a time, and nothing lost when the power fails."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic, thread_time
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

from jeugdregio_core.store.engine import ALONE, PATIENT, Engines, Limits
from jeugdregio_core.store.errors import StoreRefused
from jeugdregio_core.store.failures import failure_of
from jeugdregio_core.store.here import Blocking, Here
from jeugdregio_core.store.sqlite_here import InLoop

SETTINGS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "fullfsync": "ON",
    "foreign_keys": "ON",
    "recursive_triggers": "ON",  # else INSERT OR REPLACE goes round the triggers on versions
}
_READING = SETTINGS | {"query_only": "ON"}
_WRITING = {"cache_size": "-65536", "wal_autocheckpoint": "10000"}
"""Memory for 64 MB, and 40 MB in the journal before that goes to the file: the audit log goes to
pages all over an index, which are then written once instead of with every turn."""
_AT_HAND = {"cache_size": "-65536", "wal_autocheckpoint": "0"}
"""Memory for 64 MB too; the journal goes to the file where nobody waits for it."""
_READERS = 2
"""More do not read faster: their threads only take the interpreter from each other."""
_AT_ONCE, _AT_LAST = 0.05, 0.25
"""How long a read may hold up an event loop: of processor time, and in all. In seconds."""
_STEPS = 10_000
"""How many instructions of SQLite pass between two looks at the clock."""
_SYNCHRONOUS = ("OFF", "NORMAL", "FULL", "EXTRA")


def engines(url: URL, limits: Limits) -> Engines:
    """One connection that writes, so that threads queue in turn, and several that read."""
    _make_file(Path(str(url.database)))
    writer = partial(_limited, url, limits, SETTINGS | _WRITING, size=1)
    made = Engines(
        lambda: writer().execution_options(**{ALONE: True}),
        partial(_limited, url, limits, _READING, size=_READERS),
        here=lambda store: _here(url, limits, lambda: made.writer, store),
    )
    return made


def _here(url: URL, limits: Limits, writer: Callable[[], Engine], store: Blocking) -> Here:
    unwaiting, settings = replace(limits, seconds=0), SETTINGS | _AT_HAND
    engine = _engine(url, unwaiting, settings, size=1, before=_in_loop)
    return InLoop(engine, store, partial(_empty_journal, writer))


def _empty_journal(writer: Callable[[], Engine]) -> None:
    """Put the journal into the file. When that fails it stays, and only takes more room."""
    try:
        with closing(writer().raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    except Exception as error:
        if failure_of(error) is None:
            raise


def _in_loop(connection: Connection) -> None:
    """A read is broken off; lines are stored, to the end."""
    raw: Any = connection.connection.dbapi_connection
    until, at_last = thread_time() + _AT_ONCE, monotonic() + _AT_LAST

    def late() -> bool:
        return thread_time() > until or monotonic() > at_last

    raw.set_progress_handler(None if _is_alone(connection) else late, _STEPS)


def copy(engine: Engine, file: Path) -> None:
    """Copy a database as it is at one moment, also while others write. Raises OSError.

    The file is there when the copy is whole, and only its owner may read it.
    """
    unfinished = file.with_name(f"{file.name}.deel")
    unfinished.touch(mode=0o600)
    try:
        with engine.connect() as source, closing(sqlite3.connect(unfinished)) as target:
            source.connection.driver_connection.backup(target)  # type: ignore[union-attr]
            target.execute("PRAGMA journal_mode = DELETE")  # else the copy is three files
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(file)
    except sqlite3.OperationalError as error:
        raise OSError(None, str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _make_file(path: Path) -> None:
    """The file holds personal data, so only its owner may read it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise StoreRefused(
            f"Het bestand {path} voor de opslag kan niet worden gemaakt ({error.strerror})."
        ) from None


def _engine(
    url: URL,
    limits: Limits,
    settings: dict[str, str],
    *,
    size: int,
    before: Callable[[Connection], None] | None = None,
) -> Engine:
    """``before`` is done with a connection before a transaction begins on it."""
    engine = create_engine(
        url,
        connect_args={"isolation_level": None, "timeout": limits.seconds},
        pool_size=size,
        max_overflow=0,
        pool_timeout=limits.seconds,
        hide_parameters=True,
    )

    file = Path(str(url.database))

    @event.listens_for(engine, "do_connect")
    def _find(_dialect: Any, record: ConnectionPoolEntry, *_arguments: Any) -> None:
        record.info["file"] = _identity(file)
        if record.info["file"] is None:  # SQLite would make an empty one
            raise sqlite3.OperationalError("the file is not there")

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        for name, value in settings.items():
            if name != "journal_mode" or _read(connection, name) != "wal":
                connection.execute(f"PRAGMA {name} = {value}")
        _check_durable(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        _check_still_there(connection, file)
        if before is not None:
            before(connection)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _is_alone(connection) else "BEGIN")

    return engine


def _is_alone(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(ALONE))


def _limited(url: URL, limits: Limits, settings: dict[str, str], *, size: int) -> Engine:
    """Every statement gets so many seconds, with the reading of its rows."""
    engine, seconds = _engine(url, limits, settings, size=size), limits.statement

    @event.listens_for(engine, "before_cursor_execute")
    def _limit(connection: Connection, *_statement: Any) -> None:
        raw: Any = connection.connection.dbapi_connection
        if connection.get_execution_options().get(PATIENT):
            raw.set_progress_handler(None, 0)
            return
        until = monotonic() + seconds
        raw.set_progress_handler(lambda: monotonic() > until, _STEPS)

    @event.listens_for(engine, "commit")
    def _commit(connection: Connection) -> None:
        """What is stored is not stopped halfway."""
        raw: Any = connection.connection.dbapi_connection
        raw.set_progress_handler(None, 0)

    return engine


def _check_still_there(connection: Connection, file: Path) -> None:
    """Whoever holds a file that was removed can go on writing to it, and nobody will see it."""
    if connection.info["file"] != _identity(file):
        connection.invalidate()
        raise sqlite3.OperationalError("the file was removed, or another put in its place")


def _identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another of the same name; ``None`` when it is not there."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _check_durable(connection: sqlite3.Connection) -> None:
    synchronous = _SYNCHRONOUS[_read(connection, "synchronous")]
    if synchronous not in ("FULL", "EXTRA"):
        raise StoreRefused(
            f"De opslag is niet veilig ingesteld: synchronous staat op {synchronous}, nodig is "
            "FULL. Anders gaat werk verloren als de stroom uitvalt."
        )
    journal = _read(connection, "journal_mode")
    if journal != "wal":
        raise StoreRefused(
            f"De opslag is niet veilig ingesteld: journal_mode staat op {journal}, nodig is WAL. "
            "Zet het bestand op een gewone schijf van deze computer."
        )


def _read(connection: sqlite3.Connection, setting: str) -> Any:
    return connection.execute(f"PRAGMA {setting}").fetchone()[0]
