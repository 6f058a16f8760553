"""A loop over a file stores who looked itself, and leaves to a thread what would have to wait."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session, col, select
from tests.support import rows
from tests.support.loops import here

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import audit, chain, failures, sqlite, sqlite_here, tables
from jeugdregio_core.store.audit import Line, Occasion
from jeugdregio_core.store.audit_check import verify
from jeugdregio_core.store.engine import Limits
from jeugdregio_core.store.errors import OutcomeUnknown, StoreUnavailable
from jeugdregio_core.store.transaction import Store, open_store


@pytest.fixture
def store(sqlite_database: str) -> Iterator[Store]:
    with open_store(sqlite_database) as opened:
        yield opened


@pytest.fixture
def storing(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The threads in which lines were stored, one for every turn."""

    def add(*given: object) -> None:
        threads.append(threading.get_ident())
        store_lines(*given)  # type: ignore[arg-type]

    threads: list[int] = []
    store_lines = chain.add
    monkeypatch.setattr(chain, "add", add)
    return threads


def _note(number: int, session: Session) -> int:
    occasion = Occasion(rows.REGION, rows.NOON, "medewerker-1", "REGION", "referrals")
    line = Line(occasion, AuditAction.READ, "client", f"{number}")
    audit.append(session, line)
    return number


def _stored(store: Store) -> list[str]:
    ask = select(tables.AuditLine.object_id).order_by(col(tables.AuditLine.sequence))
    return store.read(lambda session: list(session.exec(ask).all()))


async def _one_by_one(store: Store, *numbers: int) -> None:
    for number in numbers:
        assert await store.look(partial(_note, number)) == number


def _intact(store: Store) -> bool:
    return store.read(lambda session: verify(session, rows.REGION)).intact


def test_the_loop_stores_who_looked_itself(store: Store, storing: list[int]) -> None:
    here(store, lambda: _one_by_one(store, 1, 2))
    assert storing == [threading.get_ident()] * 2
    assert _stored(store) == ["1", "2"]
    assert _intact(store)


def test_who_looks_together_shares_a_turn(store: Store, storing: list[int]) -> None:
    async def together() -> None:
        await asyncio.gather(*(store.look(partial(_note, number)) for number in range(16)))

    here(store, together)
    assert len(storing) == 1
    assert len(_stored(store)) == 16


@pytest.mark.parametrize("to_the_database", [Session.flush, Session.commit])
def test_a_look_changes_nothing_also_after_the_loop_stored_lines(
    store: Store, to_the_database: Callable[[Session], None]
) -> None:
    def change(session: Session) -> None:
        session.add(rows.client())
        to_the_database(session)

    async def both() -> None:
        await _one_by_one(store, 1)
        with pytest.raises(StoreUnavailable, match="alleen worden gelezen"):
            await store.look(change)

    here(store, both)
    assert _stored(store) == ["1"]
    assert store.read(lambda session: session.exec(select(tables.Client)).all()) == []


def test_while_another_writes_the_loop_goes_on_and_the_lines_wait_in_a_thread(
    store: Store, storing: list[int]
) -> None:
    begun, end = threading.Event(), threading.Event()

    def slow(_session: Session) -> None:
        begun.set()
        end.wait(5)

    async def meanwhile() -> float:
        write = asyncio.ensure_future(asyncio.to_thread(store.write, (), slow))
        await asyncio.to_thread(begun.wait, 5)
        longest, loop = 0.0, asyncio.get_running_loop()
        look = asyncio.ensure_future(store.look(partial(_note, 1)))
        for _ in range(20):
            before = loop.time()
            await asyncio.sleep(0.005)
            longest = max(longest, loop.time() - before)
        assert not look.done()
        end.set()
        assert await look == 1
        await write
        await _one_by_one(store, 2)
        return longest

    assert here(store, meanwhile) < 1
    assert [thread == threading.get_ident() for thread in storing] == [False, True]
    assert _stored(store) == ["1", "2"]
    assert _intact(store)


def test_of_lines_that_could_not_be_stored_nothing_is_left_and_the_next_are_as_good(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: object) -> None:
        store_lines(*given)  # type: ignore[arg-type]
        raise LookupError("kapot")

    store_lines = chain.add

    async def both() -> None:
        with monkeypatch.context() as broken:
            broken.setattr(chain, "add", fails)
            with pytest.raises(LookupError):
                await store.look(partial(_note, 1))
        await _one_by_one(store, 2)

    here(store, both)
    assert _stored(store) == ["2"]
    assert _intact(store)


def test_lines_of_which_nobody_knows_whether_they_were_stored_are_not_stored_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_transaction: object) -> None:
        raise OutcomeUnknown

    monkeypatch.setattr(f"{sqlite_here.__name__}.commit", unknown)
    with pytest.raises(OutcomeUnknown):
        here(store, lambda: _one_by_one(store, 1))
    assert _stored(store) == []


def test_what_breaks_off_a_read_does_not_break_off_a_turn(
    store: Store, storing: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_STEPS", 1)
    monkeypatch.setattr(sqlite, "_AT_ONCE", -1)
    here(store, lambda: _one_by_one(store, 1, 2))
    assert storing == [threading.get_ident()] * 2
    assert _stored(store) == ["1", "2"]


def test_after_a_disk_that_was_slow_lines_are_stored_beside_the_loop(
    store: Store, storing: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(transaction: object) -> None:
        time.sleep(sqlite_here._LONG * 1.5)
        failures.commit(transaction)  # type: ignore[arg-type]

    monkeypatch.setattr(f"{sqlite_here.__name__}.commit", slow)
    here(store, lambda: _one_by_one(store, 1, 2, 3))
    assert [thread == threading.get_ident() for thread in storing] == [True, False, False]
    assert _stored(store) == ["1", "2", "3"]


def test_now_and_then_the_journal_goes_into_the_file_while_the_loop_goes_on_storing(
    store: Store, sqlite_database: str, storing: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_here, "_MANY", 3)
    file = Path(sqlite_database.removeprefix("sqlite:///"))

    async def whether_in_the_file() -> list[bool]:
        found = []
        for number in range(4):
            await _one_by_one(store, number)
            found.append(b"medewerker-1" in file.read_bytes())
        return found

    assert here(store, whether_in_the_file) == [False, False, True, True]
    assert storing == [threading.get_ident()] * 4
    assert _stored(store) == [f"{number}" for number in range(4)]
    assert _intact(store)


def test_who_looks_is_not_told_that_the_journal_could_not_be_emptied(
    sqlite_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_here, "_MANY", 1)
    with (
        open_store(sqlite_database, Limits(seconds=0.01)) as store,
        store.engines.writer.connect(),
    ):
        here(store, lambda: _one_by_one(store, 1, 2))
        assert _stored(store) == ["1", "2"]
