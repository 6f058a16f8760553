"""GraphQL over a WebSocket: the protocol graphql-transport-ws, and no other.

The older protocol ``graphql-ws`` lets a client ask before it says who it is; it is refused.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect
from strawberry.http.websocket_origin import is_same_origin

from jeugdregio_api.context import Context
from jeugdregio_api.errors import record
from jeugdregio_api.http.body import parsed
from jeugdregio_api.http.operation import NotReadable, Operation, as_operation
from jeugdregio_api.http.results import Shown
from jeugdregio_api.http.streams import Full, Streams

PROTOCOL = "graphql-transport-ws"
MAX_OPERATIONS = 10
"""How many subscriptions one connection may hold."""
_INIT_SECONDS = 10.0
_LONGEST_ID = 100

Results = Callable[[Operation, Context], AsyncGenerator[Shown, None]]
Admit = Callable[[str | None, str | None], Awaitable[Context]]


class NotAdmitted(Exception):
    """Whoever opened the connection may not ask anything."""


class _Ended(Exception):
    """We end the connection, with this code of the protocol."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class GraphQLSocket:
    """Answers WebSockets. ``admit`` gets what the client gave as Authorization, and its address.

    The first is the member of this name in ``connection_init``, or else the header. It raises
    NotAdmitted.
    """

    results: Results
    admit: Admit
    streams: Streams
    pending: Streams
    """Those that did not say yet who they are."""
    max_message_bytes: int
    max_depth: int

    async def converse(self, socket: WebSocket) -> None:
        """Answer one connection until it ends."""
        if PROTOCOL not in socket.scope["subprotocols"] or not _from_here(socket):
            await socket.close()  # before it is accepted: the client gets 403
            return
        await socket.accept(PROTOCOL)
        conversation = _Conversation(self, socket)
        try:
            await conversation.hold()
        except _Ended as ended:
            await _close(socket, ended.code, str(ended))
        except WebSocketDisconnect:
            pass
        except Exception as error:
            record(error)
            await _close(socket, 1011, "Internal error")
        finally:
            await conversation.drop_all()


@dataclass(slots=True)
class _Conversation:
    """One connection and the subscriptions on it."""

    _at: GraphQLSocket
    _socket: WebSocket
    _running: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def hold(self) -> None:
        """Let the client say who it is, and then answer it. Raises _Ended."""
        streams = self._at.streams
        try:
            with self._at.pending.open(""):
                context = await self._admitted()
            with streams.open(context.actor.subject):
                await self._send("connection_ack")
                over = asyncio.ensure_future(streams.over())
                try:
                    await self._listen(context, over)
                finally:
                    over.cancel()
        except Full as full:
            raise _Ended(1013, "Try again later") from full

    async def drop_all(self) -> None:
        """End every subscription."""
        running = [*self._running.values()]
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)

    async def _admitted(self) -> Context:
        try:
            async with asyncio.timeout(_INIT_SECONDS):
                while (message := await self._receive())["type"] == "ping":
                    await self._send("pong")
        except TimeoutError:
            raise _Ended(4408, "Connection initialisation timeout") from None
        if message["type"] != "connection_init":
            raise _Ended(4401, "Unauthorized")
        try:
            return await self._at.admit(
                _authorization(self._socket, message.get("payload")), _address(self._socket)
            )
        except NotAdmitted:
            raise _Ended(4403, "Forbidden") from None

    async def _listen(self, context: Context, over: asyncio.Future[None]) -> None:
        while True:
            receiving = asyncio.ensure_future(self._receive())
            first: set[asyncio.Future[Any]] = {receiving, over}
            await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
            if not receiving.done():
                receiving.cancel()
                raise _Ended(1001, "Going away")
            await self._answer(receiving.result(), context)

    async def _answer(self, message: Mapping[str, Any], context: Context) -> None:
        match message["type"]:
            case "ping":
                await self._send("pong")
            case "pong":
                pass
            case "subscribe":
                await self._subscribe(_id(message), message.get("payload"), context)
            case "complete":
                if task := self._running.pop(_id(message), None):
                    task.cancel()
            case "connection_init":
                raise _Ended(4429, "Too many initialisation requests")
            case _:
                raise _Ended(4400, "Invalid message")

    async def _subscribe(self, identity: str, payload: Any, context: Context) -> None:
        if identity in self._running:
            raise _Ended(4409, "Subscriber for this id already exists")
        if len(self._running) >= MAX_OPERATIONS:
            raise _Ended(4400, "Too many subscriptions")
        try:
            operation = as_operation(payload)
        except NotReadable:
            raise _Ended(4400, "Invalid message") from None
        self._running[identity] = asyncio.create_task(self._run(identity, operation, context))

    async def _run(self, identity: str, operation: Operation, context: Context) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):  # the client is gone: so is this
            async with aclosing(self._at.results(operation, context)) as results:
                async for result in results:
                    if "data" not in result:
                        self._running.pop(identity, None)
                        await self._send("error", identity, result["errors"])
                        return
                    await self._send("next", identity, result)
            self._running.pop(identity, None)
            await self._send("complete", identity)

    async def _receive(self) -> Mapping[str, Any]:
        frame = await self._socket.receive()
        if frame["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(frame.get("code", 1005))
        text = frame.get("text")
        if text is None:
            raise _Ended(4400, "Invalid message")
        content = text.encode("utf-8", "surrogatepass")
        if len(content) > self._at.max_message_bytes:
            raise _Ended(1009, "Message too big")
        try:
            message = parsed(content, self._at.max_depth)
        except NotReadable:
            raise _Ended(4400, "Invalid message") from None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise _Ended(4400, "Invalid message")
        return message

    async def _send(self, kind: str, identity: str | None = None, payload: Any = None) -> None:
        message = {"type": kind, "id": identity, "payload": payload}
        await self._socket.send_json({k: v for k, v in message.items() if v is not None})


def _id(message: Mapping[str, Any]) -> str:
    identity = message.get("id")
    if not isinstance(identity, str) or not 0 < len(identity) <= _LONGEST_ID:
        raise _Ended(4400, "Invalid message")
    return identity


def _authorization(socket: WebSocket, payload: Any) -> str | None:
    if not isinstance(payload, (dict, type(None))):
        raise _Ended(4400, "Invalid message")
    given = (payload or {}).get("Authorization", socket.headers.get("authorization"))
    return given if isinstance(given, str) else None


def _address(socket: WebSocket) -> str | None:
    return socket.client.host if socket.client else None


def _from_here(socket: WebSocket) -> bool:
    """Whether it is no page of another site that opened it: browsers let any page do that."""
    origin = socket.headers.get("origin")
    return origin is None or is_same_origin(origin, socket.headers.get("host", ""))


async def _close(socket: WebSocket, code: int, reason: str) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):
        await socket.close(code, reason)
