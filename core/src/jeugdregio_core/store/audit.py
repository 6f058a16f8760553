"""Who did what with whose data: numbered without gaps and chained per region."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, TextClause, bindparam, select, true
from sqlmodel import Session

from jeugdregio_core.model.casework import AuditAction, AuditOutcome, Purpose
from jeugdregio_core.store import audit_form, moving, people, subjects
from jeugdregio_core.store.locks import Locks
from jeugdregio_core.store.people import Name, Person
from jeugdregio_core.store.prepared import Prepared, add_rows
from jeugdregio_core.store.tables import Stored
from jeugdregio_core.store.tables.records import CHANGES
from jeugdregio_core.store.terms import Terms

PENDING = "jeugdregio.audit"
BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One deed. It names what was touched and never what that said: no content, no names.

    ``client_reference`` is for who leaves the line; what is stored is the pseudonym of that
    client, or nothing when there is no such client.
    """

    region: str
    at: datetime
    actor: str
    role: str
    action: AuditAction
    object_type: str
    object_id: str
    operation: str
    outcome: str = AuditOutcome.OK.value
    organisation: str | None = None
    purpose: str | None = Purpose.HELP.value
    trace: str | None = None
    client_reference: str | None = None
    pseudonym: str | None = None
    form: int = audit_form.NEWEST

    @property
    def about(self) -> Name | None:
        """The client, as the region calls them."""
        return None if self.client_reference is None else (self.region, self.client_reference)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest line of a region. Kept elsewhere, it shows later that nothing was cut off."""

    region: str
    sequence: int
    hash: str


def append(session: Session, line: Line) -> None:
    """Have this line written: in the transaction of a write, or before the answer of a read.

    It gets its number when the work is done, so that regions are locked as briefly as possible.
    Raises KeyError on a session that is not the store's.
    """
    session.info[PENDING].append(line)


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


def seal(session: Session, locks: Locks, terms: Terms) -> list[dict[str, Any]]:
    """Number, chain and store the lines of this session; the rows that were stored.

    Lines get the pseudonym of their client, and what changed in a file moves its last day.
    """
    lines: list[Line] = session.info[PENDING]
    if not lines:
        return []
    newest = locks.newest(session)
    known = _clients(session, newest, lines)
    moving.move(session.connection(), known, lines, terms)
    locks.take(places(lines))
    return added(session.connection(), chained(newest, lines, known))


def seal_looks(connection: Connection, lines: Sequence[Line]) -> None:
    """Number, chain and store the lines of who only looked.

    Whoever calls this holds the locks on ``places(lines)``, and the connection sees everything
    that was committed before those were got.
    """
    known = people.found(connection, abouts(lines))
    added(connection, chained(connection, lines, people.with_keys(connection, known)))


def places(lines: Iterable[Line]) -> set[str]:
    """The subjects that are locked while these lines get their numbers."""
    return {subjects.audit(line.region) for line in lines}


def abouts(lines: Iterable[Line]) -> set[Name]:
    """The clients that these lines name."""
    return {line.about for line in lines if line.about}


def chained(
    connection: Connection, lines: Iterable[Line], known: Mapping[Name, Person]
) -> list[dict[str, Any]]:
    """The rows of these lines, in order of region, each region from its newest line on."""
    ordered = sorted(lines, key=attrgetter("region"))
    return [
        row
        for region, group in groupby(ordered, key=attrgetter("region"))
        for row in _chained(head(connection, region), group, known)
    ]


def added(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Store these rows; the same rows."""
    add_rows(connection, _TABLE, rows)
    return rows


def _clients(session: Session, newest: Connection, lines: list[Line]) -> dict[Name, Person]:
    """Who the lines are about.

    What only looked, looked at what is committed: asking for that takes no part in the rules of
    a serializable transaction, and so disturbs no write of others.
    """
    changed = any(line.action in moving.CHANGES for line in lines)
    known = people.found(session.connection() if changed else newest, abouts(lines))
    return people.with_keys(session.connection(), known)


def _chained(
    before: Head, lines: Iterable[Line], known: Mapping[Name, Person]
) -> list[dict[str, Any]]:
    rows = []
    sequence, last = before.sequence, before.hash
    for line in lines:
        sequence += 1
        said = _said(line, known) | {"sequence": sequence, "previous_hash": last}
        last = said["hash"] = audit_form.link(last, said)
        rows.append(said)
    return rows


def _said(line: Line, known: Mapping[Name, Person]) -> dict[str, Any]:
    """The line as it is stored: with a pseudonym where a reference was."""
    said = {name: getattr(line, name) for name in _NAMES}
    if line.about is not None:
        person = known.get(line.about)
        said["client_reference"], said["pseudonym"] = None, person.pseudonym if person else None
    return said


_NAMES = tuple(field.name for field in fields(Line))
_TABLE = Stored.metadata.tables["audit_line"]
