"""Whoever reads on from a number misses no event, however many write at the same time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import uuid4

import pytest
from sqlmodel import Session
from tests.events.conftest import events
from tests.support.lines import line
from tests.support.rows import REGION

from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.events.reading import after, newest
from jeugdregio_core.store.transaction import Store

WRITERS, EACH = 4, 25
READER = Actor("lezer", Role.REGION)


def _happens(session: Session) -> None:
    line(session, object_type="referral", object_id=str(uuid4()))


def test_a_reader_that_goes_on_from_the_last_number_skips_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "jeugdregio_core.events.reading.visible", lambda _session, _actor, events: events
    )
    done = threading.Event()
    heard: list[int] = []

    def write(_lane: int) -> None:
        for _ in range(EACH):
            store.write((), _happens)

    def read() -> None:
        while True:
            last = done.is_set()
            position = heard[-1] if heard else 0
            part = store.read(partial(after, region=REGION, actor=READER, position=position))
            heard.extend(event.sequence for event in part.events)
            if last and not part.events:
                return

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reading = threads.submit(read)
        for writing in [threads.submit(write, lane) for lane in range(WRITERS)]:
            writing.result()
        done.set()
        reading.result()
    assert heard == [event.sequence for event in events(store)]
    assert len(heard) == WRITERS * EACH
    assert store.read(partial(newest, region=REGION)) == heard[-1]
