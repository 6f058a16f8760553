"""The application. Nothing happens at import: there is no global app and no global registry."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from jeugdregio_api.access.everybody import Identify, everybody
from jeugdregio_api.context import (
    Clock,
    Context,
    Moments,
    now,
    today_in_amsterdam,
)
from jeugdregio_api.errors import BAD_USER_INPUT, NOT_FOUND
from jeugdregio_api.http import page
from jeugdregio_api.http.answer import refusal
from jeugdregio_api.http.endpoint import GraphQLEndpoint
from jeugdregio_api.schema import build_schema
from jeugdregio_api.serving import Serving, serving
from jeugdregio_api.settings import Settings, read_settings
from jeugdregio_api.storage import open_storage, staffed
from jeugdregio_core.registry import Registry, load_registry

if TYPE_CHECKING:
    from jeugdregio_core.store.transaction import Store


def create_app(
    settings: Settings,
    registry: Registry,
    clock: Clock = today_in_amsterdam,
    *,
    store: Store | None = None,
    moments: Moments = now,
    identify: Identify | None = None,
) -> Starlette:
    """The service over these rulebooks. It needs no store, and runs without any region.

    A store is closed when the server stops. Without ``identify`` everybody is the same actor.
    """
    served = serving(registry, settings.regions, settings.decision_seconds)
    desk, current = staffed(store, served, moments) if store else (None, None)
    who = identify or everybody(served)

    async def now_served() -> Serving:
        return await current() if current else served

    async def context(request: Request) -> Context:
        client = request.client.host if request.client else None
        actor = await who(request.headers, client)
        return Context(await now_served(), clock(), actor, desk)

    endpoint = GraphQLEndpoint(
        schema=build_schema(introspection=not settings.production),
        context=context,
        max_body_bytes=settings.max_body_bytes,
        development=not settings.production,
    )

    async def health(_request: Request) -> Response:
        return JSONResponse((await now_served()).health())

    routes: list[BaseRoute] = [
        Route("/health", health, methods=["GET"]),
        Route("/graphql", endpoint.respond, methods=["GET", "POST"]),
    ]
    if not settings.production:
        routes += [Route("/", _to_graphql), page.assets()]

    @asynccontextmanager
    async def until_stopped(_app: Starlette) -> AsyncIterator[None]:
        yield
        if store:
            store.close()

    return Starlette(
        routes=routes,
        exception_handlers={HTTPException: _turned_away},
        lifespan=until_stopped,
    )


def from_environment() -> Starlette:
    """The service as the environment describes it, over everything that is installed."""
    settings, registry = read_settings(), load_registry()
    return create_app(settings, registry, store=open_storage(settings))


async def _to_graphql(_request: Request) -> Response:
    return RedirectResponse("/graphql")


async def _turned_away(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", HTTPStatus.BAD_REQUEST)
    if status == HTTPStatus.NOT_FOUND:
        message = "Deze pagina bestaat niet. Stel vragen op /graphql."
        return refusal(request, message, status, NOT_FOUND)
    headers = dict(getattr(error, "headers", None) or {})
    return refusal(request, "Dit verzoek kan hier niet.", status, BAD_USER_INPUT, headers)
