"""What goes out: the two media types of GraphQL over HTTP, and their status codes."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response

from jeugdregio_api.encoding import encoded
from jeugdregio_api.errors import BAD_USER_INPUT, DEADLINE_EXCEEDED, presented
from jeugdregio_api.http.headers import sent
from jeugdregio_api.operation.deed import deed

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"


def media_type(request: Request) -> str:
    """The media type to answer in: the newer one only for who asks for it."""
    return GRAPHQL_RESPONSE if GRAPHQL_RESPONSE in sent(request, b"accept").lower() else JSON


def answer(
    request: Request,
    data: dict[str, Any] | None,
    errors: Sequence[GraphQLError],
    *,
    most: int,
    suggestions: bool,
) -> Response:
    """The result of an operation. A request that was never executed has no ``data``."""
    content: dict[str, Any] = {}
    if errors:
        content["errors"] = presented(errors, most=most, suggestions=suggestions)
        deed().codes = tuple(error["extensions"]["code"] for error in content["errors"])
    refused = data is None and not any(map(_while_executing, errors))
    if not refused:
        content["data"] = data
    media = media_type(request)
    bad = refused and media == GRAPHQL_RESPONSE
    return _json(content, HTTPStatus.BAD_REQUEST if bad else HTTPStatus.OK, media)


def _while_executing(error: GraphQLError) -> bool:
    return error.path is not None or (error.extensions or {}).get("code") == DEADLINE_EXCEEDED


def refusal(
    request: Request,
    message: str,
    status: int,
    code: str = BAD_USER_INPUT,
    headers: dict[str, str] | None = None,
) -> Response:
    """A request that is turned away before it is executed."""
    content = {"errors": [{"message": message, "extensions": {"code": code}}]}
    deed().codes = (code,)
    return _json(content, status, media_type(request), headers)


def _json(
    content: dict[str, Any], status: int, media: str, headers: dict[str, str] | None = None
) -> Response:
    sent = {"Cache-Control": "no-store", **(headers or {})}
    return Response(encoded(content), status, sent, media_type=f"{media}; charset=utf-8")
