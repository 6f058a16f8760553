"""``/graphql``: one operation in, one answer out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

import strawberry
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response
from strawberry.schema.exceptions import CannotGetOperationTypeError

from jeugdregio_api.context import Context
from jeugdregio_api.errors import record
from jeugdregio_api.http import page
from jeugdregio_api.http.answer import answer, fault, refusal
from jeugdregio_api.http.body import NotReadable, Operation, read_operation


@dataclass(frozen=True, slots=True)
class GraphQLEndpoint:
    """Answers operations that are posted. ``development`` adds the page and suggestions."""

    schema: strawberry.Schema
    context: Callable[[Request], Awaitable[Context]]
    max_body_bytes: int
    development: bool

    async def respond(self, request: Request) -> Response:
        """Answer one HTTP request; a fault of ours is masked and logged."""
        try:
            return await self._respond(request)
        except Exception as error:
            record(error)
            return fault(request)

    async def _respond(self, request: Request) -> Response:
        if request.method != "POST":
            return self._page_or_refusal(request)
        try:
            operation = await read_operation(request, self.max_body_bytes)
        except NotReadable as error:
            return refusal(request, str(error), error.status)
        return await self._execute(request, operation)

    def _page_or_refusal(self, request: Request) -> Response:
        if self.development and "text/html" in request.headers.get("accept", ""):
            return page.response()
        return refusal(
            request,
            "Stel een vraag met POST.",
            HTTPStatus.METHOD_NOT_ALLOWED,
            headers={"Allow": "POST"},
        )

    async def _execute(self, request: Request, operation: Operation) -> Response:
        try:
            result = await self.schema.execute(
                operation.query,
                variable_values=operation.variables,
                context_value=await self.context(request),
                operation_name=operation.name,
            )
        except CannotGetOperationTypeError as error:
            unknown = GraphQLError(error.as_http_error_reason())
            return answer(request, None, [unknown], suggestions=self.development)
        return answer(request, result.data, result.errors or (), suggestions=self.development)
