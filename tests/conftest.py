"""Stores on both databases, for every test that asks for one. Nothing is loaded before that."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.support.databases import Databases
    from tests.support.racing import Racers

    from jeugdregio_core.store.transaction import Store


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """What a service sets up for its log ends with the test."""
    root = logging.getLogger()
    level = root.level
    yield
    root.setLevel(level)
    for handler in root.handlers[:]:
        if type(handler.formatter).__module__ == "jeugdregio_api.operation.logs":
            root.removeHandler(handler)
    logs: Any = sys.modules.get("jeugdregio_api.operation.logs")
    if logs:
        logs._log = logs._Log("text", sys.__stderr__)  # the one of the test may be closed by now


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Makes databases. The PostgreSQL server starts when the first one is asked for."""
    from contextlib import ExitStack

    from tests.support.databases import Databases, postgresql_server

    with ExitStack() as stack:
        server = lru_cache(lambda: stack.enter_context(postgresql_server()))
        made = Databases(tmp_path_factory.mktemp("databases"), server)
        yield made
        made.close()


@pytest.fixture(scope="session")
def racers() -> Iterator[Racers]:
    """Four processes that can do something at the same moment."""
    from tests.support.racing import Racers

    made = Racers()
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a new database with all tables, on SQLite and on PostgreSQL."""
    with databases.migrated(request.param) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a new database without tables, on SQLite and on PostgreSQL."""
    with databases.empty(request.param) as url:
        yield url


@pytest.fixture
def sqlite_database(databases: Databases) -> Iterator[str]:
    """The address of a new SQLite database with all tables."""
    with databases.migrated("sqlite") as url:
        yield url


@pytest.fixture
def postgresql_database(databases: Databases) -> Iterator[str]:
    """The address of a new PostgreSQL database with all tables."""
    with databases.migrated("postgresql") as url:
        yield url


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """A store with all tables and no rows, on SQLite and on PostgreSQL."""
    from jeugdregio_core.store.transaction import open_store

    with open_store(database) as opened:
        yield opened
