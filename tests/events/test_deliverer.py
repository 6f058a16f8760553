"""A deliverer goes on whatever happens to the store, to a receiver or to itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from tests.events.conftest import Post
from tests.support import stored
from tests.support.scenes import referred

from jeugdregio_core.events import queue
from jeugdregio_core.events.addresses import read_networks
from jeugdregio_core.events.deliverer import AT_ONCE, Deliverer
from jeugdregio_core.events.queue import SHARE
from jeugdregio_core.events.sending import Sender
from jeugdregio_core.model.events import MessageStatus
from jeugdregio_core.store import tables
from jeugdregio_core.store.errors import StoreUnavailable

Answer = Callable[[httpx.Request], Any]


def _deliverer(post: Post, answer: Answer) -> Deliverer:
    sender = Sender(httpx.MockTransport(answer), read_networks("127.0.0.0/8"), 5)
    return Deliverer(post.store, sender, post.clock, lambda: 0.0, pause=0.01)


@pytest.fixture
def post(post: Post) -> Post:
    """Its subscriber is on this computer, so that no name is looked up."""

    def move(session: Any) -> None:
        (webhook,) = stored.rows(tables.Webhook)(session)
        webhook.url = "http://127.0.0.1:9/in"

    post.store.write((), move)
    return post


async def _until(
    deliverer: Deliverer, done: Callable[[], bool], then: Callable[[], None] = lambda: None
) -> None:
    running = asyncio.create_task(deliverer.run())
    async with asyncio.timeout(30):
        while not done():
            await asyncio.sleep(0.01)
    deliverer.stop()
    then()
    await running


def test_events_are_delivered_while_they_happen(post: Post) -> None:
    deliverer = _deliverer(post, lambda _request: httpx.Response(204))

    async def work() -> None:
        running = asyncio.create_task(_until(deliverer, lambda: deliverer.delivered == 3))
        for number in range(3):
            await asyncio.to_thread(referred, post.office, f"K-{number}")
            await asyncio.sleep(0.05)
        await running

    asyncio.run(work())
    assert [one.status for one in post.messages()] == [MessageStatus.DELIVERED] * 3


def test_no_more_than_so_many_are_sent_at_once(post: Post) -> None:
    others = 5
    for _ in range(others):
        post.subscribe(url="http://127.0.0.1:9/ook")
    for number in range(AT_ONCE):
        referred(post.office, f"K-{number}")
    now, most = 0, 0

    async def answer(_request: httpx.Request) -> httpx.Response:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.05)
        now -= 1
        return httpx.Response(204)

    deliverer = _deliverer(post, answer)
    asyncio.run(deliverer.once())
    assert deliverer.delivered == (others + 1) * AT_ONCE
    assert SHARE < most <= AT_ONCE


def test_a_receiver_that_hangs_does_not_hold_up_another(post: Post) -> None:
    for number in range(AT_ONCE):
        referred(post.office, f"K-{number}")
    post.fill()
    post.subscribe(url="http://127.0.0.1:9/ander")
    referred(post.office, "K-laatste")
    hanging = asyncio.Event()

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/in":
            await hanging.wait()
        return httpx.Response(204)

    deliverer = _deliverer(post, answer)
    asyncio.run(_until(deliverer, lambda: deliverer.delivered == 1, hanging.set))


def test_what_is_under_way_is_finished_before_it_stops(post: Post) -> None:
    referred(post.office)
    under_way = asyncio.Event()

    async def answer(_request: httpx.Request) -> httpx.Response:
        under_way.set()
        await asyncio.sleep(0.2)
        return httpx.Response(204)

    asyncio.run(_until(_deliverer(post, answer), under_way.is_set))
    assert [one.status for one in post.messages()] == [MessageStatus.DELIVERED]


def test_a_store_that_is_away_for_a_while_is_waited_for(
    post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    referred(post.office)
    away = iter([True, True, False])

    fill = queue.fill

    def sometimes(*given: Any) -> int:
        if next(away, False):
            raise StoreUnavailable
        return fill(*given)

    monkeypatch.setattr(queue, "fill", sometimes)
    deliverer = _deliverer(post, lambda _request: httpx.Response(204))
    with caplog.at_level(logging.ERROR):
        asyncio.run(_until(deliverer, lambda: deliverer.delivered == 1))
    assert "De opslag is nu niet bereikbaar." in caplog.text


def test_an_outcome_that_cannot_be_kept_is_no_reason_to_stop(
    post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The message comes due again after its lease, so it is sent twice rather than never."""
    referred(post.office)

    def settle(*_given: Any) -> None:
        raise ValueError("K-001")

    monkeypatch.setattr(queue, "settle", settle)
    deliverer = _deliverer(post, lambda _request: httpx.Response(204))
    with caplog.at_level(logging.ERROR):
        asyncio.run(deliverer.once())
    monkeypatch.undo()
    assert "ValueError" in caplog.text
    assert "K-001" not in caplog.text
    post.clock.later(seconds=3 * 5)
    asyncio.run(deliverer.once())
    assert deliverer.delivered == 2
    assert [one.status for one in post.messages()] == [MessageStatus.DELIVERED]
