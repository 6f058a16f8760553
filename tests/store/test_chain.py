"""Lines that come together are chained and stored as each of them would be alone."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from random import Random
from uuid import UUID

from sqlmodel import Session, col, select
from tests.support import rows
from tests.support.lines import line

from jeugdregio_core.model.casework import AuditAction, AuditOutcome
from jeugdregio_core.store import audit, people, tables
from jeugdregio_core.store.audit import Line, Occasion
from jeugdregio_core.store.audit_check import verify
from jeugdregio_core.store.locks import Locks
from jeugdregio_core.store.transaction import Store

_REGIONS = ("noord", "zuid")
_ODD = ("", "100%", "%b %s %(x)s", "\u2028\u00e9 \U0001f600", "'\";--\\\\", "\t\n{}[]", "x" * 5_000)


def _line(draw: Random) -> Line:
    occasion = Occasion(
        region=draw.choice(_REGIONS),
        at=rows.NOON + timedelta(microseconds=draw.randrange(3)),
        actor=draw.choice(_ODD),
        role=draw.choice(_ODD),
        operation=draw.choice(_ODD),
        organisation=draw.choice((None, *_ODD)),
        purpose=draw.choice(_ODD),
        trace=draw.choice((None, *_ODD)),
    )
    return _other(draw, Line(occasion, AuditAction.READ, "client", "1"))


def _other(draw: Random, like: Line) -> Line:
    """Another line of the same look."""
    return Line(
        like.occasion,
        draw.choice((AuditAction.READ, AuditAction.EXECUTE)),
        draw.choice(_ODD),
        draw.choice(_ODD),
        outcome=draw.choice([*AuditOutcome]).value,
        pseudonym=draw.choice((None, *_ODD)),
    )


def _some(draw: Random) -> list[Line]:
    firsts = [_line(draw) for _ in range(20)]
    return [_other(draw, draw.choice(firsts)) for _ in range(100)]


def _note(lines: list[Line], session: Session) -> None:
    audit.append(session, *lines)


def _look(lines: list[Line], session: Session) -> None:
    audit.seal_looks(session.connection(), lines, Locks(None))


def _kept(store: Store, region: str) -> list[tables.AuditLine]:
    ask = select(tables.AuditLine).where(tables.AuditLine.region == region)
    in_order = ask.order_by(col(tables.AuditLine.sequence))
    return store.read(lambda session: [*session.exec(in_order)])


def _said(line: Line) -> tuple[object, ...]:
    return (*line.occasion, *line.said(), line.pseudonym)


def _told(line: tables.AuditLine) -> tuple[object, ...]:
    occasion = (getattr(line, name) for name in Occasion._fields)
    itself = (line.action, line.object_type, line.outcome, line.object_id, line.pseudonym)
    return (*occasion, *itself)


def test_lines_of_many_looks_are_stored_as_they_were_said_and_hold_together(store: Store) -> None:
    draw = Random(1)
    written, looked = _some(draw), _some(draw)
    store.write((), partial(_note, written))
    store.write((), partial(_look, looked))
    for region in _REGIONS:
        expected = [_said(one) for one in (*written, *looked) if one.region == region]
        assert [_told(one) for one in _kept(store, region)] == expected
        assert store.read(partial(verify, region=region)).intact


def _shown(identity: UUID, session: Session) -> None:
    line(session, action=AuditAction.READ, client_reference="K-001", client_id=identity)


def test_who_is_shown_by_id_is_called_the_same_as_who_is_named_by_reference(store: Store) -> None:
    client = rows.client()
    store.write((), lambda session: session.add(client))
    first = store.read(partial(_shown, client.id))
    store.read(partial(_shown, client.id))
    store.read(partial(line, action=AuditAction.READ, client_reference="K-001"))
    (person,) = store.read(
        lambda session: people.where(session.connection(), col(tables.Client.id) == client.id)
    )
    assert first is None
    assert person.key is not None
    assert [one.pseudonym for one in _kept(store, rows.REGION)] == [person.pseudonym] * 3


def test_who_is_no_longer_there_when_the_line_is_stored_has_no_pseudonym(store: Store) -> None:
    store.read(partial(_shown, UUID(int=1)))
    (kept,) = _kept(store, rows.REGION)
    assert (kept.action, kept.pseudonym) == (AuditAction.READ, None)
