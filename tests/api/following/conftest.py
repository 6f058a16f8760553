"""A service whose events are followed, over a store of Westfriesland."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.applications import Starlette
from tests.support.counter import service
from tests.support.office import Clock, Office
from tests.support.scenes import SCENES, referred
from tests.support.wire import PROTOCOL, Socket, Stream, socket, stream

from jeugdregio_core.store.transaction import Store, open_store

REGION = "westfriesland"
QUERY = """subscription ($region: ID!, $kinds: [EventKind!], $after: String) {
  events(region: $region, kinds: $kinds, after: $after) {
    id kind region at position object { type id } subject { type id }
  }
}"""


@dataclass
class Followed:
    """A service, and the office whose events it tells."""

    office: Office

    def app(self, **settings: Any) -> Starlette:
        usual = {"event_pause_seconds": 0.02, "keep_alive_seconds": 0.1}
        return service(self.office.store, self.office.clock, **usual | settings)

    def stream(self, app: Starlette | None = None, query: str = QUERY, **variables: Any) -> Stream:
        return stream(app or self.app(), query, **{"region": REGION} | variables)

    def socket(self, app: Starlette | None = None, **headers: str) -> Socket:
        return socket(app or self.app(), PROTOCOL, headers=headers)

    async def refer(self, reference: str = "K-001") -> str:
        """A referral of a young person, made beside the event loop; its id."""
        return await asyncio.to_thread(referred, self.office, reference)


def followed(store: Store) -> Followed:
    office = Office(store, REGION, Clock())
    SCENES[REGION].open(office)
    return Followed(office)


@pytest.fixture
def cases(sqlite_database: str) -> Iterator[Followed]:
    """On SQLite."""
    with open_store(sqlite_database) as store:
        yield followed(store)


@pytest.fixture
def cases_on_both(store: Store) -> Followed:
    """On SQLite and on PostgreSQL."""
    return followed(store)
