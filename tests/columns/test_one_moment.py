"""Several connections read the columns, and all see one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Connection
from sqlmodel import Session
from tests.support.office import Office, guard
from tests.support.scenes import allocated, referred

from jeugdregio_core.casework.columns import in_postgresql, in_sqlite, keys, words
from jeugdregio_core.casework.columns.loading import load
from jeugdregio_core.columns.held import Columns
from jeugdregio_core.columns.verdicts import Table
from jeugdregio_core.store import audit


@pytest.fixture(params=["at rest", "while another changes something"])
def moving(request: pytest.FixtureRequest) -> bool:
    """Whether something is stored between the first look and the reading."""
    changing: bool = request.param == "while another changes something"
    return changing


def test_what_is_stored_meanwhile_is_in_no_column(
    office: Office, moving: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_sqlite, "_ROWS", 1)
    used: list[int] = []
    for database in (in_sqlite, in_postgresql):
        monkeypatch.setattr(database, "readers", _counted(database.readers, used))
    for client in ("K-001", "K-002", "K-003"):
        allocated(office, referred(office, client))

    def work(session: Session) -> int:
        audit.head(session.connection(), office.region)
        if moving:
            allocated(office, referred(office, "K-004"))
        return len(_read(office)(session))

    assert office.store.read(work) == 3
    alone = moving and office.store.engines.reader.dialect.name == "sqlite"
    assert used == [1 if alone else 4]


def test_ids_that_cannot_be_told_apart_are_read_again_in_another_way(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for client in ("K-001", "K-002"):
        allocated(office, referred(office, client))
    tried: list[int] = []

    def keys_of(ids: bytes, absent: bytes, way: int) -> Any:
        tried.append(way)
        return keys.keys_of(ids, absent, way) * np.uint64(way > 0)

    for database in (in_sqlite, in_postgresql):
        monkeypatch.setattr(database, "keys_of", keys_of)
    columns = office.store.read(_read(office))
    assert set(tried) == {0, 1}
    assert sorted(columns.client.tolist()) == [0, 1]


def test_where_nothing_runs_there_is_nothing_to_judge(office: Office) -> None:
    columns = office.store.read(_read(office))
    assert len(columns) == 0
    assert Table(columns).decide(guard(office.region).rulebook).verdicts.tolist() == []


def test_a_reader_that_fails_is_heard(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(reader: Any, question: str) -> Any:
        raise OSError("the disk is gone")

    for database in (in_sqlite, in_postgresql):
        monkeypatch.setattr(database, "answer", answer)
    with pytest.raises(OSError, match="the disk is gone"):
        office.store.read(_read(office))


def test_columns_of_another_length_are_never_put_beside_each_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    allocated(office, referred(office))
    monkeypatch.setattr(words, "SEPARATOR", "B")
    with pytest.raises(ValueError, match="differ in length"):
        office.store.read(_read(office))


def _read(office: Office) -> Callable[[Session], Columns]:
    rulebook = guard(office.region).rulebook
    return lambda session: load(session.connection(), rulebook, office.clock().date())


def _counted(readers: Any, used: list[int]) -> Any:
    @contextmanager
    def counted(connection: Connection, region: str) -> Iterator[list[Any]]:
        with readers(connection, region) as held:
            used.append(len(held))
            yield held

    return counted
