"""A store in trouble: every step gets a clean answer, and the service works on when it is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlmodel import Session
from tests.support import stored
from tests.support.counter import Counter, Refused, posting, service
from tests.support.databases import Databases
from tests.support.office import Clock
from tests.support.scenes import SCENES, referred

from jeugdregio_core.store.errors import Conflict
from jeugdregio_core.store.transaction import Store, open_store

Trouble = Callable[[Counter], AbstractContextManager[str]]


@contextmanager
def _counter(url: str) -> Iterator[Counter]:
    with open_store(url) as store:
        clock = Clock()
        opened = Counter(store, "westfriesland", clock, post=posting(service(store, clock)))
        SCENES["westfriesland"].open(opened)
        yield opened


@pytest.fixture
def on_file(sqlite_database: str) -> Iterator[Counter]:
    """A counter on SQLite."""
    with _counter(sqlite_database) as opened:
        yield opened


@pytest.fixture
def on_server(postgresql_database: str) -> Iterator[Counter]:
    """A counter on PostgreSQL."""
    with _counter(postgresql_database) as opened:
        yield opened


def _pragma(store: Store, said: str) -> None:
    def say(session: Session) -> None:
        session.connection().exec_driver_sql(f"PRAGMA {said}")

    store.write((), say)


def _file(counter: Counter) -> Path:
    return Path(str(counter.store.engines.writer.url.database))


@contextmanager
def _a_full_disk(counter: Counter) -> Iterator[str]:
    _pragma(counter.store, "max_page_count=1")
    yield "De opslag is vol. De beheerder moet ruimte maken. Er is niets opgeslagen."
    _pragma(counter.store, "max_page_count=1000000")


@contextmanager
def _a_file_that_can_only_be_read(counter: Counter) -> Iterator[str]:
    _pragma(counter.store, "query_only=ON")
    yield "In de opslag kan nu alleen worden gelezen. Er is niets opgeslagen."
    counter.store.engines.writer.dispose()


@contextmanager
def _a_file_that_is_gone(counter: Counter) -> Iterator[str]:
    file = _file(counter)
    aside = file.rename(file.with_suffix(".weg"))
    yield "De opslag is nu niet bereikbaar. Er is niets opgeslagen."
    assert not file.exists()
    aside.rename(file)


def _steps_until_it_is_refused(counter: Counter) -> str:
    """A full disk takes the last pages that are free before it refuses.

    The first that does not fit may be the line of who was shown a step: then the step is stored.
    """
    said = "Het is opgeslagen, maar"
    numbers = iter(range(500))
    while said.startswith("Het is opgeslagen, maar"):
        with pytest.raises(Refused) as refused:
            [referred(counter, f"K-{number}") for number in numbers]
        assert (refused.value.status, refused.value.code) == (200, "SERVICE_UNAVAILABLE")
        said = refused.value.message
    return said


@pytest.mark.parametrize(
    "trouble", [_a_full_disk, _a_file_that_can_only_be_read, _a_file_that_is_gone]
)
def test_on_sqlite_a_step_stores_nothing_while_it_lasts_and_all_afterwards(
    on_file: Counter, trouble: Trouble
) -> None:
    with trouble(on_file) as said:
        assert _steps_until_it_is_refused(on_file).startswith(said)
        assert on_file.post({"query": "{ regions { code } }"}).status_code == 200
    _whole(on_file)


def test_on_postgresql_a_step_stores_nothing_while_the_server_is_away(
    on_server: Counter, databases: Databases
) -> None:
    referred(on_server)
    name = on_server.store.engines.writer.url.database
    databases.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    databases.run(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    )
    for _ in range(3):
        with pytest.raises(Refused) as refused:
            referred(on_server, "K-002")
        assert refused.value.code == "SERVICE_UNAVAILABLE"
        assert refused.value.message.startswith("De opslag is nu niet bereikbaar.")
    assert on_server.post({"query": "{ regions { code } }"}).status_code == 200
    databases.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    _whole(on_server)


def _whole(counter: Counter) -> None:
    """Every referral that is stored has all that belongs to it, and steps are taken again."""
    counts = counter.see(stored.counts)
    assert counts["client"] == counts["referral"] == counts["idempotency"]
    assert counts["audit_line"] >= 2 * counts["referral"]
    assert referred(counter, "K-nieuw")
    assert counter.see(stored.counts)["referral"] == counts["referral"] + 1


def test_others_who_keep_changing_the_same_are_a_conflict(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_given: object) -> None:
        raise Conflict

    monkeypatch.setattr(Store, "write", lose)
    with pytest.raises(Refused) as refused:
        referred(counter)
    assert (refused.value.status, refused.value.code) == (200, "CONFLICT")
    assert refused.value.message.endswith("Er is niets opgeslagen. Probeer het opnieuw.")


def test_a_fault_of_ours_is_masked_and_stores_nothing(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError("K-001 geboren 2014-05-01")

    before = counter.see(stored.counts)
    monkeypatch.setattr("jeugdregio_core.casework.shown.referral", fail)
    with pytest.raises(Refused) as refused:
        referred(counter)
    assert refused.value.code == "INTERNAL_SERVER_ERROR"
    assert refused.value.message == "Er ging iets mis aan onze kant."
    assert counter.see(stored.counts) == before
    monkeypatch.undo()
    assert referred(counter)
