"""A request can be found again in every log: W3C Trace Context."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any

import pytest

from jeugdregio_api import app
from jeugdregio_api.context import Context
from jeugdregio_api.http.trace import Trace, current_trace, read_trace
from jeugdregio_core.beside import beside
from jeugdregio_core.guard import Guard
from jeugdregio_core.rulebook import Rulebook

CHAIN = "4bf92f3577b34da6a3ce929d0e0e4736"
SENT = f"00-{CHAIN}-00f067aa0ba902b7-01"
FORM = r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]"


def response(service: Any, **headers: str) -> str:
    return str(service.send("GET", "/health", headers=headers).headers["traceresponse"])


def test_the_chain_that_the_caller_names_goes_on(service: Any) -> None:
    told = response(service, traceparent=SENT)
    assert re.fullmatch(f"00-{CHAIN}-[0-9a-f]{{16}}-01", told)
    assert told != SENT


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "x",
        SENT.upper(),
        SENT + "-x",
        SENT.replace("00-", "ff-", 1),
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-{CHAIN}-{'0' * 16}-01",
        f"00-{CHAIN}-00f067aa0ba902b7",
        SENT * 1000,
    ],
)
def test_what_is_no_chain_begins_a_new_one(service: Any, sent: str) -> None:
    told = response(service, traceparent=sent)
    assert re.fullmatch(FORM, told)
    assert CHAIN not in told


def test_two_chains_are_none(service: Any) -> None:
    two = [("traceparent", SENT), ("traceparent", SENT)]
    assert CHAIN not in service.send("GET", "/health", headers=two).headers["traceresponse"]


def test_without_a_chain_every_request_begins_its_own(service: Any) -> None:
    assert response(service) != response(service)


def test_a_later_version_is_read_as_far_as_it_is_known() -> None:
    assert read_trace(f"cc-{CHAIN}-00f067aa0ba902b7-03-more").trace_id == CHAIN


def test_what_others_keep_is_passed_on_with_a_request_made_for_this_one() -> None:
    trace = read_trace(SENT, "vendor=1")
    assert trace.headers == {"traceparent": trace.parent, "tracestate": "vendor=1"}
    assert set(read_trace(SENT, "x" * 513).headers) == {"traceparent"}
    assert set(read_trace(SENT, "a\nb").headers) == {"traceparent"}
    assert set(read_trace("", "vendor=1").headers) == {"traceparent"}


def test_resolvers_and_the_threads_they_use_know_it(
    service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Trace | None] = []

    def spy(*_args: Any) -> None:
        seen.append(current_trace())

    def made(*args: Any, **named: Any) -> Context:
        context = Context(*args, **named)
        seen.append(context.trace)
        return context

    monkeypatch.setattr(Guard, "decide", spy)
    monkeypatch.setattr(app, "Context", made)
    query = '{ decide(input: {region: "voorbeeld"}) { verdict } }'
    service.send("POST", "/graphql", json={"query": query}, headers={"traceparent": SENT})
    assert [trace.trace_id for trace in seen if trace] == [CHAIN, CHAIN]


def test_a_fault_is_logged_with_its_chain(
    service: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(Rulebook, "rules_on", broken)
    query = '{ region(code: "voorbeeld") { rules { code } } }'
    with caplog.at_level(logging.ERROR):
        service.send("POST", "/graphql", json={"query": query}, headers={"traceparent": SENT})
    assert CHAIN in caplog.text


def test_outside_a_request_there_is_no_chain() -> None:
    assert current_trace() is None
    assert asyncio.run(beside(current_trace)) is None
