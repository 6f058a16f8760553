"""What goes around every answer, when that answer breaks off."""

from __future__ import annotations

import asyncio
import json
from io import StringIO
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from jeugdregio_api.http.around import around
from jeugdregio_api.operation.logs import configure
from jeugdregio_api.operation.metrics import Metrics
from jeugdregio_api.settings import Settings


class _Half:
    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError("geheim")


def test_an_answer_that_breaks_off_gets_no_second_one_and_is_told_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    written, sent = StringIO(), list[Message]()
    configure("json", written)
    app = Starlette(routes=[Route("/half", _Half())], middleware=around(Settings(), Metrics()))
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/half", "headers": []}

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    with pytest.raises(RuntimeError, match="broke off"):
        asyncio.run(app(scope, receive, send))
    assert [message["type"] for message in sent] == ["http.response.start"]
    told = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [line["status"] for line in told if line["event"] == "request"] == [200]
    assert "geheim" not in caplog.text + written.getvalue()
