"""The application. Nothing happens at import: there is no global app and no global registry."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from jeugdregio_api.context import Clock, Context, Moments, now, today_in_amsterdam
from jeugdregio_api.http import page
from jeugdregio_api.http.around import around
from jeugdregio_api.http.endpoint import GraphQLEndpoint
from jeugdregio_api.http.execution import Execution
from jeugdregio_api.http.published import published
from jeugdregio_api.http.trusted import documents
from jeugdregio_api.http.turned_away import turned_away
from jeugdregio_api.limits.rate import Buckets, RateLimit, SubjectOf, nobody
from jeugdregio_api.operation import state
from jeugdregio_api.operation.logs import configure
from jeugdregio_api.operation.metrics import Metrics
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
    subject_of: SubjectOf = nobody,
) -> Starlette:
    """The service over these rulebooks. It needs no store, and runs without any region.

    A store is closed when the server stops. Raises InvalidSettings for a list of trusted
    documents that cannot be read.
    """
    metrics = Metrics()
    served = serving(registry, settings.regions, settings.decision_seconds, metrics.decision)
    if store:
        store.retry = replace(store.retry, told=metrics.retry)
    office, current = staffed(store, served, moments) if store else (None, None)

    async def serving_now() -> Serving:
        return await current() if current else served

    async def context() -> Context:
        return Context(await serving_now(), clock(), office)

    schema = build_schema(introspection=not settings.production, most=settings.most)
    endpoint = GraphQLEndpoint(
        settings=settings,
        execution=Execution(schema, context, settings.deadline_seconds),
        rate=RateLimit(
            known=Buckets(settings.rate_per_minute),
            public=Buckets(settings.public_rate_per_minute),
            subject_of=subject_of,
        ),
        documents=documents(settings.trusted_documents),
    )

    routes: list[BaseRoute] = [
        *state.routes(serving_now, store),
        Route("/graphql", endpoint.respond, methods=["GET", "POST"]),
    ]
    if settings.metrics:
        routes.append(Route("/metrics", metrics.respond, methods=["GET"]))
    routes += published(routes)
    if not settings.production:
        routes += [Route("/", _to_graphql), *page.routes()]

    @asynccontextmanager
    async def until_stopped(_app: Starlette) -> AsyncIterator[None]:
        yield
        if store:
            store.close()

    return Starlette(
        routes=routes,
        middleware=around(settings, metrics),
        exception_handlers={HTTPException: turned_away},
        lifespan=until_stopped,
    )


def from_environment() -> Starlette:
    """The service as the environment describes it, over everything that is installed."""
    settings, registry = read_settings(), load_registry()
    configure(settings.log)
    return create_app(settings, registry, store=open_storage(settings))


async def _to_graphql(_request: Request) -> Response:
    return RedirectResponse("/graphql")
