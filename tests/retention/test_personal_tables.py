"""A table with something of a client in it cannot be forgotten when a file is destroyed."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Column, MetaData, Table, Uuid, insert, select
from sqlmodel import Session, col
from tests.support import stored
from tests.support.office import Office
from tests.support.scenes import asked, referred

from jeugdregio_core.store import people
from jeugdregio_core.store.personal import IMPERSONAL, PERSONAL, Of
from jeugdregio_core.store.tables import Client, Referral, Stored

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
    by_an_id_of_anything = {
        name for name, link in PERSONAL.items() if isinstance(link, Of) and len(link.owners) > 1
    }
    assert {name for name in PERSONAL if _points_at_a_person(TABLES[name])} == (
        PERSONAL.keys() - {"client"} - by_an_id_of_anything
    )


def test_rows_that_point_at_things_of_several_kinds_are_found(office: Office) -> None:
    """As a queue of messages does: an id, of a referral or of a request."""
    request = UUID(asked(office, referred(office, "K-001")).ids["request"])
    (mine,) = office.see(stored.rows(Referral))
    other = UUID(referred(office, "K-002"))
    pointer = Table("pointer", MetaData(), Column("thing", Uuid))

    def work(session: Session) -> set[UUID]:
        connection = session.connection()
        pointer.create(connection)
        rows = [{"thing": one} for one in (request, mine.id, other, uuid4())]
        connection.execute(insert(pointer), rows)
        person = people.where(connection, col(Client.id) == mine.client_id)[0]
        held = Of("thing", "referral", "request").rows(pointer, person)
        return {*connection.execute(select(pointer.c.thing).where(held)).scalars()}

    assert office.store.rehearse((), work) == {request, mine.id}


def test_what_is_found_through_a_table_goes_before_it() -> None:
    order = [*PERSONAL]
    for place, (name, link) in enumerate(PERSONAL.items()):
        for owner in getattr(link, "owners", ()):
            assert owner == name or order.index(owner) > place, f"{name} is found through {owner}"
