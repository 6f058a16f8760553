"""Whoever follows a region hears what happens there, over server-sent events."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from tests.api.following.conftest import QUERY, REGION, Followed
from tests.support import stored
from tests.support.counter import service
from tests.support.scenes import allocated
from tests.support.wire import stream

from jeugdregio_core.events import reading
from jeugdregio_core.store import tables
from jeugdregio_core.store.errors import StoreUnavailable


def test_what_happens_is_told_while_it_happens(cases_on_both: Followed) -> None:
    async def follow() -> tuple[str, Any]:
        async with cases_on_both.stream() as events:
            assert events.status == 200
            assert events.headers["content-type"].startswith("text/event-stream")
            assert events.headers["cache-control"] == "no-store"
            await events.quiet()
            referral = await cases_on_both.refer()
            return referral, await events.next()

    referral, heard = asyncio.run(follow())
    (event,) = cases_on_both.office.see(stored.rows(tables.Event))
    pointer = {"type": "REFERRAL", "id": referral}
    assert heard["data"]["events"] == {
        "id": str(event.id),
        "kind": "NIEUWE_VERWIJZING",
        "region": REGION,
        "at": "2026-03-02T12:00:00+00:00",
        "position": str(event.sequence),
        "object": pointer,
        "subject": pointer,
    }


def test_whoever_goes_on_from_a_position_misses_nothing_and_hears_nothing_twice(
    cases_on_both: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 2)

    async def follow() -> list[str]:
        for number in range(3):
            await cases_on_both.refer(f"K-{number}")
        heard, position = [], "0"
        for _ in range(3):  # one event per connection
            async with cases_on_both.stream(after=position) as events:
                event = (await events.next())["data"]["events"]
                heard.append(event["id"])
                position = event["position"]
        await cases_on_both.refer("K-3")
        async with cases_on_both.stream(after=position) as events:
            heard.append((await events.next())["data"]["events"]["id"])
            await events.quiet()
        return heard

    told = asyncio.run(follow())
    kept = cases_on_both.office.see(stored.rows(tables.Event, tables.Event.sequence))
    assert told == [str(event.id) for event in kept]


def test_only_the_kinds_that_were_asked_for_are_told(cases: Followed) -> None:
    async def follow() -> Any:
        async with cases.stream(kinds=["NIEUWE_TOEWIJZING"], after="0") as events:
            referral = await cases.refer()
            await asyncio.to_thread(allocated, cases.office, referral)
            return (await events.next())["data"]["events"]["kind"]

    assert asyncio.run(follow()) == "NIEUWE_TOEWIJZING"


def test_silence_is_broken_by_signs_of_life(cases: Followed) -> None:
    async def follow() -> None:
        async with cases.stream() as events:
            assert [await events.chunk() for _ in range(4)] == [":\n\n"] * 4

    asyncio.run(follow())


DEEP = 'subscription { events(region: "x") ' + "{ a" * 10 + "}" * 10 + " }"
WIDE = 'subscription { events(region: "x") { ' + " ".join(f"a{n}: id" for n in range(31)) + " } }"
LONG = 'subscription { events(region: "x") { ' + "id " * 2000 + "} }"
REFUSED: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "a region that is not served": (QUERY, {"region": "nergens"}, "NOT_FOUND", "nergens"),
    "no position": (QUERY, {"after": "-1"}, "BAD_USER_INPUT", "position"),
    "a position too far": (QUERY, {"after": "9" * 19}, "BAD_USER_INPUT", "position"),
    "no kind": (QUERY, {"kinds": ["X"]}, "BAD_USER_INPUT", "EventKind"),
    "too deep": (DEEP, {}, "BAD_USER_INPUT", "niveaus diep"),
    "too wide": (WIDE, {}, "BAD_USER_INPUT", "aliassen"),
    "too long": (LONG, {}, "BAD_USER_INPUT", "tokens"),
    "a question": ("{ regions { code } }", {}, "BAD_USER_INPUT", "gewone POST"),
    "a step": ("mutation { x }", {}, "BAD_USER_INPUT", "gewone POST"),
    "no GraphQL": ("subscription {", {}, "BAD_USER_INPUT", "Syntax"),
    "two at once": (
        'subscription { a: events(region: "x") { id } b: events(region: "x") { id } }',
        {},
        "BAD_USER_INPUT",
        "one top level field",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_followed_is_told_and_the_stream_ends(cases: Followed, name: str) -> None:
    query, variables, code, words = REFUSED[name]

    async def follow() -> Any:
        async with cases.stream(query=query, **variables) as events:
            assert events.status == 200
            told = await events.next()
            assert await events.next() is None
            assert await events.chunk() == ""
            return told

    told = asyncio.run(follow())
    assert "data" not in told
    assert {error["extensions"]["code"] for error in told["errors"]} == {code}
    assert words in told["errors"][0]["message"]


def _post(app: Starlette, accept: str, body: Any) -> httpx.Response:
    async def call() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post("/graphql", json=body, headers={"Accept": accept})

    return asyncio.run(call())


def test_a_subscription_over_a_plain_post_is_told_what_it_needs(cases: Followed) -> None:
    body = {"query": QUERY, "variables": {"region": REGION}}
    answer = _post(cases.app(), "application/graphql-response+json", body)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "text/event-stream" in error["message"]


def test_a_body_that_cannot_be_read_is_refused_before_there_is_a_stream(cases: Followed) -> None:
    answer = _post(cases.app(), "text/event-stream", [1])
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("application/json")


def test_a_service_that_stores_nothing_has_nothing_to_follow() -> None:
    async def follow() -> Any:
        async with stream(service(None), QUERY, region=REGION) as events:
            return await events.next()

    (error,) = asyncio.run(follow())["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"


def test_nobody_has_more_streams_than_allowed_and_a_place_is_free_again(cases: Followed) -> None:
    app = cases.app(max_streams_per_subject=2)

    async def follow() -> None:
        async with cases.stream(app) as one, cases.stream(app) as two:
            assert [one.status, two.status] == [200, 200]
            async with cases.stream(app) as three:
                assert three.status == 429
                assert '"code":"RATE_LIMITED"' in await three.chunk()
        async with cases.stream(app) as again:
            assert again.status == 200

    asyncio.run(follow())


def test_a_process_holds_no_more_streams_than_allowed(cases: Followed) -> None:
    app = cases.app(max_streams=1)

    async def follow() -> None:
        async with cases.stream(app), cases.stream(app) as two:
            assert two.status == 429

    asyncio.run(follow())


def test_streams_end_when_the_service_stops(cases: Followed) -> None:
    app = cases.app()

    async def follow() -> None:
        async with cases.stream(app) as events:
            await events.quiet()
            app.state.streams.close()
            while await events.chunk():
                pass
            await events.ended()
        async with cases.stream(app) as late:
            assert await late.chunk() == ":\n\n"
            assert await late.chunk() == ""

    asyncio.run(follow())


def test_a_stream_ends_after_a_while_without_saying_that_it_is_complete(cases: Followed) -> None:
    async def follow() -> list[str]:
        async with cases.stream(cases.app(max_stream_seconds=0.05)) as events:
            chunks = []
            while chunk := await events.chunk():
                chunks.append(chunk)
            return chunks

    assert set(asyncio.run(follow())) == {":\n\n"}


def test_a_store_that_is_away_for_a_while_costs_no_event(
    cases: Followed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    newest = reading.newest
    trouble: Iterator[bool] = iter([False, True, True, True])

    def sometimes(session: Any, region: str) -> int:
        if next(trouble, False):
            raise StoreUnavailable
        return newest(session, region)

    monkeypatch.setattr(reading, "newest", sometimes)

    async def follow() -> Any:
        async with cases.stream() as events:
            await events.quiet()
            await cases.refer()
            return await events.next()

    with caplog.at_level(logging.ERROR):
        assert asyncio.run(follow())["data"]["events"]["kind"] == "NIEUWE_VERWIJZING"
    assert "De opslag is nu niet bereikbaar." in caplog.text


def test_a_fault_of_ours_ends_the_stream_without_a_word_about_it(
    cases: Followed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: Any, **_named: Any) -> Any:
        raise ValueError("K-001")

    monkeypatch.setattr(reading, "after", broken)

    async def follow() -> tuple[Any, Any]:
        await cases.refer()
        async with cases.stream(after="0") as events:
            return await events.next(), await events.next()

    told, end = asyncio.run(follow())
    assert told["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert end is None
    assert "K-001" not in str(told) + caplog.text


def test_what_an_event_points_at_can_be_asked_for(cases: Followed) -> None:
    app = cases.app()

    async def follow() -> dict[str, str]:
        referral = await cases.refer()
        await asyncio.to_thread(allocated, cases.office, referral)
        subjects = {}
        async with cases.stream(app, after="0") as events:
            while "ALLOCATION" not in subjects or "REQUEST" not in subjects:
                subject = (await events.next())["data"]["events"]["subject"]
                subjects[subject["type"]] = subject["id"]
        return subjects

    subjects = asyncio.run(follow())
    query = """query ($region: ID!, $referral: ID!, $request: ID!, $allocation: String!) {
      referral(region: $region, id: $referral) { id }
      request(region: $region, id: $request) { id }
      allocations(region: $region, where: {id: {eq: $allocation}}) { edges { node { id } } }
      none: allocations(region: $region, where: {id: {eq: "x"}}) { totalCount }
    }"""
    variables = {"region": REGION} | {kind.lower(): one for kind, one in subjects.items()}
    data = _post(app, "*/*", {"query": query, "variables": variables}).json()["data"]
    assert data["referral"]["id"] == subjects["REFERRAL"]
    assert data["request"]["id"] == subjects["REQUEST"]
    assert data["allocations"]["edges"] == [{"node": {"id": subjects["ALLOCATION"]}}]
    assert data["none"] == {"totalCount": 0}
