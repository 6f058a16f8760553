"""``uvicorn --factory benchmarks.pages.floor.app:create``: one route, no more."""

from __future__ import annotations

import os
from functools import cache

import orjson
from benchmarks.pages.floor.opened import Opened, application
from benchmarks.pages.floor.page import Asked, page, read_cursor
from benchmarks.pages.floor.promises import promises
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

_SENT = {"Cache-Control": "no-store"}


def create() -> Starlette:
    """The route; with the keys of an issuer it keeps the promises too."""
    keys = os.environ.get("FLOOR_KEYS")
    keeping = cache(promises)

    async def answer(request: Request, opened: Opened) -> Response:
        asked = _asked(request)
        if keys is None:
            rows = await opened.database.rows(asked)
        else:
            kept = keeping(opened.database, keys)
            rows = await kept.rows(asked, kept.keys.who(request.headers.get("authorization")))
        told = orjson.dumps(page(opened.known, asked, rows))
        return Response(told, headers=_SENT, media_type="application/json")

    return application("/page", "GET", answer)


def _asked(request: Request) -> Asked:
    given = request.query_params
    place = read_cursor(given.get("after"))
    return Asked(given["region"], given["status"], int(given["first"]), place)
