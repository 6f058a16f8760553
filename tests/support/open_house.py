"""A service that stays open, where everybody comes in as who they are."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from tests.support.counter import Body, Counter, mutation, service, told
from tests.support.identity import Known
from tests.support.office import ACCESS, Clock, Step

from jeugdregio_api.operation.logs import configure
from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.store.transaction import Store


@dataclass
class OpenHouse(Counter):
    """Takes every step over HTTP, asked by whoever takes it."""

    door: Callable[[Body, Actor], httpx.Response] = field(kw_only=True)
    asked: int = 0
    """How many questions came in."""

    def do(self, step: Step, actor: Any = ACCESS, **asked: Any) -> Told:
        """Take a step as this actor. Raises Refused."""
        self.asked += 1
        given = {"region": self.region, "idempotencyKey": str(uuid4())} | asked
        return told(self.door(mutation(step.__name__, given), actor))


@contextmanager
def open_house(store: Store, region: str) -> Iterator[OpenHouse]:
    """Open until the end: one loop and one client, and no log of what is asked."""
    clock, known = Clock(), Known()
    app = service(store, clock, identify=known.identify)
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")
    with Path(os.devnull).open("w") as nowhere, asyncio.Runner() as runner:
        configure("json", nowhere)

        def door(body: Body, who: Actor) -> httpx.Response:
            return runner.run(client.post("/graphql", json=body, headers=known.header(who)))

        yield OpenHouse(store, region, clock, door=door)
        runner.run(client.aclose())
