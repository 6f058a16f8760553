"""PostgreSQL: serializable writes, and a server that keeps what it says it kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext

from jeugdregio_core.store.engine import Engines, Limits
from jeugdregio_core.store.errors import StoreRefused
from jeugdregio_core.store.here import Blocking, Here

OLDEST = 15
APPLICATION = "jeugdregio"
_UNDERSTOOD = frozenset(
    "host port user password dbname sslmode sslrootcert sslcert sslkey target_session_attrs "
    "application_name options connect_timeout".split()
)
"""What both drivers understand in an address, and in the same way but for ``_trusts``."""
_WRITERS = 4
_READERS = 4
_LOCKS_IDLE = 600.0
"""Longest that locks are kept while the work runs, in seconds."""
_WRITE = {"default_transaction_isolation": "serializable"}
_ONE_PLAN = {"plan_cache_mode": "force_generic_plan"}
"""To plan a page, or the lines about it, takes longer than to read or store it."""
READ = {
    "default_transaction_isolation": "repeatable read",
    "default_transaction_read_only": "on",
} | _ONE_PLAN
LOCK = {"default_transaction_isolation": "read committed"} | _ONE_PLAN
INSPECTED = ("server_version_num", "fsync", "full_page_writes", "synchronous_commit")


def engines(url: URL, limits: Limits) -> Engines:
    """Twelve connections at most per process: four to write, four for locks, four to read.

    An event loop has nine more (``postgresql_here``), and then seldom needs those to read.
    Locks have a pool of their own and are taken first, so that a write which waits for a lock
    never keeps the connection that the holder of the lock needs.
    """
    limited = times(limits)
    lock_times = limited | {"idle_in_transaction_session_timeout": _milliseconds(_LOCKS_IDLE)}
    return Engines(
        partial(_engine, url, limits, limited | _WRITE, size=_WRITERS),
        partial(_engine, url, limits, limited | READ, size=_READERS),
        partial(_engine, url, limits, lock_times | LOCK, size=_WRITERS),
        here=_here(url, limits),
    )


def _here(url: URL, limits: Limits) -> Callable[[Blocking], Here] | None:
    """Opens connections for an event loop; for an address that its driver cannot read, nothing."""
    if not (_UNDERSTOOD.issuperset(url.query) and _trusts(url)):
        return None

    def opened(store: Blocking) -> Here:
        from jeugdregio_core.store.postgresql_here import InLoop

        return InLoop(url, limits, store)

    return opened


def _trusts(url: URL) -> bool:
    """Whether both drivers trust the same servers.

    Only libpq knows the certificates of the system by a name, and only libpq looks at a certificate
    that is there when a connection must be encrypted and no more.
    """
    mode = url.query.get("sslmode") or os.environ.get("PGSSLMODE")
    root = url.query.get("sslrootcert") or os.environ.get("PGSSLROOTCERT")
    is_there = root or (Path.home() / ".postgresql" / "root.crt").exists()
    return root != "system" and not (mode == "require" and is_there)


def times(limits: Limits) -> dict[str, str]:
    """The settings of a connection by which it gives up."""
    return {
        "statement_timeout": _milliseconds(limits.statement),
        "lock_timeout": _milliseconds(limits.lock),
        "idle_in_transaction_session_timeout": _milliseconds(limits.idle),
    }


def _milliseconds(seconds: float) -> str:
    return str(round(seconds * 1000))


def _engine(url: URL, limits: Limits, settings: Mapping[str, str], *, size: int) -> Engine:
    wishes = {
        "application_name": APPLICATION,
        "connect_timeout": limits.connect,
        "tcp_user_timeout": 2 * int(_milliseconds(limits.statement)),
    }
    engine = create_engine(
        url,
        connect_args={name: value for name, value in wishes.items() if name not in url.query},
        pool_size=size,
        max_overflow=0,
        pool_timeout=limits.seconds,
        pool_pre_ping=True,
        hide_parameters=True,
        json_deserializer=orjson.loads,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(kept(_inspect(cursor), settings))
        connection.autocommit = False

    event.listen(engine, "handle_error", leave_out_the_row)
    return engine


def leave_out_the_row(context: ExceptionContext) -> None:
    """The server explains an error by quoting the row, and errors are logged."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).split("\nDETAIL")[0], *error.args[1:])


def _inspect(cursor: Any) -> dict[str, str]:
    cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [[*INSPECTED]])
    return dict(cursor.fetchall())


def kept(found: Mapping[str, str], settings: Mapping[str, str]) -> str:
    """The statements that set a connection. Raises StoreRefused where work could be lost.

    They hold for the life of the connection, so that a reload of the server cannot weaken it.
    """
    if weak := list(weaknesses(found)):
        raise StoreRefused(" ".join(["De opslag is niet veilig ingesteld:", *weak]))
    settings = {**settings, "synchronous_commit": found["synchronous_commit"]}
    return "".join(f"SET {name} = '{value}';" for name, value in settings.items())


def weaknesses(found: Mapping[str, str]) -> Iterator[str]:
    """What makes this server lose work that it acknowledged, as Dutch sentences."""
    version = int(found["server_version_num"]) // 10_000
    if version < OLDEST:
        yield f"de server is PostgreSQL {version}, nodig is {OLDEST} of nieuwer."
    for name in ("fsync", "full_page_writes"):
        if found[name] != "on":
            yield f"{name} staat op {found[name]}, nodig is on."
    if found["synchronous_commit"] not in ("on", "remote_apply"):
        yield f"synchronous_commit staat op {found['synchronous_commit']}, nodig is on."
