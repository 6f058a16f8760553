"""Requests that come to nothing: an address that is not there, and a fault on our side."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from jeugdregio_api.errors import BAD_USER_INPUT, INTERNAL_SERVER_ERROR, MASKED, record
from jeugdregio_api.http.answer import refusal
from jeugdregio_api.http.openapi import PROBLEM
from jeugdregio_api.operation.deed import deed

GRAPHQL = "/graphql"


async def turned_away(request: Request, error: Exception) -> Response:
    """Answer what no route takes."""
    status = getattr(error, "status_code", HTTPStatus.BAD_REQUEST)
    message = "Dit verzoek kan hier niet."
    if status == HTTPStatus.NOT_FOUND:
        message = "Deze pagina bestaat niet. Stel vragen op /graphql."
    headers = dict(getattr(error, "headers", None) or {})
    return _refused(request, message, status, BAD_USER_INPUT, headers)


class Masked:
    """A fault of ours is logged without its message, and told without any detail."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or tell that it cannot be."""
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            record(error)
            if deed().status or scope["type"] != "http":
                raise RuntimeError("an answer broke off") from None
            fault = _refused(
                Request(scope), MASKED, HTTPStatus.INTERNAL_SERVER_ERROR, INTERNAL_SERVER_ERROR
            )
            await fault(scope, receive, send)


def _refused(
    request: Request, message: str, status: int, code: str, headers: dict[str, str] | None = None
) -> Response:
    """In the form that belongs to the address: of GraphQL, or problem details (RFC 9457)."""
    if request.url.path == GRAPHQL:
        return refusal(request, message, status, code, headers)
    content = {"title": message, "status": int(status)}
    return JSONResponse(content, status, headers, media_type=PROBLEM)
