"""Deliverers in processes of their own: killed at work, or several at once, all is delivered."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlmodel import Session
from standardwebhooks import Webhook as Check
from tests.support import stored
from tests.support.databases import BOTH, Databases
from tests.support.delivering import DelivererProcess
from tests.support.office import Office
from tests.support.receiver import Receiver, receiving
from tests.support.scenes import SCENES, referred

from jeugdregio_core.events import subscribers
from jeugdregio_core.model.events import MessageStatus
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store, open_store

EVENTS = int(os.environ.get("JEUGDREGIO_EVENTS", "100"))
REGION = "friesland"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
PATIENCE = 60

both = pytest.mark.parametrize("kind", BOTH)


@dataclass(frozen=True)
class Work:
    """A store with events in it, and who receives them."""

    url: str
    store: Store
    receiver: Receiver
    _stack: ExitStack

    def deliverer(self, *options: str) -> DelivererProcess:
        started = DelivererProcess(self.url, *options)
        self._stack.callback(started.close)
        return started

    def ids(self) -> set[str]:
        return {str(event.id) for event in self.store.read(stored.rows(tables.Event))}

    def delivered(self) -> bool:
        messages = self.store.read(stored.rows(tables.WebhookMessage))
        return len(messages) == EVENTS and all(
            message.status is MessageStatus.DELIVERED for message in messages
        )

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.delivered():
            assert time.monotonic() < until, "not everything was delivered"
            time.sleep(0.1)


@contextmanager
def _working(databases: Databases, kind: str, seconds: float) -> Iterator[Work]:
    with (
        databases.migrated(kind) as url,
        open_store(url) as store,
        receiving(seconds=seconds) as receiver,
        ExitStack() as stack,
    ):
        wish = subscribers.Wish(region=REGION, url=receiver.url, role="REGION")

        def subscribe(session: Session) -> None:
            subscribers.add(session, uuid4(), wish, SECRET, datetime.now(UTC))

        store.write((), subscribe)
        office = Office(store, REGION)
        SCENES[REGION].open(office)
        for number in range(EVENTS):
            referred(office, f"K-{number}")
        yield Work(url, store, receiver, stack)


@both
def test_a_deliverer_that_is_killed_at_work_forgets_no_event(
    databases: Databases, kind: str
) -> None:
    with _working(databases, kind, seconds=0.1) as work:
        for _ in range(3):
            deliverer = work.deliverer()
            for _ in range(20):
                assert work.receiver.arrived.acquire(timeout=PATIENCE)
            deliverer.kill()
        assert not work.delivered()
        last = work.deliverer()
        work.wait()
        status, _, err = last.stop()
        assert (status, err) == (0, "")
        assert set(work.receiver.ids()) == work.ids()
        assert len(work.ids()) == EVENTS
        said: dict[str, bytes] = {}
        for message in work.receiver.messages:
            Check(SECRET).verify(message.body, message.headers)
            assert said.setdefault(message.id, message.body) == message.body


@both
def test_deliverers_share_the_work(databases: Databases, kind: str) -> None:
    with _working(databases, kind, seconds=0.05) as work:
        deliverers = [work.deliverer() for _ in range(2)]
        work.wait()
        counts = []
        for deliverer in deliverers:
            status, out, err = deliverer.stop()
            assert (status, err) == (0, "")
            counts.append(int(out.split("Afgeleverd: ")[1].split(".")[0]))
        assert sum(counts) == EVENTS
        assert min(counts) > 0
        assert set(work.receiver.ids().values()) == {1}


def test_a_deliverer_can_be_run_once(databases: Databases) -> None:
    with _working(databases, "sqlite", seconds=0) as work:
        told = work.deliverer("--once").end()
        assert told == (0, f"Afgeleverd: {EVENTS}. Mislukt: 0.\n", "")
        assert work.delivered()
        assert work.deliverer("--once").end()[1] == "Afgeleverd: 0. Mislukt: 0.\n"
