"""Data that was multiplied is as sound as what it was made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks import multiplied
from sqlalchemy import func, select, text
from sqlmodel import Session
from tests.support.databases import Databases
from tests.support.office import registry
from tests.support.rows import NOON

from jeugdregio_core.casework.demo.fill import Wish, fill
from jeugdregio_core.store import audit_check
from jeugdregio_core.store.tables import Stored
from jeugdregio_core.store.transaction import Store, open_store

TABLES = Stored.metadata.tables
Counts = dict[str, int]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def tenfold(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Counts, set[str]]]:
    """A store that was multiplied, how many rows there were before, and which indexes."""
    with databases.migrated(request.param) as url:
        with open_store(url) as store:
            fill(store, registry().rulebooks.values(), Wish(referrals=40, moment=NOON))
            before, indexes = store.read(_counts), store.read(_indexes)
        if request.param == "sqlite":
            file = tmp_path_factory.mktemp("tenfold") / "store.sqlite3"
            multiplied.in_sqlite(Path(url.removeprefix("sqlite:///")), file)
            url = f"sqlite:///{file}"
        else:
            multiplied.in_postgresql(url)
        with open_store(url) as store:
            yield store, before, indexes


def _counts(session: Session) -> Counts:
    counted = {
        name: select(func.count()).select_from(table).scalar_subquery()
        for name, table in TABLES.items()
    }
    row = session.connection().execute(select(*counted.values())).one()
    return dict(zip(counted, row, strict=True))


def _indexes(session: Session) -> set[str]:
    """The name of every index, those of expressions too."""
    on_server = session.connection().dialect.name == "postgresql"
    return {*session.connection().execute(text(_ON_SERVER if on_server else _IN_FILE)).scalars()}


_ON_SERVER = "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"
_IN_FILE = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"


def test_what_is_of_young_people_is_there_ten_times_and_the_rest_once(
    tenfold: tuple[Store, Counts, set[str]],
) -> None:
    store, before, indexes = tenfold
    copied = {table.name for table in multiplied.copied()}
    after = store.read(_counts)
    assert after == {name: many * (10 if name in copied else 1) for name, many in before.items()}
    assert before["referral"] >= 40
    assert copied & {"provider", "contract", "audit_line", "number_series"} == set()
    assert store.read(_indexes) == indexes > {"ix_audit_line_stretch"}


def test_every_copy_refers_to_what_is_there(tenfold: tuple[Store, Counts, set[str]]) -> None:
    lost = []

    def work(session: Session) -> None:
        for table in multiplied.copied():
            for key in table.foreign_keys:
                target = key.column.table.alias()
                there = select(target).where(target.c[key.column.name] == key.parent).exists()
                nowhere = select(func.count()).select_from(table).where(key.parent.is_not(None))
                lost.append(session.connection().execute(nowhere.where(~there)).scalar_one())

    tenfold[0].read(work)
    assert set(lost) == {0}


def test_numbers_go_on_after_those_of_the_copies_and_the_log_is_whole(
    tenfold: tuple[Store, Counts, set[str]],
) -> None:
    allocation, series = TABLES["allocation"], TABLES["number_series"]

    def work(session: Session) -> tuple[int, list[bool]]:
        taken = (
            select(func.count())
            .select_from(allocation)
            .join(series, series.c.municipality == allocation.c.municipality)
            .where(allocation.c.number >= series.c.next)
        )
        whole = [audit_check.verify(session, region).intact for region in registry().rulebooks]
        return session.connection().execute(taken).scalar_one(), whole

    taken, whole = tenfold[0].read(work)
    assert taken == 0
    assert all(whole)
