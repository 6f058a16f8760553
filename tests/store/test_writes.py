"""A write is stored as a whole or not at all, however it ends."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update
from tests.support import rows

from jeugdregio_core.store import tables
from jeugdregio_core.store.engine import Limits
from jeugdregio_core.store.errors import Conflict, StoreUnavailable
from jeugdregio_core.store.transaction import Store, open_store


def _references(store: Store) -> list[str]:
    return store.read(
        lambda session: sorted(session.exec(select(tables.Client.reference)).all()),
    )


def _disturbed(session: Session, state: str = "40001") -> None:
    """What PostgreSQL itself says to a transaction that lost."""
    session.connection().exec_driver_sql(
        f"DO $$ BEGIN RAISE EXCEPTION 'verloren' USING ERRCODE = '{state}'; END $$"
    )


def test_what_is_written_is_there_for_everybody(store: Store, database: str) -> None:
    def work(session: Session) -> str:
        session.add(rows.client("K-1"))
        return "klaar"

    assert store.write((), work) == "klaar"
    with open_store(database) as other:
        assert _references(other) == ["K-1"]


def test_work_that_fails_stores_nothing_of_what_it_did(store: Store) -> None:
    def work(session: Session) -> None:
        session.add(rows.client("K-1"))
        session.flush()
        session.add(rows.client("K-2"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write((), work)
    assert _references(store) == []


def test_work_cannot_store_half_of_itself_by_committing(store: Store) -> None:
    def work(session: Session) -> None:
        session.add(rows.client("K-1"))
        session.commit()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write((), work)
    assert _references(store) == []


def test_a_part_of_the_work_can_be_undone_and_the_rest_is_stored(store: Store) -> None:
    def work(session: Session) -> None:
        session.add(rows.client("K-1"))
        undone = session.begin_nested()
        session.add(rows.client("K-2"))
        session.flush()
        undone.rollback()
        with session.begin_nested():
            session.add(rows.client("K-3"))

    store.write((), work)
    assert _references(store) == ["K-1", "K-3"]


def test_a_rehearsal_decides_as_a_write_and_stores_nothing(store: Store) -> None:
    def work(session: Session) -> int:
        session.add(rows.client("K-1"))
        return len(session.exec(select(tables.Client)).all())

    assert store.rehearse((), work) == 1
    assert _references(store) == []


def test_a_read_cannot_write(store: Store) -> None:
    def work(session: Session) -> None:
        session.add(rows.client("K-1"))
        session.flush()

    with pytest.raises(StoreUnavailable, match="kan nu alleen worden gelezen"):
        store.read(work)
    assert _references(store) == []


def test_a_read_sees_one_state_however_long_it_takes(store: Store) -> None:
    store.write((), lambda session: session.add(rows.client("K-1")))

    def work(session: Session) -> tuple[int, int]:
        first = len(session.exec(select(tables.Client.id)).all())
        store.write((), lambda other: other.add(rows.client("K-2")))
        return first, len(session.exec(select(tables.Client.id)).all())

    assert store.read(work) == (1, 1)
    assert _references(store) == ["K-1", "K-2"]


def test_rows_may_be_added_in_any_order(store: Store) -> None:
    client, provider = rows.client(), rows.provider()
    request = rows.request(client.id, provider.id)
    allocation = rows.allocation(request)
    request.allocation_id = allocation.id
    everything = [rows.allocation_version(allocation.id), allocation, request, provider, client]
    store.write((), lambda session: session.add_all(everything))
    assert _references(store) == ["K-001"]


def test_a_reference_to_nothing_is_not_stored(store: Store) -> None:
    orphan = rows.referral(rows.client().id)
    with pytest.raises(IntegrityError):
        store.write((), lambda session: session.add(orphan))
    assert store.read(lambda session: session.exec(select(tables.Referral)).all()) == []


@pytest.mark.parametrize("municipality", ["0405", "x"], ids=["UNIQUE", "CHECK"])
def test_an_error_never_shows_what_was_in_the_row(store: Store, municipality: str) -> None:
    secret = f"K-{4711 * 3}"
    store.write((), lambda session: session.add(rows.client(secret)))
    with pytest.raises(IntegrityError) as error:
        store.write((), lambda session: session.add(rows.client(secret, municipality=municipality)))
    assert secret not in "".join(traceback.format_exception(error.value))


def test_of_an_attempt_that_lost_nothing_remains(postgresql_database: str) -> None:
    attempts: list[str] = []

    def work(session: Session) -> str:
        attempts.append(f"K-{len(attempts) + 1}")
        session.add(rows.client(attempts[-1]))
        session.flush()
        if len(attempts) < 3:
            _disturbed(session)
        return attempts[-1]

    with open_store(postgresql_database) as store:
        assert store.write((), work) == "K-3"
        assert _references(store) == ["K-3"]


@pytest.mark.parametrize("state", ["40001", "40P01", "55P03"])
def test_work_that_keeps_losing_ends_after_eight_tries_with_a_clean_answer(
    postgresql_database: str, state: str
) -> None:
    attempts: list[int] = []

    def work(session: Session) -> None:
        attempts.append(1)
        _disturbed(session, state)

    with open_store(postgresql_database) as store, pytest.raises(Conflict, match="opnieuw"):
        store.write((), work)
    assert len(attempts) == 8


def test_no_new_try_begins_when_the_time_is_up(postgresql_database: str) -> None:
    attempts: list[int] = []

    def work(session: Session) -> None:
        attempts.append(1)
        session.connection().execute(text("SELECT pg_sleep(0.06)"))
        _disturbed(session)

    limits = Limits(tries=1000, seconds=0.15)
    with open_store(postgresql_database, limits) as store, pytest.raises(Conflict):
        store.write((), work)
    assert 1 < len(attempts) <= 3


def test_writers_on_one_file_wait_for_each_other_and_then_get_a_clean_answer(
    sqlite_database: str,
) -> None:
    with open_store(sqlite_database) as first, open_store(sqlite_database) as second:
        hurried = open_store(sqlite_database, Limits(seconds=0.05))

        def work(session: Session) -> str:
            session.add(rows.client("K-1"))
            session.flush()
            with pytest.raises(Conflict):
                hurried.write((), lambda other: other.add(rows.client("K-2")))
            patient.start()
            time.sleep(0.05)
            return "klaar"

        def wait(session: Session) -> None:
            seen.append(session.exec(select(tables.Client.reference)).all())
            session.add(rows.client("K-3"))

        seen: list[Sequence[str]] = []
        patient = threading.Thread(target=second.write, args=((), wait))
        first.write((), work)
        patient.join()
        hurried.close()
        assert _references(first) == ["K-1", "K-3"]
        assert seen == [["K-1"]]


def _in_threads(jobs: list[Callable[[], Any]]) -> None:
    failures: list[Exception] = []

    def run(job: Callable[[], Any]) -> None:
        try:
            job()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_twenty_threads_share_a_store_without_locking_each_other_out(store: Store) -> None:
    from tests.support.lines import line

    def job(number: int) -> Callable[[], Any]:
        about = [f"client:{number % 3}"] if number % 2 else []

        def work(session: Session) -> None:
            session.add(rows.client(f"K-{number:02}"))
            line(session, object_id=f"K-{number:02}")

        return lambda: store.write(about, work)

    _in_threads([job(number) for number in range(20)])
    assert _references(store) == [f"K-{number:02}" for number in range(20)]


def test_a_lost_update_is_not_possible_without_naming_a_subject(store: Store) -> None:
    store.write((), lambda session: session.add(tables.NumberSeries(municipality="0405", next=1)))

    def add_one(session: Session) -> None:
        series = session.get(tables.NumberSeries, "0405")
        assert series is not None
        change = update(tables.NumberSeries).where(col(tables.NumberSeries.municipality) == "0405")
        session.exec(change.values(next=series.next + 1))

    limits = Limits(tries=100, seconds=20)
    with open_store(store.engines.writer.url.render_as_string(hide_password=False), limits) as own:
        _in_threads([lambda: own.write((), add_one) for _ in range(6)])
    series = store.read(lambda session: session.get(tables.NumberSeries, "0405"))
    assert series is not None
    assert series.next == 7
