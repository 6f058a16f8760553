"""Who did what with whose data: numbered without gaps and chained per region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Dialect, TextClause, bindparam, select, true
from sqlmodel import Session

from jeugdregio_core.model.casework import AuditAction, AuditOutcome, Purpose
from jeugdregio_core.store import chain, moving, people, subjects
from jeugdregio_core.store.chain import Sealed
from jeugdregio_core.store.locks import Locks
from jeugdregio_core.store.people import Name, Person
from jeugdregio_core.store.prepared import Prepared
from jeugdregio_core.store.tables import Stored
from jeugdregio_core.store.tables.records import CHANGES
from jeugdregio_core.store.terms import Terms

PENDING = "jeugdregio.audit"
BEFORE_THE_FIRST = "0" * 64
_TABLE = Stored.metadata.tables["audit_line"]
Pseudonyms: TypeAlias = dict[UUID | Name | None, str]
"""What a line calls each client, by the client's id or name."""


class Occasion(NamedTuple):
    """What the lines of one look or one step have in common: who did it, when, where, why."""

    region: str
    at: datetime
    actor: str
    role: str
    operation: str
    organisation: str | None = None
    purpose: str = Purpose.HELP.value
    trace: str | None = None

    def said(self) -> dict[str, Any]:
        """Its part of every line; no line of today names a client by reference."""
        return {**self._asdict(), "client_reference": None}


class Line(NamedTuple):
    """One deed. It names what was touched and never what that said: no content, no names.

    ``client_reference`` is for who leaves the line, with ``client_id`` where that is at hand; what
    is stored is the pseudonym of that client, or nothing when there is no such client.
    """

    occasion: Occasion
    action: AuditAction
    object_type: str
    object_id: str
    client_reference: str | None = None
    client_id: UUID | None = None
    outcome: str = AuditOutcome.OK.value
    pseudonym: str | None = None

    @property
    def region(self) -> str:
        """Code of the region whose log it is in."""
        return self.occasion.region

    @property
    def at(self) -> datetime:
        """When it was done."""
        return self.occasion.at

    @property
    def about(self) -> Name | None:
        """The client, as the region calls them."""
        reference = self.client_reference
        return None if reference is None else (self.occasion.region, reference)

    def said(self) -> tuple[str, str, str, str]:
        """What it says itself, what lines often share first."""
        return self.action, self.object_type, self.outcome, self.object_id


@dataclass(frozen=True, slots=True)
class Head:
    """The newest line of a region. Kept elsewhere, it shows later that nothing was cut off."""

    region: str
    sequence: int
    hash: str


def append(session: Session, *lines: Line) -> None:
    """Have these lines written: in the transaction of a write, or before the answer of a read.

    They get their numbers when the work is done, so that regions are locked as briefly as
    possible. Raises KeyError on a session that is not the store's.
    """
    session.info[PENDING].extend(lines)


def head(connection: Connection, region: str) -> Head:
    """The newest line of this region, or number 0 when it has none."""
    return _head(connection, region, true())


def newest_change(connection: Connection, region: str) -> Head:
    """The newest line by which something changed: while it stays the same, so does the region.

    A line is committed with what it is about, and in the order of its number. Its hash tells it
    from the line with the same number in another history, such as that of a copy put back.
    """
    return _head(connection, region, CHANGES)


def _head(connection: Connection, region: str, only: ColumnElement[bool] | TextClause) -> Head:
    found = _newest(connection.dialect, only).rows(connection, {"region": region})
    return Head(region, *found[0]) if found else Head(region, 0, BEFORE_THE_FIRST)


@cache
def _newest(dialect: Dialect, only: ColumnElement[bool] | TextClause) -> Prepared:
    held = _TABLE.c
    newest = (
        select(held.sequence, held.hash)
        .where(held.region == bindparam("region", type_=held.region.type), only)
        .order_by(held.sequence.desc())
        .limit(1)
    )
    return Prepared(newest, dialect)


def seal(session: Session, locks: Locks, terms: Terms) -> list[Sealed]:
    """Number, chain and store the lines of this session; the lines that were stored.

    Lines get the pseudonym of their client, and what changed in a file moves its last day.
    """
    lines: list[Line] = session.info[PENDING]
    if not lines:
        return []
    connection, newest = session.connection(), locks.newest(session)
    if any(line.action in moving.CHANGES for line in lines):
        known = people.with_keys(connection, people.found(connection, _abouts(lines)))
        moving.move(connection, known, lines, terms)
        pseudonyms = _names(known)
    else:
        pseudonyms = _looked_at(newest, connection, lines)
    locks.take(places(lines))
    sealed = _chained(newest, lines, pseudonyms)
    chain.add(connection, sealed)
    return sealed


def seal_looks(connection: Connection, lines: Sequence[Line], locks: Locks) -> None:
    """Number, chain and store the lines of who only looked, in a transaction of their own.

    ``connection`` sees everything that was committed before the last lock was got. Keys come
    before the lock, as in every write: who waits for a key never keeps the lock from others.
    """
    pseudonyms = _looked_at(connection, connection, lines)
    locks.take(places(lines))
    chain.add(connection, _chained(connection, lines, pseudonyms))


def places(lines: Iterable[Line]) -> set[str]:
    """The subjects that are locked while these lines get their numbers."""
    return {*map(subjects.audit, {line.region for line in lines})}


def _looked_at(newest: Connection, connection: Connection, lines: Sequence[Line]) -> Pseudonyms:
    """The pseudonyms of who were looked at; who has no key yet gets one on the connection.

    What only looked, looked at what is committed: asking for that takes no part in the rules of
    a serializable transaction, and so disturbs no write of others.
    """
    ids = {line.client_id for line in lines if line.client_id}
    found: Pseudonyms = dict(people.pseudonyms(newest, ids) if ids else ())
    others = _abouts(line for line in lines if line.client_id not in found)
    if others:
        found |= _names(people.with_keys(connection, people.found(newest, others)))
    return found


def _abouts(lines: Iterable[Line]) -> set[Name]:
    return {line.about for line in lines if line.about}


def _names(known: Mapping[Name, Person]) -> Pseudonyms:
    return {name: person.pseudonym for name, person in known.items()}


def _chained(connection: Connection, lines: Iterable[Line], pseudonyms: Pseudonyms) -> list[Sealed]:
    """In order of region, each region from its newest line on."""

    def of(line: Line) -> str | None:
        return pseudonyms.get(line.client_id) or pseudonyms.get(line.about) or line.pseudonym

    ordered = sorted(lines, key=attrgetter("region"))
    return [
        sealed
        for region, group in groupby(ordered, key=attrgetter("region"))
        for sealed in chain.chained(head(connection, region), group, of)
    ]
