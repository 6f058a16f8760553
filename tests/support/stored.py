"""Look into a database: how many rows, which versions, what the audit log says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from jeugdregio_core.store import people, tables
from jeugdregio_core.store.tables import Stored

S = TypeVar("S", bound=Stored)


def counts(session: Session) -> dict[str, int]:
    """The number of rows of every table."""
    return {**session.connection().exec_driver_sql(_COUNTING).one()._mapping}


_COUNTING = "SELECT " + ", ".join(
    f"(SELECT count(*) FROM {name}) AS {name}" for name in Stored.metadata.tables
)


def things(session: Session) -> dict[str, int]:
    """The number of rows of every table but the audit log."""
    return {name: count for name, count in counts(session).items() if name != "audit_line"}


def pseudonym(reference: str) -> Callable[[Session], str]:
    """What the audit log calls the client under this reference."""

    def look(session: Session) -> str:
        named = col(tables.Client.reference) == reference
        (person,) = people.where(session.connection(), named)
        return person.pseudonym

    return look


def rows(kind: type[S], *order: Any, **which: Any) -> Callable[[Session], list[S]]:
    """The rows of a table with these values."""
    where = [getattr(kind, name) == value for name, value in which.items()]
    return lambda session: [*session.exec(select(kind).where(*where).order_by(*order))]


def row(kind: type[S], identity: str) -> Callable[[Session], S]:
    """One row by its id."""
    return lambda session: session.get_one(kind, UUID(identity))


def versions(allocation: str) -> Callable[[Session], list[tables.AllocationVersion]]:
    """All versions of an allocation, oldest first."""
    version = tables.AllocationVersion
    return rows(version, col(version.version), allocation_id=UUID(allocation))


def decisions(request: str) -> Callable[[Session], list[tables.Decision]]:
    """All decisions about a request, oldest first; an answer of the same moment came after it."""
    decision = tables.Decision
    order = col(decision.decided_at), col(decision.moment).desc()
    return rows(decision, *order, request_id=UUID(request))


def deeds(session: Session) -> Counter[tuple[str, str, str]]:
    """How often what was done to what kind of thing, by which operation."""
    line = tables.AuditLine
    said = session.exec(select(line.operation, line.action, line.object_type))
    return Counter((operation, str(action), kind) for operation, action, kind in said)
