"""Which files have had their time: their last day has passed, and nobody holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, select, true
from sqlmodel import Session, col

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.record import record
from jeugdregio_core.store import audit, moving, people
from jeugdregio_core.store.by import By
from jeugdregio_core.store.holds import held
from jeugdregio_core.store.people import Person
from jeugdregio_core.store.tables import AuditLine, Client
from jeugdregio_core.store.tables.records import CHANGES
from jeugdregio_core.store.terms import Terms, day_of
from jeugdregio_core.store.transaction import Store

AT_ONCE = 500
"""How many files are looked at together."""


@record
class Counts:
    """How files stand: their term runs, it passed and they are held, or no term is known."""

    kept: int
    held: int
    unknown: int


def counts(session: Session, region: str | None, on: date) -> Counts:
    """How many files stand how, on this day."""
    until = col(Client.retain_until)

    def number(*conditions: ColumnElement[bool]) -> int:
        asked = select(func.count()).select_from(Client).where(_in(region), *conditions)
        return int(session.connection().execute(asked).scalar_one())

    return Counts(
        kept=number(until >= on), held=number(until < on, held()), unknown=number(until.is_(None))
    )


def due(store: Store, region: str | None, on: date) -> Iterator[list[Person]]:
    """Every file whose time has passed on this day and that nobody holds, in parts.

    A term that became longer since the last change counts as well: such a file is not due yet.
    """
    passed = (col(Client.retain_until) < on, ~held())
    for part in _parts(store, region, *passed):
        yield store.read(partial(_late, part, store.terms, on))


def note_shown(part: Iterable[Person], by: By, session: Session) -> None:
    """Leave a line for every one of these clients: somebody is going to see who they are."""
    for one in part:
        line = by.line(one.region, AuditAction.READ, "client", one.id, client=one.reference)
        audit.append(session, line)


def reckon(store: Store, region: str | None, by: By) -> int:
    """Set the last day of every file by the terms of today; how many were moved."""
    return sum(
        store.write((), partial(_reckon, part, store.terms, by)) for part in _parts(store, region)
    )


def last_day(connection: Connection, person: Person, terms: Terms, on: date) -> date | None:
    """Last day this file is kept: by its last change, and the term that is in force on a day.

    ``None`` when the term or the last change is not known.
    """
    newest = select(func.max(AuditLine.at)).where(
        col(AuditLine.region) == person.region,
        col(AuditLine.pseudonym) == person.pseudonym,
        CHANGES,
    )
    changed = connection.execute(newest).scalar_one() if person.key else None
    return changed and terms.until(person.protection_measure, day_of(changed), on)


def is_due(connection: Connection, person: Person, terms: Terms, on: date) -> bool:
    """Whether the last day of this file lies before a day."""
    last = last_day(connection, person, terms, on)
    return last is not None and last < on


def _late(part: list[Person], terms: Terms, on: date, session: Session) -> list[Person]:
    return [person for person in part if is_due(session.connection(), person, terms, on)]


def _reckon(part: list[Person], terms: Terms, by: By, session: Session) -> int:
    connection = session.connection()
    ids = [person.id for person in part]
    fresh = people.where(connection, col(Client.id).in_(ids))
    until = {person: last_day(connection, person, terms, by.day) for person in fresh}
    moved = moving.keep(connection, until)
    for region in {person.region for person in fresh} if moved else ():
        audit.append(session, by.line(region, AuditAction.EXECUTE, "retention", moved))
    return moved


def _parts(
    store: Store, region: str | None, *conditions: ColumnElement[bool]
) -> Iterator[list[Person]]:
    """The files of which this is so, in order of id, so many at a time."""
    last: UUID | None = None
    while part := store.read(partial(_part, last, (_in(region), *conditions))):
        yield part
        last = part[-1].id


def _part(
    after: UUID | None, conditions: tuple[ColumnElement[bool], ...], session: Session
) -> list[Person]:
    further = true() if after is None else col(Client.id) > after
    return people.where(session.connection(), further, *conditions, first=AT_ONCE)


def _in(region: str | None) -> ColumnElement[bool]:
    return true() if region is None else col(Client.region) == region
