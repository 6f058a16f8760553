"""A demo service with made-up casework, and its two pages in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser
from starlette.applications import Starlette
from tests.support.browser import Visit, listening, started, visiting
from tests.support.databases import Databases
from tests.support.rows import NOON

from jeugdregio_api.app import create_app
from jeugdregio_api.http.page import GRAPHIQL
from jeugdregio_api.settings import Settings
from jeugdregio_core.casework.demo.fill import Wish, fill
from jeugdregio_core.registry import load_registry
from jeugdregio_core.store.transaction import open_store

TODAY: date = NOON.date()
ADDRESSES = {"graphiql": "/graphql", "plain": "/page/"}

Visiting = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture(scope="session")
def demo(databases: Databases) -> Iterator[Starlette]:
    """The service of ``make serve``, with fewer families, on a day that stays the same."""
    registry = load_registry()
    with databases.migrated("sqlite") as url:
        store = open_store(url)
        fill(store, registry.rulebooks.values(), Wish(referrals=60, moment=NOON))
        with pytest.MonkeyPatch.context() as patch:
            # These tests ask more often than people do.
            patch.setenv("JEUGDREGIO_PUBLIC_RATE_PER_MINUTE", "0")
            patch.setenv("JEUGDREGIO_RATE_PER_MINUTE", "0")
            settings = Settings(demo=True, database_url=url)
        yield create_app(settings, registry, lambda: TODAY, store=store, moments=lambda: NOON)
        store.close()


@pytest.fixture(scope="session")
def address(demo: Starlette) -> Iterator[str]:
    with listening(demo) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as opened:
        yield opened


@pytest.fixture(params=ADDRESSES)
def kind(request: pytest.FixtureRequest) -> str:
    """Which page. GraphiQL is not there in a checkout without npm."""
    if request.param == "graphiql":
        _graphiql_is_built()
    return str(request.param)


@pytest.fixture
def graphiql() -> str:
    _graphiql_is_built()
    return "graphiql"


@pytest.fixture
def visit(browser: Browser, address: str) -> Visiting:
    """Open a page of the service."""

    def open_page(kind: str, **options: Any) -> AbstractContextManager[Visit]:
        return visiting(browser, address + ADDRESSES[kind], **options)

    return open_page


def _graphiql_is_built() -> None:
    if (GRAPHIQL / "index.html").is_file():
        return
    if shutil.which("npm"):
        pytest.fail("GraphiQL is not built. `make graphiql` builds it, and tells what goes wrong.")
    pytest.skip("GraphiQL is not built here, because there is no npm. The plain page is tried.")
