"""The application. Nothing happens at import: there is no global app and no global registry."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from jeugdregio_api.access.identify import Identify, by_token
from jeugdregio_api.context import Clock, Context, Moments, now, today_in_amsterdam
from jeugdregio_api.http import page
from jeugdregio_api.http.around import around
from jeugdregio_api.http.graphql import GraphQL
from jeugdregio_api.http.published import published
from jeugdregio_api.http.stopping import also_when_stopping
from jeugdregio_api.http.streams import Streams
from jeugdregio_api.http.turned_away import turned_away
from jeugdregio_api.operation import state
from jeugdregio_api.operation.logs import configure
from jeugdregio_api.operation.metrics import Metrics
from jeugdregio_api.serving import Serving, serving
from jeugdregio_api.settings import Settings, read_settings
from jeugdregio_api.storage import followed, open_storage, staffed, waiting
from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.registry import Registry, load_registry

OUTBOX = "jeugdregio_outbox_oldest_seconds"

if TYPE_CHECKING:
    from jeugdregio_api.access.demo.tokens import Demo
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

    Who asks is found out by ``identify``; by the issuers of the settings when it is left out.
    A store is closed when the server stops. Raises InvalidSettings for a list of trusted
    documents that cannot be read, and KeyNotKept in demo mode.
    """
    metrics = Metrics()
    served = serving(registry, settings.regions, settings.decision_seconds, metrics.decision)
    if store:
        store.retry = replace(store.retry, told=metrics.retry)
        metrics.gauge(OUTBOX, "Seconds that the oldest message waits.", waiting(store, moments))
    desk, current = staffed(store, served, moments) if store else (None, None)
    feed = followed(store, settings.event_pause_seconds) if store else None
    demo = _demo(settings, served, clock, store) if settings.demo else None
    identify = identify or (demo.identify if demo else by_token(settings.issuers))

    async def serving_now() -> Serving:
        return await current() if current else served

    async def context(actor: Actor) -> Context:
        return Context(await serving_now(), clock(), actor, desk, feed=feed)

    streams = Streams(
        settings.max_streams, settings.max_streams_per_subject, settings.max_stream_seconds
    )
    routes = [
        *GraphQL(settings, identify, context, streams).routes(followed=store is not None),
        *state.routes(serving_now, store),
        *_aside(settings, metrics, demo),
    ]

    @asynccontextmanager
    async def until_stopped(_app: Starlette) -> AsyncIterator[None]:
        async with store.here() if store else nullcontext():
            await serving_now()  # with what regions loaded, before anybody asks
            with also_when_stopping(streams.close):
                yield
        if store:
            store.close()

    app = Starlette(
        routes=[*routes, *published(routes), *_pages(settings, demo)],
        middleware=around(settings, metrics),
        exception_handlers={HTTPException: turned_away},
        lifespan=until_stopped,
    )
    app.state.streams = streams
    return app


def _demo(settings: Settings, served: Serving, clock: Clock, store: Store | None) -> Demo:
    from jeugdregio_api.access.demo.tokens import open_demo

    return open_demo(settings, served, clock, store)


def _aside(settings: Settings, metrics: Metrics, demo: Demo | None) -> Iterator[BaseRoute]:
    """What only some services have beside their questions."""
    if settings.metrics:
        yield Route("/metrics", metrics.respond, methods=["GET"])
    if demo:
        yield demo.route()


def _pages(settings: Settings, demo: Demo | None) -> Iterator[BaseRoute]:
    if not settings.production:
        yield Route("/", _to_graphql)
        yield from page.routes(accounts="/demo/tokens" if demo else None)


def from_environment() -> Starlette:
    """The service as the environment describes it, over everything that is installed."""
    settings, registry = read_settings(), load_registry()
    configure(settings.log)
    return create_app(settings, registry, store=open_storage(settings))


async def _to_graphql(_request: Request) -> Response:
    return RedirectResponse("/graphql")
