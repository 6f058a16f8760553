"""The door: a request goes on with the actor who asks, or is turned away before it is read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from jeugdregio_api.access.identify import Identify, NotIdentified
from jeugdregio_api.access.keys import RETRY, KeysAway
from jeugdregio_api.errors import SERVICE_UNAVAILABLE, UNAUTHENTICATED
from jeugdregio_api.http.answer import refusal
from jeugdregio_core.casework.actor import Actor

Respond = Callable[[Request, Actor], Awaitable[Response]]

NOT_ACCEPTED = "Het toegangsbewijs (token) wordt niet geaccepteerd. Log opnieuw in."
ISSUER_AWAY = "Het toegangsbewijs (token) is nu niet te controleren. Probeer het later opnieuw."
_CHALLENGE = 'Bearer realm="jeugdregio", error="invalid_token"'


@dataclass(frozen=True, slots=True)
class Door:
    """Answers requests of identified callers only: an application of its own, below its route."""

    respond: Respond
    identify: Identify

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or turn away."""
        request = Request(scope, receive)
        response = await self._answer(request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        client = request.client.host if request.client else None
        try:
            actor = await self.identify(request.headers, client)
        except NotIdentified:
            headers = {"WWW-Authenticate": _CHALLENGE}
            unknown = HTTPStatus.UNAUTHORIZED
            return refusal(request, NOT_ACCEPTED, unknown, UNAUTHENTICATED, headers)
        except KeysAway:
            headers = {"Retry-After": f"{RETRY:.0f}"}
            away = HTTPStatus.SERVICE_UNAVAILABLE
            return refusal(request, ISSUER_AWAY, away, SERVICE_UNAVAILABLE, headers)
        return await self.respond(request, actor)
