"""Reads that come at the same time have their lines stored together, and each of them waits."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select
from tests.support import rows
from tests.support.lines import line
from tests.support.racing import Lane, Racers

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import tables
from jeugdregio_core.store.audit import Line, Occasion
from jeugdregio_core.store.audit_check import verify
from jeugdregio_core.store.errors import StoreUnavailable
from jeugdregio_core.store.journal import Journal
from jeugdregio_core.store.transaction import Store, open_store

_PATIENCE = 20


def _line(number: int) -> Line:
    occasion = Occasion(
        region=rows.REGION, at=rows.NOON, actor="iemand", role="rol", operation="lezen"
    )
    return Line(occasion, AuditAction.READ, "client", f"{number}")


class Held:
    """Stores nothing until it is let go, and says what it was asked to store at once."""

    def __init__(self, told: Callable[[list[str]], None] = lambda _ids: None) -> None:
        self.turns: list[list[str]] = []
        self.begun, self.go = threading.Event(), threading.Event()
        self._told = told

    def __call__(self, lines: list[Line]) -> None:
        ids = [one.object_id for one in lines]
        self.turns.append(ids)
        self.begun.set()
        assert self.go.wait(_PATIENCE)
        self._told(ids)


def _together(journal: Journal, held: Held, count: int) -> list[Any]:
    """Hand in the lines of one, and while they are being stored those of the others."""
    with ThreadPoolExecutor(count) as threads:
        first = threads.submit(journal.add, [_line(0)])
        assert held.begun.wait(_PATIENCE)
        others = [threads.submit(journal.add, [_line(n)]) for n in range(1, count)]
        while len(journal._waiting) < count - 1:
            assert not first.done()
        assert not any(one.done() for one in others)
        held.go.set()
        return [one.exception(_PATIENCE) for one in (first, *others)]


def test_lines_that_come_in_while_others_are_stored_are_stored_together() -> None:
    held = Held()
    assert _together(Journal(held), held, 9) == [None] * 9
    assert len(held.turns) == 2
    assert sorted(held.turns[1]) == [f"{n}" for n in range(1, 9)]


def test_nobody_goes_on_when_the_lines_cannot_be_stored() -> None:
    def away(_ids: list[str]) -> None:
        raise StoreUnavailable

    held = Held(away)
    told = _together(Journal(held), held, 5)
    assert [type(error) for error in told] == [StoreUnavailable] * 5
    assert len(held.turns) == 2


def test_lines_that_cannot_be_stored_do_not_keep_those_of_others() -> None:
    def refuses(ids: list[str]) -> None:
        if "3" in ids:
            raise ValueError("3")

    held = Held(refuses)
    told = _together(Journal(held), held, 6)
    assert [type(error) for error in told] == [
        type(None), type(None), type(None), ValueError, type(None), type(None)
    ]  # fmt: skip


def test_a_turn_has_a_bound_and_the_lines_of_one_read_stay_together() -> None:
    held = Held()
    journal = Journal(held, most=3)
    assert _together(journal, held, 8) == [None] * 8
    assert all(len(turn) <= 3 for turn in held.turns)
    journal.add([_line(n) for n in range(100, 110)])
    assert len(held.turns[-1]) == 10


def _look(number: int, session: Session) -> int:
    line(session, action=AuditAction.READ, object_id=f"{number}")
    return number


def _stored(store: Store) -> list[str]:
    ask = select(tables.AuditLine.object_id).order_by(col(tables.AuditLine.sequence))
    return store.read(lambda session: list(session.exec(ask).all()))


def _intact(store: Store) -> bool:
    return store.read(lambda session: verify(session, rows.REGION)).intact


def test_every_read_of_many_at_once_finds_its_line_stored_when_it_gets_its_answer(
    store: Store,
) -> None:
    def answered(number: int) -> bool:
        assert store.read(partial(_look, number)) == number
        return f"{number}" in _stored(store)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(answered, range(60)))
    assert sorted(map(int, _stored(store))) == list(range(60))
    assert _intact(store)


def test_a_read_that_notes_nothing_stores_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "write", None)
    assert store.read(lambda _session: "antwoord") == "antwoord"


def look_together(store: Store, lane: Lane, count: int) -> int:
    """Look from several threads at once."""
    with ThreadPoolExecutor(4) as threads:
        numbers = range(lane.number * 1000, lane.number * 1000 + count)
        return len([*threads.map(lambda n: store.read(partial(_look, n)), numbers)])


def test_processes_that_each_store_together_leave_one_whole_chain(
    racers: Racers, store: Store, database: str
) -> None:
    assert racers.race(3, database, look_together, 24) == [24] * 3
    assert sorted(map(int, _stored(store))) == [
        lane * 1000 + number for lane in range(3) for number in range(24)
    ]
    assert _intact(store)


def read_until_killed(url: str) -> None:
    """Look from four threads, and tell of every answer in one go."""
    with open_store(url) as opened, ThreadPoolExecutor(4) as threads:

        def answer(number: int) -> None:
            os.write(1, f"{opened.read(partial(_look, number))}\n".encode())

        list(threads.map(answer, range(100_000)))


_KILLED = "import sys; from tests.store.test_journal import *; read_until_killed(sys.argv[1])"


def test_whoever_got_an_answer_before_the_process_was_killed_is_in_the_log(
    store: Store, database: str
) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        [sys.executable, "-c", _KILLED, database],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    answered = [process.stdout.readline().strip() for _ in range(40)]
    assert all(answered)
    process.kill()
    answered += process.stdout.read().split()
    assert len(set(answered)) == len(answered)
    process.wait(_PATIENCE)
    process.stdout.close()
    assert set(answered) <= set(_stored(store))
    assert _intact(store)
