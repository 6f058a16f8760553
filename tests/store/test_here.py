"""Reading in an event loop: the same answers and promises, and nobody waits for anybody else."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection
from sqlalchemy import select as columns
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select
from tests.support import rows, stored
from tests.support.databases import Databases
from tests.support.lines import line
from tests.support.loops import here
from tests.support.racing import Lane, Racers

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import chain, tables
from jeugdregio_core.store.audit_check import verify
from jeugdregio_core.store.engine import Limits, open_engines, read_url
from jeugdregio_core.store.errors import OutcomeUnknown, StoreUnavailable
from jeugdregio_core.store.prepared import Prepared
from jeugdregio_core.store.tables import Stored
from jeugdregio_core.store.transaction import Store, open_store

_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def _here(_session: Session) -> int:
    return threading.get_ident()


def _note(number: int, session: Session, **more: Any) -> int:
    line(session, action=AuditAction.READ, object_id=f"{number}", **more)
    return number


def _stored(store: Store) -> list[str]:
    ask = select(tables.AuditLine.object_id).order_by(col(tables.AuditLine.sequence))
    return store.read(lambda session: list(session.exec(ask).all()))


def _clients(session: Session) -> int:
    return len(session.exec(select(tables.Client.id)).all())


def _intact(store: Store) -> bool:
    return store.read(lambda session: verify(session, rows.REGION)).intact


@pytest.fixture
def postgresql(postgresql_database: str) -> Any:
    with open_store(postgresql_database) as store:
        yield store


@pytest.fixture
def sqlite(sqlite_database: str) -> Any:
    with open_store(sqlite_database) as store:
        yield store


def test_a_look_needs_no_thread_where_the_store_is_opened_for_the_loop(store: Store) -> None:
    assert here(store, lambda: store.look(_here)) == threading.get_ident()
    assert asyncio.run(store.look(_here)) != threading.get_ident()


def test_who_looked_is_in_the_log_before_the_answer_is_there(store: Store) -> None:
    async def answered(number: int) -> bool:
        assert await store.look(partial(_note, number)) == number
        return f"{number}" in _stored(store)

    async def all_of_them() -> list[bool]:
        return await asyncio.gather(*map(answered, range(60)))

    assert all(here(store, all_of_them))
    assert sorted(map(int, _stored(store))) == list(range(60))
    assert _intact(store)


def test_a_line_names_the_client_by_a_pseudonym_with_a_key_that_stays(store: Store) -> None:
    store.write((), lambda session: session.add(rows.client("K-001")))
    looks = [partial(_note, n, client_reference=f"K-00{n}") for n in (1, 2, 1)]
    here(store, lambda: asyncio.gather(*map(store.look, looks)))

    def said(session: Session) -> list[str | None]:
        return [*session.exec(select(tables.AuditLine.pseudonym)).all()]

    known = store.read(stored.pseudonym("K-001"))
    assert Counter(store.read(said)) == {known: 2, None: 1}
    assert _intact(store)


def test_one_look_sees_one_state(store: Store) -> None:
    def twice(session: Session) -> tuple[int, int]:
        before = _clients(session)
        store.write((), lambda own: own.add(rows.client()))
        return before, _clients(session)

    assert here(store, lambda: store.look(twice)) == (0, 0)
    assert here(store, lambda: store.look(_clients)) == 1


def test_a_look_changes_nothing(store: Store) -> None:
    def work(session: Session) -> None:
        session.add(rows.client())
        session.flush()

    with pytest.raises(StoreUnavailable, match="alleen worden gelezen"):
        here(store, lambda: store.look(work))
    assert store.read(_clients) == 0


def test_a_fault_in_the_work_passes_and_the_next_look_is_as_good(store: Store) -> None:
    def fails(session: Session) -> None:
        _clients(session)
        raise LookupError("nergens")

    async def both() -> int:
        for _ in range(12):
            with pytest.raises(LookupError):
                await store.look(fails)
        with pytest.raises(DBAPIError, match="nergens"):
            await store.look(lambda s: s.connection().exec_driver_sql("SELECT * FROM nergens"))
        return await store.look(_clients)

    assert here(store, both) == 0


def test_what_is_read_is_the_same_on_both_roads(store: Store) -> None:
    client, provider = rows.client(), rows.provider()
    request = rows.request(client.id, provider.id)
    store.write((), lambda session: session.add_all([client, provider]))
    store.write((), lambda session: session.add(request))
    store.read(partial(_note, 1))

    def everything(session: Session) -> list[tuple[Any, ...]]:
        return [row for kind in _FILLED for row in _all(session.connection(), kind)]

    awaited = here(store, lambda: store.look(everything))
    assert len(awaited) >= len(_FILLED)
    assert _with_kinds(awaited) == _with_kinds(store.read(everything))


_FILLED = ("client", "provider", "request", "audit_line")


def _all(connection: Connection, kind: str) -> list[tuple[Any, ...]]:
    rows: Any = columns(Stored.metadata.tables[kind])
    asked = Prepared(rows, connection.dialect)
    return [*asked.rows(connection, {}), *map(tuple, connection.execute(rows))]


def _with_kinds(found: list[tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
    return [
        [(_kind(value), value, getattr(value, "tzinfo", None)) for value in row] for row in found
    ]


def _kind(value: Any) -> object:
    """Its class; of an id, which may be of the driver's own class, all that it may be asked."""
    if isinstance(value, UUID):
        return UUID, hash(value), str(value), value.int, value.bytes, value == UUID(str(value))
    return type(value)


def test_ids_of_both_roads_are_found_by_each_other_and_stand_in_one_order(store: Store) -> None:
    clients = [rows.client(f"K-{n}") for n in range(30)]
    ids = [client.id for client in clients]
    store.write((), lambda session: session.add_all(clients))

    def known(session: Session) -> list[UUID]:
        return [found for found, *_ in _all(session.connection(), "client")[: len(ids)]]

    awaited, read = here(store, lambda: store.look(known)), store.read(known)
    assert {*awaited} == {*read} == {*ids}
    mixed = [*awaited[::2], *read[1::2], *ids]
    assert sorted(mixed) == sorted(mixed, key=str)
    assert len({*mixed}) == len(ids)


def look_together(store: Store, lane: Lane, count: int) -> int:
    """Look many times at once, in a loop, beside writes of the same process."""
    numbers = range(lane.number * 1000, lane.number * 1000 + count)

    async def all_of_them() -> list[int]:
        writes = asyncio.to_thread(store.write, (), partial(_note, lane.number * 1000 + 999))
        *looked, _ = await asyncio.gather(*(store.look(partial(_note, n)) for n in numbers), writes)
        return looked

    return len(here(store, all_of_them))


def test_loops_of_several_processes_leave_one_whole_chain(
    racers: Racers, store: Store, database: str
) -> None:
    assert racers.race(3, database, look_together, 24) == [24] * 3
    assert len(_stored(store)) == len(set(_stored(store))) == 3 * 25
    assert _intact(store)


def test_a_server_that_restarted_between_two_looks_is_not_noticed(
    databases: Databases, postgresql: Store
) -> None:
    async def thrice() -> list[int]:
        held = await asyncio.gather(*(postgresql.look(_clients) for _ in range(8)))
        _cut_off(databases, postgresql)
        held += await asyncio.gather(*(postgresql.look(partial(_note, n)) for n in range(8)))
        _cut_off(databases, postgresql)
        await asyncio.sleep(0.05)
        return [*held, await postgresql.look(partial(_note, 8))]

    assert here(postgresql, thrice) == [*[0] * 8, *range(9)]
    assert _intact(postgresql)


def test_a_server_that_falls_away_during_a_look_is_a_clean_answer(
    databases: Databases, postgresql: Store
) -> None:
    def work(session: Session) -> None:
        _clients(session)
        _cut_off(databases, postgresql)
        _clients(session)

    def asked(session: Session) -> None:
        connection = session.connection()
        ask = Prepared(columns(Stored.metadata.tables["client"]), connection.dialect)
        ask.rows(connection, {})
        _cut_off(databases, postgresql)
        ask.rows(connection, {})

    async def both() -> int:
        for broken in (work, asked):
            with pytest.raises(StoreUnavailable, match="niet bereikbaar"):
                await postgresql.look(broken)
        return await postgresql.look(_clients)

    assert here(postgresql, both) == 0


def test_nobody_is_shown_anything_when_the_server_fell_away_before_the_lines_were_stored(
    databases: Databases, postgresql: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(connection: Connection, sealed: list[chain.Sealed]) -> None:
        store_lines(connection, sealed)
        _cut_off(databases, postgresql)

    store_lines = chain.add
    monkeypatch.setattr(chain, "add", add)
    with pytest.raises(OutcomeUnknown):
        here(postgresql, lambda: postgresql.look(partial(_note, 1)))
    assert _stored(postgresql) == []


def _cut_off(databases: Databases, store: Store) -> None:
    name = store.engines.writer.url.database
    databases.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    )


def _asks(statement: str, session: Session) -> None:
    session.connection().exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("53100", "De opslag is vol."),
        ("53300", "De opslag is nu te druk."),
        ("57P01", "De opslag is nu niet bereikbaar."),
        ("XX001", "De opslag is beschadigd"),
    ],
)
def test_what_a_server_reports_is_told_in_words(postgresql: Store, state: str, said: str) -> None:
    raised = f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(StoreUnavailable, match=said):
        here(postgresql, lambda: postgresql.look(partial(_asks, raised)))


def test_a_statement_that_takes_too_long_is_stopped(postgresql_database: str) -> None:
    with (
        open_store(postgresql_database, Limits(statement=0.05)) as store,
        pytest.raises(StoreUnavailable, match="te druk"),
    ):
        here(store, lambda: store.look(partial(_asks, "SELECT pg_sleep(3)")))


def test_a_full_pool_is_a_clean_answer(postgresql_database: str) -> None:
    slow = partial(_asks, "SELECT pg_sleep(1)")

    async def one_too_many(store: Store) -> int:
        holders = [asyncio.ensure_future(store.look(slow)) for _ in range(8)]
        await asyncio.sleep(0.1)
        with pytest.raises(StoreUnavailable, match="te druk"):
            await store.look(_clients)
        await asyncio.gather(*holders)
        return await store.look(_clients)

    with open_store(postgresql_database, Limits(seconds=0.2)) as store:
        assert here(store, partial(one_too_many, store)) == 0


def test_who_gives_up_waiting_leaves_no_transaction_and_nobody_without_a_line(
    postgresql: Store,
) -> None:
    def slow(number: int, session: Session) -> int:
        _asks("SELECT pg_sleep(0.3)", session)
        return _note(number, session)

    async def given_up() -> tuple[list[int], int]:
        tasks = [asyncio.ensure_future(postgresql.look(partial(slow, n))) for n in range(8)]
        for pause, task in zip((0, 0.02, 0.05, 0.1, 0.1, 0.1, 0.01, 0.01), tasks, strict=True):
            await asyncio.sleep(pause)
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        looks = [postgresql.look(partial(_note, 100 + n)) for n in range(16)]
        return await asyncio.gather(*looks), await postgresql.look(_open)

    numbers, others = here(postgresql, given_up)
    assert numbers == [*range(100, 116)]
    assert others == 0
    assert set(map(str, numbers)) <= set(_stored(postgresql))
    assert _intact(postgresql)


def _open(session: Session) -> int:
    asked = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND state LIKE 'idle in transaction%' AND pid <> pg_backend_pid()"
    )
    return int(session.connection().exec_driver_sql(asked).scalar_one())


@pytest.mark.parametrize(
    ("said", "awaited"),
    [
        ("", True),
        ("sslmode=verify-full&sslrootcert=ca.pem&sslcert=a.pem&sslkey=a.key", True),
        ("sslmode=verify-full&sslrootcert=system", False),
        ("sslmode=require&sslrootcert=ca.pem", False),
        ("channel_binding=require", False),
    ],
)
def test_an_address_is_never_understood_as_less_than_it_says(said: str, awaited: bool) -> None:
    engines = open_engines(read_url(f"postgresql://iemand@server/x?{said}"), Limits())
    assert bool(engines.here) is awaited


def test_an_address_that_only_one_driver_understands_is_read_beside_the_loop(
    postgresql_database: str,
) -> None:
    mark = "&" if "?" in postgresql_database else "?"
    with open_store(f"{postgresql_database}{mark}keepalives=1") as store:
        assert here(store, lambda: store.look(_here)) != threading.get_ident()


def test_a_read_of_a_file_that_takes_long_is_broken_off_and_done_beside_the_loop(
    sqlite: Store,
) -> None:
    long = _ENDLESS.replace("FROM n)", "FROM n WHERE i < 1000000)")

    def work(session: Session) -> tuple[int, int]:
        tried.append(threading.get_ident())
        (found,) = session.connection().exec_driver_sql(long).one()
        return found, threading.get_ident()

    async def meanwhile() -> tuple[tuple[int, int], float]:
        loop, longest = asyncio.get_running_loop(), 0.0
        task = asyncio.ensure_future(sqlite.look(work))
        while not task.done():
            before = loop.time()
            await asyncio.sleep(0.002)
            longest = max(longest, loop.time() - before)
        return await task, longest

    tried: list[int] = []
    (found, where), longest = here(sqlite, meanwhile)
    assert found == 1_000_000
    assert tried == [threading.get_ident(), where]
    assert where != threading.get_ident()
    assert longest < 1


def test_a_read_of_a_file_without_end_is_stopped_in_a_loop_too(sqlite_database: str) -> None:
    async def both(store: Store) -> int:
        with pytest.raises(StoreUnavailable, match="te druk"):
            await store.look(partial(_asks, _ENDLESS))
        return await store.look(_clients)

    with open_store(sqlite_database, Limits(statement=0.1)) as store:
        assert here(store, partial(both, store)) == 0
