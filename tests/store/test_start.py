"""A store that could lose acknowledged work is not opened, and says why."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url
from tests.support.databases import Databases

from jeugdregio_core.store import postgresql, sqlite
from jeugdregio_core.store.errors import StoreRefused, StoreUnavailable
from jeugdregio_core.store.location import store_url
from jeugdregio_core.store.migrations import current, newest, prepare_ahead
from jeugdregio_core.store.transaction import Store, open_store, store_at

Start = Callable[[str], Any]


def _database(url: str) -> str:
    return str(make_url(url).database)


def _serve(url: str) -> None:
    """As a server begins."""
    with store_at(url) as store:
        prepare_ahead(store)


each_start = pytest.mark.parametrize("start", [open_store, _serve])


def _setting(store: Store, name: str) -> str:
    ask = f"PRAGMA {name}" if store.engines.locks is None else f"SHOW {name}"
    found = store.write((), lambda session: session.connection().exec_driver_sql(ask).scalar_one())
    return str(found)


def test_a_sqlite_file_survives_a_power_cut_and_keeps_its_references(sqlite_database: str) -> None:
    with open_store(sqlite_database) as store:
        kept = {name: _setting(store, name) for name in sqlite.SETTINGS}
    assert kept == {
        "journal_mode": "wal",
        "synchronous": "2",
        "fullfsync": "1",
        "foreign_keys": "1",
        "recursive_triggers": "1",
    }


@each_start
@pytest.mark.parametrize(
    ("name", "weak"),
    [("synchronous", "NORMAL"), ("synchronous", "OFF"), ("journal_mode", "MEMORY")],
)
def test_a_sqlite_file_that_may_forget_is_refused(
    empty_file: str, monkeypatch: pytest.MonkeyPatch, name: str, weak: str, start: Start
) -> None:
    monkeypatch.setitem(sqlite.SETTINGS, name, weak)
    monkeypatch.setitem(sqlite._READING, name, weak)
    with pytest.raises(StoreRefused, match=f"niet veilig ingesteld: {name} staat op (?i:{weak})"):
        start(empty_file)


@pytest.fixture
def empty_file(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'nieuw' / 'opslag.sqlite3'}"


def test_a_first_start_makes_a_file_that_only_its_owner_can_read(empty_file: str) -> None:
    with open_store(empty_file) as store:
        store.write((), lambda session: session.connection().exec_driver_sql("CREATE TABLE t(a)"))
        files = list(Path(_database(empty_file)).parent.iterdir())
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in files}
    assert modes == {f"opslag.sqlite3{end}": 0o600 for end in ("", "-shm", "-wal")}


def test_a_write_on_postgresql_is_serializable_and_bounded_in_time(
    postgresql_database: str,
) -> None:
    wanted = {
        "transaction_isolation": "serializable",
        "synchronous_commit": "on",
        "statement_timeout": "5s",
        "lock_timeout": "3s",
        "idle_in_transaction_session_timeout": "10s",
    }
    with open_store(postgresql_database) as store:
        assert {name: _setting(store, name) for name in wanted} == wanted


@each_start
def test_a_postgresql_database_that_answers_before_it_has_stored_is_refused(
    databases: Databases, postgresql_database: str, start: Start
) -> None:
    databases.run(f"ALTER DATABASE {_database(postgresql_database)} SET synchronous_commit = off")
    with pytest.raises(StoreRefused, match="synchronous_commit staat op off, nodig is on"):
        start(postgresql_database)


@each_start
@pytest.mark.parametrize("part", ["database", "host"])
def test_a_postgresql_server_or_database_that_is_not_there_is_told_in_words(
    postgresql_database: str, start: Start, part: str
) -> None:
    url = make_url(postgresql_database)
    nowhere = {"database": "nergens", "host": "/proc"}[part]
    gone = url.set(database=nowhere) if part == "database" else url.set(host=nowhere, query={})
    with pytest.raises(StoreUnavailable, match=r"^De opslag is nu niet bereikbaar\."):
        start(gone.render_as_string(hide_password=False))


def test_a_server_makes_the_tables_of_an_empty_database(empty_database: str) -> None:
    _serve(empty_database)
    with open_store(empty_database) as store:
        assert current(store) == newest()


@each_start
def test_a_file_that_is_no_database_is_told_in_words(tmp_path: Path, start: Start) -> None:
    file = tmp_path / "opslag.sqlite3"
    file.write_bytes(b"iets anders dan een opslag" * 100)
    with pytest.raises(StoreUnavailable, match=r"^De opslag is beschadigd of is iets anders\."):
        start(f"sqlite:///{file}")


def test_a_server_that_is_weakened_while_we_run_gets_no_new_connection(
    databases: Databases, postgresql_database: str
) -> None:
    with open_store(postgresql_database) as store:
        name = _database(postgresql_database)
        databases.run(f"ALTER DATABASE {name} SET synchronous_commit = off")
        assert _setting(store, "synchronous_commit") == "on"
        store.engines.writer.dispose()
        with pytest.raises(StoreRefused):
            _setting(store, "synchronous_commit")


SAFE = {
    "server_version_num": "150004",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "remote_apply",
}


@pytest.mark.parametrize(
    ("name", "found", "said"),
    [
        ("fsync", "off", "fsync staat op off, nodig is on."),
        ("full_page_writes", "off", "full_page_writes staat op off, nodig is on."),
        ("synchronous_commit", "local", "synchronous_commit staat op local, nodig is on."),
        ("server_version_num", "140011", "de server is PostgreSQL 14, nodig is 15 of nieuwer."),
    ],
)
def test_every_weak_setting_of_a_server_is_named(name: str, found: str, said: str) -> None:
    assert list(postgresql.weaknesses(SAFE)) == []
    assert list(postgresql.weaknesses(SAFE | {name: found})) == [said]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql//zonder-dubbele-punt", "niet te lezen"),
        ("mysql://gebruiker:geheim@server/x", "Een opslag in mysql wordt niet ondersteund"),
        ("sqlite://", "in het geheugen bewaart niets"),
        ("sqlite:///:memory:", "in het geheugen bewaart niets"),
        ("sqlite:////proc/nergens/opslag.sqlite3", "kan niet worden gemaakt"),
    ],
)
@each_start
def test_an_address_that_cannot_be_used_is_refused_in_words(
    url: str, said: str, start: Start
) -> None:
    with pytest.raises(StoreRefused) as refused:
        start(url)
    assert said in str(refused.value)
    assert "geheim" not in str(refused.value)
    assert re.search(r"\.$", str(refused.value))


def test_the_store_is_a_file_here_unless_the_environment_names_another() -> None:
    assert store_url({}) == "sqlite:///jeugdregio.sqlite3"
    assert store_url({"JEUGDREGIO_DATABASE_URL": "postgresql://db/x"}) == "postgresql://db/x"


def test_of_several_that_write_first_each_gets_the_same_connections(database: str) -> None:
    with store_at(database) as store, ThreadPoolExecutor(8) as pool:
        assert store.engines.used() == ()
        made = list(pool.map(lambda _: store.engines.writer, range(8)))
        assert store.engines.used() == (made[0],)
    assert set(made) == {made[0]}
