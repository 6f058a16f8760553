"""A server that is killed in the middle of its work loses nothing that it said it kept.

What it had not answered yet may be there or not, but whole. Set ``JEUGDREGIO_CRASHES`` for more
rounds than these three, as ``make crash`` does.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.support import stored
from tests.support.adding_up import what_does_not_add_up
from tests.support.counter import Counter, Refused
from tests.support.databases import BOTH, Databases
from tests.support.office import Office, Step
from tests.support.scenes import SCENES, of
from tests.support.servers import Server, serving
from tests.support.violations import violations
from tests.support.wholeness import MADE, halves

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.store import audit, tables
from jeugdregio_core.store.audit_check import verify
from jeugdregio_core.store.transaction import Store, open_store

ROUNDS = int(os.environ.get("JEUGDREGIO_CRASHES", "3"))
WRITERS = 4
LOAD = 1.0
"""How long a server is at work before it is killed, at most, in seconds."""
REGION = "westfriesland"


@dataclass(frozen=True)
class Sent:
    """A step as it was sent, to be sent again with the same key."""

    step: Step
    given: Mapping[str, Any]

    def to(self, counter: Counter) -> Told:
        """What the server answers, also when it first asks to send it again."""
        while True:
            try:
                told = counter.do(self.step, **self.given)
            except Refused as refused:
                if refused.code not in ("CONFLICT", "SERVICE_UNAVAILABLE"):
                    raise
            else:
                assert not told.problems, told.problems
                return told


@dataclass
class History:
    """Everything that was sent, and the answer where one came."""

    answered: list[tuple[Sent, Told]] = field(default_factory=list)
    unanswered: list[Sent] = field(default_factory=list)

    def do(self, counter: Counter, step: Step, **given: Any) -> Told:
        """Send a step. Raises httpx.TransportError when the server falls away."""
        sent = Sent(step, {"idempotencyKey": str(uuid4())} | given)
        self.unanswered.append(sent)
        told = sent.to(counter)
        self.answered.append((sent, told))
        self.unanswered.remove(sent)
        return told


def _case_after_case(history: History, counter: Counter, names: Iterator[int]) -> None:
    """Refer, ask, allocate and start for one young person after another, until the end."""
    do = partial(history.do, counter)
    while True:
        client = {
            "reference": f"K-{next(names)}",
            "birthDate": "2014-05-01",
            "municipality": "0405",
        }
        referral = do(
            steps.create_referral, client=client, referrer="HUISARTS", receivedOn="2026-03-01"
        )
        request = {"provider": "noord", "start": "2026-04-01", "end": "2026-09-30"}
        asked = do(
            steps.request_allocation,
            referral=referral.ids["referral"],
            request=request | dict(SCENES[REGION].request),
        )
        granted = do(steps.answer_request, request=asked.ids["request"], answer="ALLOCATE")
        do(steps.record_delivery, **of(granted), kind="START", on="2026-04-01")


def _killed_at_work(office: Office, server: Server, names: Iterator[int]) -> History:
    history = History()
    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [
            pool.submit(_case_after_case, history, counter, names)
            for counter in (_at(office, server) for _ in range(WRITERS))
        ]
        while len(history.answered) < WRITERS and not any(one.done() for one in writers):
            time.sleep(0.01)
        time.sleep(random.uniform(0, LOAD))
        server.kill()
        for writer in writers:
            assert isinstance(writer.exception(), httpx.TransportError), writer.exception()
    return history


def _at(office: Office, server: Server) -> Counter:
    return Counter(office.store, office.region, post=server.post)


def _check_nothing_lost(store: Store, told: list[tuple[Sent, Told]]) -> None:
    held = {
        kind: {str(row.id) for row in store.read(stored.rows(table))}
        for kind, table in MADE.items()
    }
    lost = [
        f"{kind} {one}"
        for _, answer in told
        for kind, one in answer.ids.items()
        if one not in held[kind]
    ]
    assert lost == []


@pytest.mark.parametrize("kind", BOTH)
def test_a_server_that_is_killed_at_work_loses_nothing_and_halves_nothing(
    databases: Databases, kind: str
) -> None:
    names, told = count(), list[tuple[Sent, Told]]()
    with (
        databases.migrated(kind) as url,
        open_store(url) as store,
        ExitStack() as running,
    ):
        office = Office(store, REGION)
        SCENES[REGION].open(office)
        (server,) = running.enter_context(serving(url, 1))
        for _ in range(ROUNDS):
            head = store.read(lambda session: audit.head(session.connection(), REGION))
            history = _killed_at_work(office, server, names)
            told += history.answered
            _check_nothing_lost(store, told)
            assert [*store.read(halves), *what_does_not_add_up(office, {})] == []
            assert store.read(partial(verify, region=REGION, exported=head)).intact
            (server,) = running.enter_context(serving(url, 1))
            told += [(sent, sent.to(_at(office, server))) for sent in history.unanswered]
        _check_nothing_lost(store, told)
        assert len(store.read(stored.rows(tables.Idempotency))) == len(told)
        assert [*store.read(halves), *what_does_not_add_up(office, {})] == []
        assert violations(office) == []
        print(f"{kind}: killed {ROUNDS} times, {len(told)} answers kept, none lost, none halved")
