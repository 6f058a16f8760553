"""GraphQL over server-sent events: the distinct connections mode of graphql-sse."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import ExitStack, aclosing

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from jeugdregio_api.http.headers import sent
from jeugdregio_api.http.results import Shown
from jeugdregio_api.http.streams import Streams, paced

MEDIA_TYPE = "text/event-stream"
_SIGN_OF_LIFE = b":\n\n"
_COMPLETE = b"event: complete\ndata: \n\n"


def wanted(request: Request) -> bool:
    """Whether the client asks for a stream."""
    return MEDIA_TYPE in sent(request, b"accept").lower()


class EventStream(Response):
    """One operation on one connection: a ``next`` per result, ``complete`` at the end.

    It has a place among the connections from the start; making one raises Full. It ends without
    ``complete`` when the server stops, so that the client comes back.
    """

    media_type = MEDIA_TYPE

    def __init__(
        self, results: AsyncGenerator[Shown, None], streams: Streams, subject: str, seconds: float
    ) -> None:
        self._place = ExitStack()
        self._place.enter_context(streams.open(subject))
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._results = results
        self._streams = streams
        self._seconds = seconds

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send until one of the two sides ends it."""
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        with self._place:
            await send(start)
            async with aclosing(self._chunks(receive)) as chunks:
                async for chunk in chunks:
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _chunks(self, receive: Receive) -> AsyncGenerator[bytes, None]:
        gone = asyncio.ensure_future(_gone(receive))
        over = asyncio.ensure_future(self._streams.over())
        try:
            yield _SIGN_OF_LIFE
            async with aclosing(paced(self._results, self._seconds, gone, over)) as items:
                async for item in items:
                    yield _SIGN_OF_LIFE if item is None else _next(item)
            if not over.done():
                yield _COMPLETE
        finally:
            gone.cancel()
            over.cancel()


def _next(result: Shown) -> bytes:
    return f"event: next\ndata: {json.dumps(result, ensure_ascii=False)}\n\n".encode()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
