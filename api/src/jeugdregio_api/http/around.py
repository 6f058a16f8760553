"""What goes around every answer, from the outside in."""

from __future__ import annotations

from time import perf_counter

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jeugdregio_api.http.headers import AddedHeaders
from jeugdregio_api.http.trace import Trace, in_chain
from jeugdregio_api.http.turned_away import Masked
from jeugdregio_api.operation.deed import doing
from jeugdregio_api.operation.metrics import Metrics
from jeugdregio_api.operation.observing import observed
from jeugdregio_api.settings import Settings


def around(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """All that every answer gets, other sites that may ask, and a mask."""
    parts = [Middleware(Around, AddedHeaders(settings.hsts_seconds), metrics)]
    if settings.cors_origins:
        parts.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.cors_origins,
                allow_methods=("GET", "POST"),
                allow_headers=("Authorization", "Content-Type", "traceparent", "tracestate"),
                expose_headers=("Retry-After", "traceresponse"),
            )
        )
    return [*parts, Middleware(Masked)]


class Around:
    """Gives a request its place in a chain and an answer its headers; counts and tells it.

    One layer for all of that, since every layer costs each answer as much as what it does.
    """

    def __init__(self, app: ASGIApp, added: AddedHeaders, metrics: Metrics) -> None:
        self._app = app
        self._added = added
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, in the chain that the request names."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        with in_chain(scope) as trace:
            if scope["type"] == "http":
                await self._answer(scope, receive, send, trace)
            else:
                await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, trace: Trace) -> None:
        began = perf_counter()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                deed.status = int(message["status"])
                message["headers"] = self._added.to(message.get("headers", ()), trace)
            await send(message)

        with doing() as deed:
            try:
                await self._app(scope, receive, sending)
            finally:
                observed(scope, deed, perf_counter() - began, self._metrics)
