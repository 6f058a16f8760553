"""A table with something of a client in it cannot be forgotten when a file is destroyed."""

from __future__ import annotations

import pytest
from sqlalchemy import Table

from jeugdregio_core.store.personal import IMPERSONAL, PERSONAL
from jeugdregio_core.store.tables import Stored

TABLES = Stored.metadata.tables
TELLING = ("client_id", "client_reference")
OUTLIVES = "audit_line"
"""Only lines of the oldest form ever had a reference in them."""


def test_every_table_is_said_to_hold_something_of_clients_or_not() -> None:
    assert PERSONAL.keys() | IMPERSONAL.keys() == TABLES.keys()
    assert PERSONAL.keys() & IMPERSONAL.keys() == set()


def _points_at_a_person(table: Table) -> bool:
    targets = {key.column.table.name for key in table.foreign_keys}
    return bool(targets & PERSONAL.keys()) or any(name in table.c for name in TELLING)


@pytest.mark.parametrize("name", sorted(IMPERSONAL.keys() - {OUTLIVES, "destruction"}))
def test_a_table_without_clients_points_at_none(name: str) -> None:
    assert not _points_at_a_person(TABLES[name])


def test_a_table_that_points_at_a_person_would_be_found() -> None:
    assert {name for name in PERSONAL if _points_at_a_person(TABLES[name])} == (
        PERSONAL.keys() - {"client"}
    )


def test_what_is_found_through_a_table_goes_before_it() -> None:
    order = [*PERSONAL]
    for place, (name, link) in enumerate(PERSONAL.items()):
        for owner in getattr(link, "owners", ()):
            assert owner == name or order.index(owner) > place, f"{name} is found through {owner}"
