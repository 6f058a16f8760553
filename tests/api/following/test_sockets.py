"""Whoever follows a region over a WebSocket keeps to the protocol, and is held to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from tests.api.following.conftest import QUERY, REGION, Followed
from tests.api.following.test_streams import REFUSED
from tests.support.counter import service
from tests.support.wire import PROTOCOL, Socket, socket

from jeugdregio_api.context import Context
from jeugdregio_api.http import socket as module
from jeugdregio_api.http.socket import MAX_OPERATIONS, NotAdmitted


def test_what_happens_is_told_while_it_happens(cases_on_both: Followed) -> None:
    async def follow() -> Any:
        async with cases_on_both.socket() as wire:
            assert wire.answer["subprotocol"] == PROTOCOL
            await wire.admitted()
            wire.subscribe("een", QUERY, region=REGION, after="0")
            referral = await cases_on_both.refer()
            told = await wire.hear()
            assert (told["type"], told["id"]) == ("next", "een")
            assert told["payload"]["data"]["events"]["object"]["id"] == referral

    asyncio.run(follow())


def test_several_can_be_followed_on_one_connection_and_each_can_be_left(cases: Followed) -> None:
    async def follow() -> set[str]:
        async with cases.socket() as wire:
            await wire.admitted()
            for name in ("een", "twee"):
                wire.subscribe(name, QUERY, region=REGION, after="0")
            await cases.refer("K-1")
            both = {(await wire.hear())["id"] for _ in range(2)}
            assert both == {"een", "twee"}
            wire.say(type="complete", id="een")
            wire.say(type="complete", id="onbekend")
            wire.say(type="ping")
            assert await wire.hear() == {"type": "pong"}
            await cases.refer("K-2")
            heard = {(await wire.hear())["id"]}
            wire.subscribe("een", QUERY, region=REGION)
            wire.say(type="pong")
            return heard

    assert asyncio.run(follow()) == {"twee"}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_followed_is_told_and_the_connection_goes_on(
    cases: Followed, name: str
) -> None:
    query, variables, code, words = REFUSED[name]

    async def follow() -> Any:
        async with cases.socket() as wire:
            await wire.admitted()
            wire.subscribe("een", query, **{"region": REGION} | variables)
            told = await wire.hear()
            wire.say(type="ping")
            assert await wire.hear() == {"type": "pong"}
            return told

    told = asyncio.run(follow())
    assert (told["type"], told["id"]) == ("error", "een")
    assert {error["extensions"]["code"] for error in told["payload"]} == {code}
    assert words in told["payload"][0]["message"]


@pytest.mark.parametrize("protocols", [(), ("graphql-ws",), ("soap", "graphql-ws")])
def test_the_older_protocol_is_refused(cases: Followed, protocols: tuple[str, ...]) -> None:
    async def knock() -> Any:
        async with socket(cases.app(), *protocols) as wire:
            return wire.answer["type"]

    assert asyncio.run(knock()) == "websocket.close"


@pytest.mark.parametrize(
    ("origin", "answer"),
    [
        ("http://test", "websocket.accept"),
        ("https://elders.example", "websocket.close"),
        ("null", "websocket.close"),
    ],
)
def test_a_page_of_another_site_cannot_follow(cases: Followed, origin: str, answer: str) -> None:
    async def knock() -> Any:
        async with cases.socket(origin=origin) as wire:
            return wire.answer["type"]

    assert asyncio.run(knock()) == answer


def test_a_service_that_stores_nothing_opens_no_socket() -> None:
    async def knock() -> Any:
        async with socket(service(None), PROTOCOL) as wire:
            return wire.answer["type"]

    assert asyncio.run(knock()) == "websocket.close"


Wrong = Callable[[Socket], None]
ASKED = {"type": "subscribe", "id": "1", "payload": {"query": QUERY}}


def _twice(wire: Socket) -> None:
    for _ in range(2):
        wire.subscribe("een", QUERY, region=REGION)


def _too_many(wire: Socket) -> None:
    for number in range(MAX_OPERATIONS + 1):
        wire.subscribe(str(number), QUERY, region=REGION)


def _said(text: str) -> Wrong:
    return lambda wire: wire.push(type="websocket.receive", text=text)


WRONG: dict[str, tuple[Wrong, int]] = {
    "a second introduction": (lambda wire: wire.say(type="connection_init"), 4429),
    "the same id twice": (_twice, 4409),
    "too many": (_too_many, 4400),
    "an unknown type": (lambda wire: wire.say(type="start"), 4400),
    "no id": (lambda wire: wire.say(type="subscribe", payload={"query": QUERY}), 4400),
    "a long id": (lambda wire: wire.say(type="complete", id="x" * 101), 4400),
    "no question": (lambda wire: wire.say(type="subscribe", id="1"), 4400),
    "odd variables": (
        lambda wire: wire.say(type="subscribe", id="1", payload={"query": QUERY, "variables": []}),
        4400,
    ),
    "no type": (_said("{}"), 4400),
    "no object": (_said("5"), 4400),
    "no JSON": (_said("{"), 4400),
    "deep JSON": (_said("[" * 60_000), 4400),
    "half a character": (_said('{"type": "\\ud800"}'), 4400),
    "bytes": (lambda wire: wire.push(type="websocket.receive", bytes=b"{}"), 4400),
    "too big": (_said(" " * 70_000), 1009),
}


@pytest.mark.parametrize("name", WRONG)
def test_whoever_does_not_keep_to_the_protocol_is_shown_out(cases: Followed, name: str) -> None:
    wrong, code = WRONG[name]

    async def converse() -> Any:
        async with cases.socket() as wire:
            await wire.admitted()
            wrong(wire)
            return await wire.hear()

    assert asyncio.run(converse()) == code


def test_whoever_asks_before_the_introduction_is_shown_out(cases: Followed) -> None:
    async def converse() -> Any:
        async with cases.socket() as wire:
            wire.say(type="ping")
            assert await wire.hear() == {"type": "pong"}
            wire.say(**ASKED)
            return await wire.hear()

    assert asyncio.run(converse()) == 4401


def test_whoever_does_not_introduce_itself_is_shown_out(
    cases: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_INIT_SECONDS", 0.1)

    async def converse() -> Any:
        async with cases.socket() as wire:
            return await wire.hear()

    assert asyncio.run(converse()) == 4408


def _admitting(app: Starlette, seen: list[str | None]) -> Starlette:
    """The same service, where only a good token gets in."""
    (route,) = [one for one in app.routes if isinstance(one, WebSocketRoute)]
    own: Any = vars(route)["endpoint"].__self__

    async def admit(authorization: str | None, client: str | None) -> Context:
        seen.append(authorization)
        if authorization != "Bearer goed":
            raise NotAdmitted
        context: Context = await own.admit(None, client)
        return context

    guarded = replace(own, admit=admit)
    return Starlette(routes=[WebSocketRoute("/graphql", guarded.converse)])


@pytest.mark.parametrize(
    ("payload", "headers", "answer"),
    [
        ({"Authorization": "Bearer goed"}, {}, {"type": "connection_ack"}),
        ({"Authorization": "Bearer goed"}, {"authorization": "x"}, {"type": "connection_ack"}),
        (None, {"authorization": "Bearer goed"}, {"type": "connection_ack"}),
        ({"Authorization": "Bearer fout"}, {"authorization": "Bearer goed"}, 4403),
        ({"Authorization": 5}, {}, 4403),
        ({}, {}, 4403),
        ([], {}, 4400),
    ],
)
def test_a_token_comes_with_the_introduction_or_in_the_header(
    cases: Followed, payload: Any, headers: dict[str, str], answer: Any
) -> None:
    seen: list[str | None] = []

    async def converse() -> Any:
        async with cases.socket(_admitting(cases.app(), seen), **headers) as wire:
            given = {} if payload is None else {"payload": payload}
            wire.say(type="connection_init", **given)
            return await wire.hear()

    assert asyncio.run(converse()) == answer


def test_nobody_has_more_connections_than_allowed(cases: Followed) -> None:
    app = cases.app(max_streams_per_subject=1)

    async def converse() -> Any:
        async with cases.socket(app) as one, cases.socket(app) as two:
            await one.admitted()
            two.say(type="connection_init")
            return await two.hear()

    assert asyncio.run(converse()) == 1013


def test_connections_end_when_the_service_stops(cases: Followed) -> None:
    app = cases.app()

    async def converse() -> Any:
        async with cases.socket(app) as wire:
            await wire.admitted()
            wire.subscribe("een", QUERY, region=REGION)
            await asyncio.sleep(0.05)
            app.state.streams.close()
            return await wire.hear()

    assert asyncio.run(converse()) == 1001


def test_a_client_that_leaves_leaves_nothing_behind(cases: Followed) -> None:
    app = cases.app(max_streams_per_subject=1)

    async def converse() -> None:
        for _ in range(3):
            async with cases.socket(app) as wire:
                await wire.admitted()
                wire.subscribe("een", QUERY, region=REGION)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(converse())
