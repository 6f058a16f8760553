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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A checkout without npm has one page, and so the tests of that page only."""
    if _is_built() or shutil.which("npm"):
        return
    of_graphiql = [item for item in items if _page_of(item) == "graphiql"]
    config.hook.pytest_deselected(items=of_graphiql)
    items[:] = [item for item in items if item not in of_graphiql]


def _page_of(item: pytest.Item) -> Any:
    given = getattr(item, "callspec", None)
    named = given.params.get("kind") if given else None
    return named or ("graphiql" if "graphiql" in getattr(item, "fixturenames", ()) else None)


@pytest.fixture(params=ADDRESSES)
def kind(request: pytest.FixtureRequest) -> str:
    """Which page."""
    return _there(request.param)


@pytest.fixture
def graphiql() -> str:
    """The page that npm builds."""
    return _there("graphiql")


@pytest.fixture
def visit(browser: Browser, address: str) -> Visiting:
    """Open a page of the service."""

    def open_page(kind: str, **options: Any) -> AbstractContextManager[Visit]:
        return visiting(browser, address + ADDRESSES[kind], **options)

    return open_page


def _there(kind: str) -> str:
    if kind == "graphiql" and not _is_built():
        pytest.fail("GraphiQL is not built. `make graphiql` builds it, and tells what goes wrong.")
    return kind


def _is_built() -> bool:
    return (GRAPHIQL / "index.html").is_file()
