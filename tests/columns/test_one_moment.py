"""Several connections read the columns, and all see one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlmodel import Session
from tests.support.office import Office, guard
from tests.support.scenes import allocated, referred

from jeugdregio_core.casework.columns import in_postgresql, in_sqlite
from jeugdregio_core.casework.columns.loading import load
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
        return len(load(session.connection(), guard(office.region).rulebook, office.clock().date()))

    assert office.store.read(work) == 3
    alone = moving and office.store.engines.reader.dialect.name == "sqlite"
    assert used == [1 if alone else 4]


def _counted(readers: Any, used: list[int]) -> Any:
    @contextmanager
    def counted(connection: Connection, region: str) -> Iterator[list[Any]]:
        with readers(connection, region) as held:
            used.append(len(held))
            yield held

    return counted
