"""What is published about the API itself: its schema, and its addresses."""

from collections.abc import Sequence
from importlib import resources

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from jeugdregio_api.http.openapi import document

_KEPT = {"Cache-Control": "max-age=300"}


def published(routes: Sequence[BaseRoute]) -> list[BaseRoute]:
    """The addresses that describe these, and themselves."""

    async def openapi(_request: Request) -> Response:
        return JSONResponse(described, headers=_KEPT)

    own = [
        Route("/schema.graphql", _schema, methods=["GET"]),
        Route("/openapi.json", openapi, methods=["GET"]),
    ]
    described = document(route.path for route in [*routes, *own] if isinstance(route, Route))
    return [*own]


async def _schema(_request: Request) -> Response:
    text = (resources.files("jeugdregio_api") / "schema.graphql").read_text("utf-8")
    return PlainTextResponse(text, headers=_KEPT)
