"""An office whose events are heard, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, col
from tests.support import stored
from tests.support.office import Clock, Office
from tests.support.scenes import SCENES

from jeugdregio_core.events import queue, subscribers
from jeugdregio_core.events.queue import Taken
from jeugdregio_core.events.sending import Answer
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OK = Answer("status 204", taken=True)
BUSY = Answer("status 503")


def events(store: Store) -> list[tables.Event]:
    """Every event, in the order of its region."""
    event = tables.Event
    return store.read(stored.rows(event, col(event.region), col(event.sequence)))


@dataclass
class Post:
    """The queues of an office, emptied by hand at a moment that stands still."""

    office: Office
    webhook: UUID = field(default_factory=uuid4)

    @property
    def store(self) -> Store:
        return self.office.store

    @property
    def clock(self) -> Clock:
        return self.office.clock

    def subscribe(self, **given: Any) -> UUID:
        """Another subscriber, by its id."""
        identity = given.pop("identity", None) or uuid4()
        usual = {"region": self.office.region, "url": "https://ontvanger.example", "role": "REGION"}
        wish = subscribers.Wish(**usual | given)

        def work(session: Session) -> None:
            subscribers.add(session, identity, wish, SECRET, self.clock())

        self.store.write((), work)
        return identity

    def fill(self) -> int:
        return queue.fill(self.store, self.clock())

    def take(self, lease: float = 30, busy: Collection[UUID] = ()) -> list[Taken]:
        return queue.take(self.store, self.clock(), timedelta(seconds=lease), 100, busy)

    def settle(self, taken: Taken, answer: Answer, random: float = 0) -> None:
        queue.settle(self.store, taken, answer, self.clock(), lambda: random)

    def subscriber(self) -> tables.Webhook:
        return self.store.read(lambda session: session.get_one(tables.Webhook, self.webhook))

    def messages(self) -> list[tables.WebhookMessage]:
        return self.store.read(stored.rows(tables.WebhookMessage, webhook_id=self.webhook))


@pytest.fixture
def open_office(store: Store) -> Callable[[str], Office]:
    """Opens the office of a region."""

    def opened(region: str) -> Office:
        office = Office(store, region)
        SCENES[region].open(office)
        return office

    return opened


@pytest.fixture
def office(open_office: Callable[[str], Office]) -> Office:
    """The office of Westfriesland."""
    return open_office("westfriesland")


@pytest.fixture
def post(office: Office) -> Post:
    """Its queues, with one subscriber."""
    made = Post(office)
    made.subscribe(identity=made.webhook)
    return made
