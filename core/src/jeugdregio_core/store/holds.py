"""Legal hold: a file that is kept though its term has passed, for a reason that somebody gave."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import ColumnElement, exists, update
from sqlmodel import Session, col

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import audit, people, subjects
from jeugdregio_core.store.by import By
from jeugdregio_core.store.people import Person
from jeugdregio_core.store.tables import Client, LegalHold
from jeugdregio_core.store.transaction import Store

OPEN = col(LegalHold.released_at).is_(None)


def held() -> ColumnElement[bool]:
    """Whether a client's file is held; a condition on the client."""
    return exists().where(col(LegalHold.client_id) == col(Client.id), OPEN)


def hold(
    store: Store, region: str, reference: str, reason: str, by: By, new_id: Callable[[], UUID]
) -> bool:
    """Keep this file until it is released. ``False`` when there is no such client."""

    def work(session: Session, person: Person) -> None:
        kept = LegalHold(
            id=new_id(),
            client_id=person.id,
            reason=reason,
            set_by=by.account,
            set_at=by.moment,
        )
        session.add(kept)
        _note(session, person, by, kept.id)

    return _about(store, region, reference, work)


def release(store: Store, region: str, reference: str, reason: str, by: By) -> int | None:
    """End every hold on this file; how many those were. ``None`` when there is no such client."""
    ended: list[UUID] = []

    def work(session: Session, person: Person) -> None:
        ending = (
            update(LegalHold)
            .where(col(LegalHold.client_id) == person.id, OPEN)
            .values(released_by=by.account, released_at=by.moment, released_because=reason)
            .returning(col(LegalHold.id))
        )
        ended[:] = session.connection().execute(ending).scalars()
        for one in ended:
            _note(session, person, by, one)

    return len(ended) if _about(store, region, reference, work) else None


def _about(
    store: Store, region: str, reference: str, work: Callable[[Session, Person], None]
) -> bool:
    def found(session: Session) -> bool:
        name = (region, reference)
        person = people.found(session.connection(), [name]).get(name)
        if person is not None:
            work(session, person)
        return person is not None

    return store.write([subjects.client(region, reference)], found)


def _note(session: Session, person: Person, by: By, hold: UUID) -> None:
    """Not as a change: holding a file makes its term no longer."""
    line = by.line(person.region, AuditAction.EXECUTE, "legal_hold", hold, client=person.reference)
    audit.append(session, line)
