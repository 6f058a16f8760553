"""A service with one route over the database and the catalogue that the environment names."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages.floor.known import Known
from benchmarks.pages.floor.postgresql import PostgreSQL
from benchmarks.pages.floor.sqlite import SQLite
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Opened:
    """What a route reads from."""

    known: Known
    database: SQLite | PostgreSQL


def application(
    path: str, method: str, answer: Callable[[Request, Opened], Awaitable[Response]]
) -> Starlette:
    """The service; its connections are there while it runs."""
    given = os.environ
    url = given["FLOOR_DATABASE"]
    database = (
        SQLite(url.removeprefix("sqlite:///"))
        if url.startswith("sqlite:")
        else PostgreSQL(url, int(given.get("FLOOR_CONNECTIONS", CONNECTIONS)))
    )
    opened = Opened(Known(Path(given["FLOOR_CATALOGUE"])), database)

    async def respond(request: Request) -> Response:
        return await answer(request, opened)

    @asynccontextmanager
    async def while_running(_app: Starlette) -> AsyncIterator[None]:
        await database.open()
        yield
        await database.close()

    return Starlette(routes=[Route(path, respond, methods=[method])], lifespan=while_running)
