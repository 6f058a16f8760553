"""``/graphql``: one operation in, one answer out."""

from asyncio import timeout
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil

from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response
from strawberry.types import ExecutionResult

from jeugdregio_api.errors import RATE_LIMITED
from jeugdregio_api.http import event_stream, page
from jeugdregio_api.http.answer import answer, refusal
from jeugdregio_api.http.body import read_body
from jeugdregio_api.http.event_stream import EventStream
from jeugdregio_api.http.execution import Execution, failed
from jeugdregio_api.http.headers import sent
from jeugdregio_api.http.operation import NotReadable, Operation
from jeugdregio_api.http.results import Subscriptions
from jeugdregio_api.http.streams import Full, Streams
from jeugdregio_api.http.trusted import AnyDocument, TrustedDocuments
from jeugdregio_api.http.url import holds_operation, read_url, refuse_persons
from jeugdregio_api.limits.rate import RateLimit
from jeugdregio_api.settings import Settings
from jeugdregio_core.casework.actor import Actor


@dataclass(frozen=True, slots=True)
class GraphQLEndpoint:
    """Answers operations that are posted, and those without persons also by their address.

    In development it adds the page and suggestions.
    """

    settings: Settings
    execution: Execution
    rate: RateLimit
    documents: AnyDocument | TrustedDocuments
    subscriptions: Subscriptions
    streams: Streams

    async def respond(self, request: Request, actor: Actor) -> Response:
        """Answer one HTTP request."""
        if self._wants_page(request):
            return page.response()
        if wait := self.rate.wait(request, actor):
            return _too_often(request, ceil(wait))
        try:
            operation = await self._read(request)
            text = self._text(request, operation)
        except NotReadable as error:
            headers = {"Allow": "POST"} if error.status == HTTPStatus.METHOD_NOT_ALLOWED else None
            return refusal(request, str(error), error.status, headers=headers)
        except GraphQLError as error:
            return self._answer(request, failed(error))
        if event_stream.wanted(request):
            return await self._stream(request, operation, actor)
        return self._answer(request, await self.execution.result(text, operation, actor))

    async def _stream(self, request: Request, operation: Operation, actor: Actor) -> Response:
        results = self.subscriptions(operation, await self.execution.context(actor))
        seconds = self.settings.keep_alive_seconds
        try:
            return EventStream(results, self.streams, actor.subject, seconds)
        except Full as full:
            return refusal(request, str(full), HTTPStatus.TOO_MANY_REQUESTS, RATE_LIMITED)

    def _wants_page(self, request: Request) -> bool:
        if request.method == "POST" or self.settings.production:
            return False
        return "text/html" in sent(request, b"accept")

    async def _read(self, request: Request) -> Operation:
        limits = self.settings
        if request.method != "POST":
            if not holds_operation(request):
                raise NotReadable("Stel een vraag met POST.", HTTPStatus.METHOD_NOT_ALLOWED)
            return read_url(request, limits.max_body_bytes, limits.max_json_depth)
        try:
            async with timeout(limits.deadline_seconds):
                return await read_body(request, limits.max_body_bytes, limits.max_json_depth)
        except TimeoutError:
            late = "De vraag kwam niet op tijd binnen."
            raise NotReadable(late, HTTPStatus.REQUEST_TIMEOUT) from None

    def _text(self, request: Request, operation: Operation) -> str:
        text = self.documents.text(operation)
        if request.method != "POST":
            refuse_persons(text, operation.name, self.settings.max_tokens)
        return text

    def _answer(self, request: Request, result: ExecutionResult) -> Response:
        return answer(
            request,
            result.data,
            result.errors or (),
            most=self.settings.max_errors,
            suggestions=not self.settings.production,
        )


def _too_often(request: Request, seconds: int) -> Response:
    return refusal(
        request,
        f"U vraagt te veel achter elkaar. Wacht {seconds} s.",
        HTTPStatus.TOO_MANY_REQUESTS,
        RATE_LIMITED,
        {"Retry-After": str(seconds)},
    )
