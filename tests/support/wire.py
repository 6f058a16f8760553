"""Connections that stay open, to a service inside this process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette

PROTOCOL = "graphql-transport-ws"
_PATIENCE = 30
_HOST = (b"host", b"test")


@dataclass
class Wire:
    """What goes in and what comes out, until the block ends."""

    app: Starlette
    scope: dict[str, Any]
    _in: asyncio.Queue[Any] = field(default_factory=asyncio.Queue)
    _out: asyncio.Queue[Any] = field(default_factory=asyncio.Queue)
    _task: asyncio.Task[None] | None = None
    gone: str = "http.disconnect"

    async def __aenter__(self) -> Any:
        self._task = asyncio.create_task(self.app(self.scope, self._in.get, self._out.put))
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.push(type=self.gone, code=1000)
        await self.ended()

    async def ended(self) -> None:
        """Wait until the service is done with it."""
        assert self._task
        await asyncio.wait_for(self._task, _PATIENCE)

    def push(self, **message: Any) -> None:
        self._in.put_nowait(message)

    async def pull(self) -> Any:
        return await asyncio.wait_for(self._out.get(), _PATIENCE)


class Stream(Wire):
    """A POST that asks for server-sent events."""

    status: int
    headers: dict[str, str]

    async def __aenter__(self) -> Any:
        await super().__aenter__()
        start = await self.pull()
        self.status = start["status"]
        self.headers = {name.decode(): value.decode() for name, value in start["headers"]}
        return self

    async def chunk(self) -> str:
        """The next piece of the body; empty at the end."""
        text: str = (await self.pull())["body"].decode()
        return text

    async def quiet(self) -> None:
        """Wait until it follows and nothing more comes."""
        while await self.chunk() == ":\n\n":
            if await self.chunk() == ":\n\n":
                return

    async def next(self) -> Any:
        """The next result; ``None`` when it is complete."""
        while (text := await self.chunk()) == ":\n\n":
            pass
        if text == "event: complete\ndata: \n\n":
            return None
        kind, data, *rest = text.split("\n")
        assert (kind, rest) == ("event: next", ["", ""])
        return json.loads(data.removeprefix("data: "))


def stream(app: Starlette, query: str, **variables: Any) -> Stream:
    """Subscribe over server-sent events."""
    headers = [
        (b"accept", b"text/event-stream"),
        (b"content-type", b"application/json"),
        _HOST,
    ]
    made = Stream(app, _scope("http", headers) | {"method": "POST"})
    body = json.dumps({"query": query, "variables": variables}).encode()
    made.push(type="http.request", body=body, more_body=False)
    return made


class Socket(Wire):
    """A WebSocket."""

    async def __aenter__(self) -> Any:
        await super().__aenter__()
        self.push(type="websocket.connect")
        self.answer = await self.pull()
        return self

    def say(self, **message: Any) -> None:
        self.push(type="websocket.receive", text=json.dumps(message))

    async def hear(self) -> Any:
        """The next message, or the code with which it was closed."""
        message = await self.pull()
        if message["type"] == "websocket.close":
            return message["code"]
        return json.loads(message["text"])

    async def admitted(self) -> None:
        self.say(type="connection_init")
        assert await self.hear() == {"type": "connection_ack"}

    def subscribe(self, identity: str, query: str, **variables: Any) -> None:
        payload = {"query": query, "variables": variables}
        self.say(type="subscribe", id=identity, payload=payload)


def socket(app: Starlette, *protocols: str, headers: Mapping[str, str] | None = None) -> Socket:
    """Open a WebSocket that offers these protocols."""
    given = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = _scope("websocket", [_HOST, *given]) | {"subprotocols": [*protocols]}
    return Socket(app, scope, gone="websocket.disconnect")


def _scope(kind: str, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "path": "/graphql",
        "raw_path": b"/graphql",
        "root_path": "",
        "query_string": b"",
        "scheme": "ws" if kind == "websocket" else "http",
        "http_version": "1.1",
        "client": ("127.0.0.1", 1),
        "server": ("test", 80),
        "headers": headers,
    }
