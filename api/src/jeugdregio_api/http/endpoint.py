"""``/graphql``: one operation in, one answer out."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

import strawberry
from starlette.requests import Request
from starlette.responses import Response
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from jeugdregio_api.context import Context
from jeugdregio_api.errors import RATE_LIMITED, bad_input, record
from jeugdregio_api.http import event_stream, page
from jeugdregio_api.http.answer import answer, fault, refusal
from jeugdregio_api.http.body import NotReadable, Operation, read_operation
from jeugdregio_api.http.event_stream import EventStream
from jeugdregio_api.http.results import Shown, results
from jeugdregio_api.http.streams import Full, Streams

_ONE_ANSWER = (OperationType.QUERY, OperationType.MUTATION)


@dataclass(frozen=True, slots=True)
class GraphQLEndpoint:
    """Answers operations that are posted. ``development`` adds the page and suggestions."""

    schema: strawberry.Schema
    context: Callable[[], Awaitable[Context]]
    max_body_bytes: int
    development: bool
    streams: Streams
    keep_alive: float

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
        if event_stream.wanted(request):
            return await self._stream(request, operation)
        return await self._execute(request, operation)

    def results(self, operation: Operation, context: Context) -> AsyncGenerator[Shown, None]:
        """The results of a subscription."""
        return results(self.schema, operation, context, suggestions=self.development)

    async def _stream(self, request: Request, operation: Operation) -> Response:
        context = await self.context()
        shown = self.results(operation, context)
        try:
            return EventStream(shown, self.streams, context.subject, self.keep_alive)
        except Full as full:
            return refusal(request, str(full), HTTPStatus.TOO_MANY_REQUESTS, RATE_LIMITED)

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
                context_value=await self.context(),
                operation_name=operation.name,
                allowed_operation_types=_ONE_ANSWER,
            )
        except CannotGetOperationTypeError as error:
            unknown = bad_input(error.as_http_error_reason())
            return answer(request, None, [unknown], suggestions=self.development)
        except InvalidOperationTypeError:
            stream = bad_input(
                "Een subscription vraagt een open verbinding: zet Accept: text/event-stream, of "
                "gebruik een WebSocket."
            )
            return answer(request, None, [stream], suggestions=self.development)
        return answer(request, result.data, result.errors or (), suggestions=self.development)
