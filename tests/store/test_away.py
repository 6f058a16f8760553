"""A database that is away, full, broken or busy: a clean answer, and work goes on afterwards."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlmodel import Session, select
from tests.support import rows
from tests.support.databases import Databases
from tests.support.lines import line

from jeugdregio_core.store import migrations, tables
from jeugdregio_core.store.engine import Limits
from jeugdregio_core.store.errors import (
    Conflict,
    OutcomeUnknown,
    StoreError,
    StoreUnavailable,
)
from jeugdregio_core.store.transaction import Store, open_store


@pytest.fixture
def postgresql(postgresql_database: str) -> Iterator[Store]:
    with open_store(postgresql_database) as store:
        yield store


@pytest.fixture
def sqlite(sqlite_database: str) -> Iterator[Store]:
    with open_store(sqlite_database) as store:
        yield store


def _cut_off(databases: Databases, store: Store) -> None:
    """Every connection of this store, as a server that restarts does."""
    name = store.engines.writer.url.database
    databases.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    )


def _clients(store: Store) -> int:
    return store.read(lambda session: len(session.exec(select(tables.Client.id)).all()))


def _add(session: Session) -> None:
    session.add(rows.client())


def test_a_server_that_is_not_there_is_a_clean_answer() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(StoreUnavailable) as away:
            open_store(f"postgresql://iemand:geheim@127.0.0.1:{port}/jeugdregio")
    assert str(away.value) == (
        "De opslag is nu niet bereikbaar. Er is niets opgeslagen. Probeer het later opnieuw."
    )


def test_a_server_that_does_not_answer_is_given_up(postgresql_database: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(StoreUnavailable):
            open_store(f"postgresql://iemand@127.0.0.1:{port}/x", Limits(connect=1))


def test_a_server_that_restarted_between_two_writes_is_not_noticed(
    databases: Databases, postgresql: Store
) -> None:
    postgresql.write((), _add)
    _cut_off(databases, postgresql)
    assert _clients(postgresql) == 1
    _cut_off(databases, postgresql)
    postgresql.write(["client:1"], lambda session: session.add(rows.client("K-002")))
    assert _clients(postgresql) == 2


def test_a_server_that_falls_away_during_the_work_stores_nothing(
    databases: Databases, postgresql: Store
) -> None:
    def work(session: Session) -> None:
        _add(session)
        session.flush()
        _cut_off(databases, postgresql)
        session.exec(select(tables.Client)).all()

    with pytest.raises(StoreUnavailable, match="Er is niets opgeslagen"):
        postgresql.write((), work)
    assert _clients(postgresql) == 0
    postgresql.write((), _add)
    assert _clients(postgresql) == 1


def test_a_server_that_falls_away_during_the_commit_leaves_a_doubt_and_says_so(
    databases: Databases, postgresql: Store
) -> None:
    def work(session: Session) -> None:
        _add(session)
        session.flush()
        _cut_off(databases, postgresql)

    with pytest.raises(OutcomeUnknown, match=r"niet zeker of het is opgeslagen.*zelfde sleutel"):
        postgresql.write((), work)
    assert _clients(postgresql) == 0


def test_locks_that_are_lost_after_the_commit_do_not_undo_it(
    postgresql: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(session: Session) -> None:
        _add(session)
        pids = session.connection().exec_driver_sql(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND query LIKE '%%pg_advisory_xact_lock%%' AND pid <> pg_backend_pid()"
        )
        lost.extend(pids.scalars())
        session.connection().exec_driver_sql(f"SELECT pg_terminate_backend({lost[0]})")

    lost: list[int] = []
    postgresql.write(["client:1"], work)
    assert len(lost) == 1
    assert _clients(postgresql) == 1


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("53100", "De opslag is vol."),
        ("53300", "De opslag is nu te druk."),
        ("57P01", "De opslag is nu niet bereikbaar."),
        ("25006", "In de opslag kan nu alleen worden gelezen."),
        ("XX001", "De opslag is beschadigd"),
    ],
)
def test_what_a_server_reports_is_told_in_words(postgresql: Store, state: str, said: str) -> None:
    def work(session: Session) -> None:
        _add(session)
        session.flush()
        session.connection().exec_driver_sql(
            f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"
        )

    with pytest.raises(StoreUnavailable, match=said):
        postgresql.write((), work)
    assert _clients(postgresql) == 0


def test_a_statement_that_takes_too_long_is_stopped(postgresql_database: str) -> None:
    with (
        open_store(postgresql_database, Limits(statement=0.05)) as store,
        pytest.raises(StoreUnavailable, match="te druk"),
    ):
        store.read(lambda session: session.connection().exec_driver_sql("SELECT pg_sleep(3)"))


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def test_a_statement_without_end_is_stopped_in_a_file_too(sqlite_database: str) -> None:
    with open_store(sqlite_database, Limits(statement=0.05)) as store:

        def work(session: Session) -> None:
            _add(session)
            session.connection().exec_driver_sql(ENDLESS)

        with pytest.raises(StoreUnavailable, match="te druk"):
            store.write((), work)
        with pytest.raises(StoreUnavailable, match="te druk"):
            store.read(lambda session: session.connection().exec_driver_sql(ENDLESS))
        assert _clients(store) == 0
        store.write((), _add)
        assert _clients(store) == 1


def test_a_lock_that_somebody_keeps_is_not_waited_for_for_ever(postgresql_database: str) -> None:
    hurried = Limits(lock=0.05, seconds=0.1)
    with (
        open_store(postgresql_database) as patient,
        open_store(postgresql_database, hurried) as own,
    ):

        def work(session: Session) -> None:
            with pytest.raises(Conflict):
                own.write(["client:1"], _add)
            own.write(["client:2"], _add)

        patient.write(["client:1"], work)


def test_a_full_pool_is_a_clean_answer(postgresql_database: str) -> None:
    release = threading.Event()
    with open_store(postgresql_database, Limits(seconds=0.2)) as store:

        def hold() -> None:
            store.read(lambda _session: release.wait(20))

        holders = [threading.Thread(target=hold) for _ in range(4)]
        for holder in holders:
            holder.start()
        try:
            while store.engines.reader.pool.checkedout() < len(holders):  # type: ignore[attr-defined]
                time.sleep(0.01)
            with pytest.raises(StoreUnavailable, match="te druk"):
                _clients(store)
        finally:
            release.set()
            for holder in holders:
                holder.join()
        assert _clients(store) == 0


def test_a_full_disk_stores_nothing_and_is_said(sqlite: Store) -> None:
    def limit(pages: str) -> None:
        sqlite.write(
            (),
            lambda session: session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}"),
        )

    def work(session: Session) -> None:
        for number in range(400):
            session.add(rows.client(f"{number}" + "x" * 1000))
        line(session)

    limit("1")
    with pytest.raises(StoreUnavailable, match=r"De opslag is vol\. .*ruimte maken"):
        sqlite.write((), work)
    assert _clients(sqlite) == 0
    limit("1000000")
    sqlite.write((), work)
    assert _clients(sqlite) == 400


def test_a_file_that_was_removed_takes_no_work_with_it(sqlite: Store) -> None:
    file = Path(str(sqlite.engines.writer.url.database))
    sqlite.write((), _add)
    aside = file.rename(file.with_suffix(".weg"))
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            sqlite.write((), lambda session: session.add(rows.client("K-002")))
        with pytest.raises(StoreUnavailable):
            _clients(sqlite)
        assert not file.exists()
    aside.rename(file)
    assert _clients(sqlite) == 1
    sqlite.write((), lambda session: session.add(rows.client("K-002")))
    assert _clients(sqlite) == 2


def test_a_file_that_was_put_back_from_a_copy_is_read_anew(sqlite: Store) -> None:
    file = Path(str(sqlite.engines.writer.url.database))
    copy = file.with_suffix(".kopie")
    with closing(sqlite3.connect(copy)) as target, closing(sqlite3.connect(file)) as source:
        source.backup(target)
    sqlite.write((), _add)
    copy.replace(file)
    for end in ("-wal", "-shm"):
        Path(f"{file}{end}").unlink(missing_ok=True)
    with pytest.raises(StoreUnavailable):
        _clients(sqlite)
    assert _clients(sqlite) == 0


def test_a_file_that_is_no_store_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "brief.sqlite3"
    file.write_text("Geachte heer, mevrouw. " * 100)
    with pytest.raises(StoreUnavailable, match="beschadigd of is iets anders"):
        open_store(f"sqlite:///{file}")


def test_a_file_that_is_damaged_while_we_run_is_said(sqlite: Store) -> None:
    sqlite.write((), lambda session: session.add_all(rows.client(f"K-{n}") for n in range(200)))
    file = str(sqlite.engines.writer.url.database)
    sqlite.close()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with Path(file).open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\x99" * (Path(file).stat().st_size - 4096))
    with pytest.raises(StoreUnavailable, match="beschadigd"):
        _clients(sqlite)


def test_a_folder_instead_of_a_file_is_a_clean_answer(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_store(f"sqlite:///{tmp_path}")


def test_a_fault_in_our_own_code_is_not_called_a_database_that_is_away(store: Store) -> None:
    with pytest.raises(Exception, match="nergens"):
        store.read(lambda session: session.connection().exec_driver_sql("SELECT * FROM nergens"))


def test_migrating_a_database_that_fell_away_is_a_clean_answer(
    databases: Databases, postgresql: Store
) -> None:
    name = make_url(str(postgresql.engines.writer.url)).database
    postgresql.close()
    databases.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    with pytest.raises(StoreUnavailable):
        migrations.upgrade(postgresql)
    databases.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
