"""What goes out: the two media types of GraphQL over HTTP, and their status codes."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import JSONResponse

from jeugdregio_api.errors import BAD_USER_INPUT, INTERNAL_SERVER_ERROR, MASKED, presented
from jeugdregio_api.operation.deed import deed

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"


def media_type(request: Request) -> str:
    """The media type to answer in: the newer one only for who asks for it."""
    accepted = request.headers.get("accept", "").lower()
    return GRAPHQL_RESPONSE if GRAPHQL_RESPONSE in accepted else JSON


def answer(
    request: Request,
    data: dict[str, Any] | None,
    errors: Sequence[GraphQLError],
    *,
    suggestions: bool,
) -> JSONResponse:
    """The result of an operation. A request that was never executed has no ``data``."""
    content: dict[str, Any] = {}
    if errors:
        content["errors"] = presented(errors, suggestions=suggestions)
        deed().codes = tuple(error["extensions"]["code"] for error in content["errors"])
    refused = data is None and all(error.path is None for error in errors)
    if not refused:
        content["data"] = data
    media = media_type(request)
    bad = refused and media == GRAPHQL_RESPONSE
    return _json(content, HTTPStatus.BAD_REQUEST if bad else HTTPStatus.OK, media)


def refusal(
    request: Request,
    message: str,
    status: int,
    code: str = BAD_USER_INPUT,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """A request that is turned away before it is executed."""
    content = {"errors": [{"message": message, "extensions": {"code": code}}]}
    deed().codes = (code,)
    return _json(content, status, media_type(request), headers)


def fault(request: Request) -> JSONResponse:
    """Something went wrong on our side."""
    return refusal(request, MASKED, HTTPStatus.INTERNAL_SERVER_ERROR, INTERNAL_SERVER_ERROR)


def _json(
    content: dict[str, Any], status: int, media: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    sent = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", **(headers or {})}
    return JSONResponse(content, status, sent, media_type=f"{media}; charset=utf-8")
