"""Our own load tool counts what it asked, and what was not answered."""

from __future__ import annotations

import asyncio

from benchmarks.pages.load.own import load, percentile
from benchmarks.pages.load.requests import Request, graphql

_OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
_AWAY = b"HTTP/1.1 503 Away\r\ncontent-length: 2\r\n\r\n{}"


def _loaded(answers: list[bytes]) -> tuple[dict[str, float], list[bytes]]:
    """What the tool tells of a server that gives these answers in turn, and what was asked."""
    asked: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readline():
            while await reader.readline() != b"\r\n":
                pass
            asked.append(head)
            writer.write(answers[len(asked) % len(answers)])
        writer.close()

    async def both() -> dict[str, float]:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        requests = [Request("GET", f"/{number}").raw().encode() for number in range(4)]
        async with server:
            return await load(port, 2, 0.2, requests)

    return asyncio.run(both()), asked


def test_every_answer_counts_and_every_place_is_asked_in_turn() -> None:
    told, asked = _loaded([_OK])
    assert told["requests"] == len(asked) > 8
    assert told["failed"] == 0
    assert {line.split()[1] for line in asked} == {b"/0", b"/1", b"/2", b"/3"}
    assert 0 < told["p50"] <= told["p99"]


def test_an_answer_that_is_no_answer_is_told() -> None:
    told, asked = _loaded([_OK, _AWAY])
    assert told["failed"] == (len(asked) + 1) // 2 > 0


def test_a_percentile_is_a_value_that_was_there() -> None:
    assert percentile([1.0, 2.0, 3.0, 100.0], 50) == 3.0
    assert percentile([1.0, 2.0, 3.0, 100.0], 99) == 100.0
    assert percentile([], 99) == 0.0


def test_an_operation_is_posted_with_its_length_and_the_token() -> None:
    head, _, body = graphql("{ a }", {"b": "é"}, "token").raw().partition("\r\n\r\n")
    assert head.startswith("POST /graphql HTTP/1.1\r\n")
    assert f"Content-Length: {len(body.encode())}" in head
    assert "Authorization: Bearer token" in head
