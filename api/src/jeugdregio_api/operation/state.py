"""``/health`` says how the service is, ``/ready`` whether it should get requests now."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from jeugdregio_api.serving import Serving
from jeugdregio_core.store.errors import StoreError

if TYPE_CHECKING:
    from jeugdregio_core.store.transaction import Store


def routes(current: Callable[[], Awaitable[Serving]], store: Store | None) -> list[BaseRoute]:
    """Both, for whatever watches over the service."""

    async def health(_request: Request) -> Response:
        return JSONResponse((await current()).health())

    async def ready(_request: Request) -> Response:
        reasons = [reason async for reason in _in_the_way(await current(), store)]
        status = HTTPStatus.SERVICE_UNAVAILABLE if reasons else HTTPStatus.OK
        return JSONResponse({"ready": not reasons, "reasons": reasons}, status)

    return [
        Route("/health", health, methods=["GET"]),
        Route("/ready", ready, methods=["GET"]),
    ]


async def _in_the_way(serving: Serving, store: Store | None) -> AsyncIterator[str]:
    if not serving.guards:
        yield "Er is geen regio geladen."
    if store is not None:
        try:
            await store.look(lambda _session: None)
        except StoreError as error:
            yield str(error)
