"""Every event reaches every subscriber at least once: tried again, leased, and never forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlmodel import Session
from tests.events.conftest import BUSY, OK, Post, events
from tests.support.scenes import allocated, referred

from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.events import queue, reading, subscribers
from jeugdregio_core.events.queue import PATIENCE, PAUSES, SHARE
from jeugdregio_core.events.sending import Answer
from jeugdregio_core.model.events import EventKind, MessageStatus
from jeugdregio_core.store import tables


def _refer(post: Post, count: int) -> None:
    for number in range(count):
        referred(post.office, f"K-{number}")


def test_an_event_is_sent_once_to_a_subscriber_that_takes_it(post: Post) -> None:
    _refer(post, 1)
    assert post.fill() == 1
    (taken,) = post.take()
    (event,) = events(post.store)
    assert taken.headers["webhook-id"] == str(event.id)
    assert post.take() == []
    post.settle(taken, OK)
    post.clock.later(days=30)
    assert (post.fill(), post.take()) == (0, [])
    assert [one.status for one in post.messages()] == [MessageStatus.DELIVERED]


def test_a_subscriber_hears_what_happens_after_it_came(post: Post) -> None:
    _refer(post, 2)
    late = post.subscribe()
    assert post.fill() == 2
    _refer(post, 1)
    assert post.fill() == 2
    assert [taken.webhook == late for taken in post.take()].count(True) == 1


def test_a_subscriber_hears_only_the_kinds_it_asked_for(post: Post) -> None:
    choosy = post.subscribe(kinds=(EventKind.NIEUWE_TOEWIJZING,))
    allocated(post.office, referred(post.office))
    post.fill()
    heard = [taken.event for taken in post.take() if taken.webhook == choosy]
    wanted = [e.id for e in events(post.store) if e.kind is EventKind.NIEUWE_TOEWIJZING]
    assert heard == wanted != []


def test_a_subscriber_hears_only_of_its_own_region(post: Post) -> None:
    post.subscribe(region="friesland")
    _refer(post, 1)
    assert post.fill() == 1


def test_a_subscriber_hears_only_what_it_may_see(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Actor] = []

    def nothing(_session: Session, actor: Actor, _events: Sequence[tables.Event]) -> tuple[()]:
        asked.append(actor)
        return ()

    monkeypatch.setattr(reading, "visible", nothing)
    municipal = post.subscribe(role="MUNICIPALITY", organisation="0405")
    _refer(post, 1)
    assert post.fill() == 0
    assert (
        Actor(f"webhook:{municipal}", Role.MUNICIPALITY, "0405", frozenset({"westfriesland"}))
        in asked
    )
    monkeypatch.undo()
    assert post.fill() == 0  # it was passed over, not put off


def test_a_message_that_fails_comes_back_after_ever_longer_pauses(post: Post) -> None:
    _refer(post, 1)
    post.fill()
    for pause in PAUSES:
        (taken,) = post.take()
        post.settle(taken, BUSY)
        post.clock.at += pause - timedelta(seconds=1)
        assert post.take() == []
        post.clock.later(seconds=1)
    assert all(earlier < later for earlier, later in pairwise(PAUSES))
    assert PAUSES[0] == timedelta(seconds=5)


def test_a_message_that_keeps_failing_is_given_up_and_kept(post: Post) -> None:
    _refer(post, 1)
    post.fill()
    for _ in range(len(PAUSES) + 1):
        (taken,) = post.take()
        post.settle(taken, BUSY)
        post.clock.later(hours=25)
        post.store.write((), _never_failing(post))
    (dead,) = post.messages()
    assert (dead.status, dead.answer) == (MessageStatus.DEAD, "status 503")
    assert post.take() == []
    assert post.subscriber().stopped_at is None


def _never_failing(post: Post) -> Any:
    """As if the subscriber took other messages in between."""

    def work(session: Session) -> None:
        session.get_one(tables.Webhook, post.webhook).failing_since = None

    return work


def test_pauses_differ_by_chance_so_that_not_everything_comes_back_at_once(post: Post) -> None:
    _refer(post, 2)
    post.fill()
    for taken, random in zip(post.take(), (0.0, 1.0), strict=True):
        post.settle(taken, BUSY, random)
    soonest, latest = sorted(one.due_at - post.clock() for one in post.messages())
    assert soonest == PAUSES[0]
    assert latest == PAUSES[0] * 1.25


def test_a_subscriber_that_takes_nothing_for_days_is_switched_off(post: Post) -> None:
    _refer(post, 2)
    post.fill()
    first, second = post.take()
    post.settle(first, BUSY)
    post.clock.at += PATIENCE - timedelta(seconds=1)
    post.settle(second, BUSY)
    assert post.subscriber().stopped_at is None
    post.clock.later(seconds=1)
    (again, *_) = post.take()
    post.settle(again, BUSY)
    assert post.subscriber().stopped_at == post.clock()
    post.clock.later(days=10)
    _refer(post, 1)
    assert (post.fill(), post.take()) == (0, [])


def test_a_subscriber_that_takes_one_message_is_no_longer_failing(post: Post) -> None:
    _refer(post, 2)
    post.fill()
    first, second = post.take()
    post.settle(first, BUSY)
    assert post.subscriber().failing_since == post.clock()
    post.settle(second, OK)
    assert post.subscriber().failing_since is None


def test_a_subscriber_that_says_it_is_gone_is_switched_off_at_once(post: Post) -> None:
    _refer(post, 1)
    post.fill()
    (taken,) = post.take()
    post.settle(taken, Answer("status 410", gone=True))
    assert post.subscriber().stopped_at == post.clock()


def test_a_subscriber_that_is_switched_on_again_gets_all_that_it_missed(post: Post) -> None:
    test_a_subscriber_that_says_it_is_gone_is_switched_off_at_once(post)
    _refer(post, 2)

    def resume(session: Session) -> None:
        webhook = session.get_one(tables.Webhook, post.webhook)
        subscribers.resume(session, webhook, post.clock())

    post.store.write((), resume)
    post.fill()
    for taken in post.take():
        post.settle(taken, OK)
    assert [one.status for one in post.messages()] == [MessageStatus.DELIVERED] * 3


def test_a_message_of_a_sender_that_died_comes_due_after_its_lease(post: Post) -> None:
    _refer(post, 1)
    post.fill()
    (lost,) = post.take(lease=30)
    post.clock.later(seconds=29)
    assert post.take() == []
    post.clock.later(seconds=1)
    (again,) = post.take()
    assert again.headers["webhook-id"] == lost.headers["webhook-id"]
    assert again.tries == 2


def test_a_sender_that_was_late_does_not_undo_what_another_did(post: Post) -> None:
    _refer(post, 1)
    post.fill()
    (slow,) = post.take(lease=30)
    post.clock.later(seconds=30)
    (quick,) = post.take()
    post.settle(quick, OK)
    post.settle(slow, BUSY)
    (message,) = post.messages()
    assert message.status is MessageStatus.DELIVERED
    assert post.subscriber().failing_since is None


def test_of_a_subscriber_that_was_removed_nothing_is_left(post: Post) -> None:
    _refer(post, 2)
    post.fill()
    taken, _ = post.take()

    def remove(session: Session) -> None:
        subscribers.remove(session, session.get_one(tables.Webhook, post.webhook))

    post.store.write((), remove)
    post.settle(taken, BUSY)
    assert (post.fill(), post.take(), post.messages()) == (0, [], [])


def test_eight_senders_at_once_take_every_message_once(post: Post) -> None:
    _refer(post, 40)

    def send(_number: int) -> list[Any]:
        taken = []
        queue.fill(post.store, post.clock())
        while part := post.take():
            taken += part
            for one in part:
                post.settle(one, OK)
        return taken

    with ThreadPoolExecutor(8) as threads:
        shares = [*threads.map(send, range(8))]
    everything = [one.event for share in shares for one in share]
    assert len(everything) == len({*everything}) == 40
    assert sum(bool(share) for share in shares) > 1


def test_many_events_are_read_in_parts_and_none_is_skipped(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 2)
    _refer(post, 5)
    assert [post.fill() for _ in range(4)] == [2, 2, 1, 0]
    assert len(post.messages()) == 5


def test_a_subscriber_with_much_to_hear_leaves_room_for_the_others(post: Post) -> None:
    _refer(post, SHARE + 2)
    post.fill()
    late = post.subscribe()
    _refer(post, 1)
    post.fill()
    assert [taken.webhook for taken in post.take()] == [post.webhook] * SHARE + [late]
    assert post.take(busy=[post.webhook]) == []
    assert len(post.take()) == 3


def test_how_long_the_oldest_event_waits_is_known(post: Post) -> None:
    assert post.store.read(queue.waiting_since) is None
    _refer(post, 1)
    begun = post.clock()
    post.fill()
    post.clock.later(hours=1)
    _refer(post, 1)
    post.fill()
    assert post.store.read(queue.waiting_since) == begun
    oldest, _ = post.take()
    post.settle(oldest, OK)
    assert post.store.read(queue.waiting_since) == post.clock()
