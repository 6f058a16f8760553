"""The door: a request goes on with the actor who asks, or is turned away before it is read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from jeugdregio_api.access.identify import Identify, NotIdentified
from jeugdregio_api.access.keys import RETRY, KeysAway
from jeugdregio_api.errors import SERVICE_UNAVAILABLE, UNAUTHENTICATED
from jeugdregio_api.http.answer import refusal
from jeugdregio_core.casework.actor import Actor

Respond = Callable[[Request], Awaitable[Response]]

NOT_ACCEPTED = "Het toegangsbewijs (token) wordt niet geaccepteerd. Log opnieuw in."
ISSUER_AWAY = "Het toegangsbewijs (token) is nu niet te controleren. Probeer het later opnieuw."
_CHALLENGE = 'Bearer realm="jeugdregio", error="invalid_token"'


def identified(respond: Respond, identify: Identify) -> Respond:
    """Answer requests of identified callers only; ``actor_of`` tells who asks."""

    async def at_the_door(request: Request) -> Response:
        client = request.client.host if request.client else None
        try:
            request.state.actor = await identify(request.headers, client)
        except NotIdentified:
            headers = {"WWW-Authenticate": _CHALLENGE}
            unknown = HTTPStatus.UNAUTHORIZED
            return refusal(request, NOT_ACCEPTED, unknown, UNAUTHENTICATED, headers)
        except KeysAway:
            headers = {"Retry-After": f"{RETRY:.0f}"}
            away = HTTPStatus.SERVICE_UNAVAILABLE
            return refusal(request, ISSUER_AWAY, away, SERVICE_UNAVAILABLE, headers)
        return await respond(request)

    return at_the_door


def actor_of(request: Request) -> Actor:
    """Who asks, of a request that came through the door."""
    actor: Actor = request.state.actor
    return actor
