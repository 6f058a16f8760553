"""Whatever is sent, the answer is orderly JSON: never a traceback, never a 500."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest

JSON = {"Content-Type": "application/json"}
QUERY = "{ regions { code } }"


def send(service: Any, body: bytes, headers: dict[str, str] | None = None) -> Any:
    return service.send("POST", "/graphql", content=body, headers=headers or JSON)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"5",
        b"null",
        b"[]",
        b'"tekst"',
        b"{",
        b"[" * 30_000,
        b'{"query": "{ regions { code } }", "variables": ' + b"[" * 100 + b"]" * 100 + b"}",
        b'{"a":' * 65 + b"1" + b"}" * 65,
        b"\xff\xfe\x00",
        b'{"query": "\xc3"}',
        b'{"query": "\\ud800"}',
        b'{"query": "{ regions { code } }", "variables": {"a": ["\\ud800"]}}',
        b'{"query": "{ regions { code } }", "variables": {"\\ud800": 1}}',
        b'{"query": "{ regions { code } }", "variables": {"a": NaN}}',
        b'{"query": "{ regions { code } }", "variables": {"a": ' + b"9" * 5000 + b"}}",
        b"{}",
        b'{"query": ""}',
        b'{"query": 5}',
        b'{"query": "{ regions { code } }", "variables": []}',
        b'{"query": "{ regions { code } }", "variables": "{}"}',
        b'{"query": "{ regions { code } }", "operationName": 5}',
        b'{"query": "{ regions { code } }", "extensions": 5}',
        b'[{"query": "{ regions { code } }"}]',
        b'{"query": "{ regions { code } }", "query": "{ regions { name } }"}',
        b'{"query": "{ regions { code } }", "variables": {"a": {"b": 1, "b": 2}}}',
        b'{"query": "{ regions { code } }", "variables": {"a": Infinity}}',
        b'{"query": "{ region(code: ' + b"9" * 5000 + b') { code } }"}',
        b'{"query": null, "variables": {}}',
        b'{"documentId": 5}',
        b'{"documentId": "x", "query": ""}',
        b'{"extensions": {"persistedQuery": {"sha256Hash": 5}}}',
        b'{"extensions": {"persistedQuery": []}}',
    ],
    ids=lambda body: body[:50].decode("ascii", "replace"),
)
def test_a_body_that_holds_no_question_is_refused_with_a_sentence(
    service: Any, body: bytes
) -> None:
    begun = time.process_time()
    answer = send(service, body)
    assert time.process_time() - begun < 1
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["message"].rstrip(")").endswith(".")


def test_a_body_of_64_kilobytes_is_read_and_a_larger_one_is_not(service: Any) -> None:
    fits = json.dumps({"query": QUERY}).encode().ljust(64 * 1024)
    assert send(service, fits).status_code == 200
    refused = send(service, fits + b" ")
    assert refused.status_code == 413
    (error,) = refused.json()["errors"]
    assert error["message"] == "De vraag is te groot: hoogstens 65536 bytes."


def test_a_deployment_can_set_how_large_and_how_deep_a_body_may_be(
    serve: Any, voorbeeld: Any
) -> None:
    service = serve({"voorbeeld": voorbeeld}, max_body_bytes=100, max_json_depth=3)
    assert service.post("{ regions { code } }").status_code == 200
    assert service.post("{ regions { code } }", {"a": {"b": 1}}).status_code == 400
    assert service.post("{ regions { code } }" + " " * 100).status_code == 413


def test_a_body_that_does_not_come_is_not_waited_for(serve: Any, voorbeeld: Any) -> None:
    async def halting() -> Any:
        yield b'{"query": '
        await asyncio.sleep(5)
        yield b'"{ regions { code } }"}'

    service = serve({"voorbeeld": voorbeeld}, deadline_seconds=0.05)
    answer = service.send("POST", "/graphql", content=halting(), headers=JSON)
    assert answer.status_code == 408
    assert answer.json()["errors"][0]["message"] == "De vraag kwam niet op tijd binnen."


def test_a_body_without_a_stated_length_is_cut_off_too(service: Any) -> None:
    async def endless() -> Any:
        for _ in range(200):
            yield b" " * 1024

    assert service.send("POST", "/graphql", content=endless(), headers=JSON).status_code == 413


def test_json_may_be_64_levels_deep(service: Any) -> None:
    variables = "[" * 62 + "]" * 62
    body = f'{{"query": "{{ regions {{ code }} }}", "variables": {{"a": {variables}}}}}'
    assert send(service, body.encode()).status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_read(service: Any, kind: str) -> None:
    answer = send(service, json.dumps({"query": QUERY}).encode(), {"Content-Type": kind})
    assert answer.status_code == 415
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_a_byte_order_mark_does_not_matter(service: Any) -> None:
    assert send(service, b"\xef\xbb\xbf" + json.dumps({"query": QUERY}).encode()).status_code == 200


def test_letters_with_accents_come_back_whole(service: Any) -> None:
    answer = service.post('{ region(code: "Súdwest-Fryslân €") { name } }')
    assert "Súdwest-Fryslân €" in answer.text
