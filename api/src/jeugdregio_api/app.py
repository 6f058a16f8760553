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
from starlette.routing import BaseRoute, Route, WebSocketRoute

from jeugdregio_api.context import Clock, Context, Moments, now, today_in_amsterdam
from jeugdregio_api.errors import BAD_USER_INPUT, NOT_FOUND
from jeugdregio_api.http import page
from jeugdregio_api.http.answer import refusal
from jeugdregio_api.http.endpoint import GraphQLEndpoint
from jeugdregio_api.http.socket import GraphQLSocket
from jeugdregio_api.http.stopping import also_when_stopping
from jeugdregio_api.http.streams import Streams
from jeugdregio_api.schema import build_schema
from jeugdregio_api.serving import serving
from jeugdregio_api.settings import Settings, read_settings
from jeugdregio_api.storage import followed, open_storage, staffed
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
) -> Starlette:
    """The service over these rulebooks. It needs no store, and runs without any region.

    A store is closed when the server stops.
    """
    served = serving(registry, settings.regions, settings.decision_seconds)
    office, current = staffed(store, served, moments) if store else (None, None)
    feed = followed(store, settings.event_pause_seconds) if store else None
    most, longest = settings.max_streams, settings.max_stream_seconds
    streams = Streams(most, settings.max_streams_per_subject, longest)

    async def context() -> Context:
        return Context(await current() if current else served, clock(), office, feed)

    async def admitted(_authorization: str | None) -> Context:
        """Who asks over a WebSocket. Here a token becomes an actor, as for a POST."""
        return await context()

    endpoint = GraphQLEndpoint(
        schema=build_schema(introspection=not settings.production),
        context=context,
        max_body_bytes=settings.max_body_bytes,
        development=not settings.production,
        streams=streams,
        keep_alive=settings.keep_alive_seconds,
    )
    socket = GraphQLSocket(
        results=endpoint.results,
        admit=admitted,
        streams=streams,
        pending=Streams(most, most, longest),
        max_message_bytes=settings.max_body_bytes,
    )

    async def health(_request: Request) -> Response:
        return JSONResponse((await context()).serving.health())

    routes: list[BaseRoute] = [
        Route("/health", health, methods=["GET"]),
        Route("/graphql", endpoint.respond, methods=["GET", "POST"]),
    ]
    if store:
        routes.append(WebSocketRoute("/graphql", socket.converse))
    if not settings.production:
        routes += [Route("/", _to_graphql), page.assets()]

    @asynccontextmanager
    async def until_stopped(_app: Starlette) -> AsyncIterator[None]:
        with also_when_stopping(streams.close):
            yield
        if store:
            store.close()

    app = Starlette(
        routes=routes,
        exception_handlers={HTTPException: _turned_away},
        lifespan=until_stopped,
    )
    app.state.streams = streams
    return app


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
