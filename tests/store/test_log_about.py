"""What a log says of one client is found by index, however much it says of others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from secrets import token_hex
from types import SimpleNamespace
from typing import Any

import pytest
from sqlmodel import Session, col
from tests.support import rows
from tests.support.plans import plan
from tests.support.reading import listening

from jeugdregio_core.casework import proof
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import access_log, audit, due, people, tables
from jeugdregio_core.store.audit import Line, Occasion
from jeugdregio_core.store.audit_check import verify
from jeugdregio_core.store.people import Person
from jeugdregio_core.store.terms import Terms
from jeugdregio_core.store.transaction import Store

_MANY = 9_000
"""More than one stretch of the log."""
_ELSEWHERE = "elders"


def _person(reference: str, session: Session) -> Person:
    (found,) = people.where(session.connection(), col(tables.Client.reference) == reference)
    return found


def _line(
    told: str = "1", action: AuditAction = AuditAction.READ, region: str = rows.REGION, **who: Any
) -> Line:
    return Line(Occasion(region, rows.NOON, "m-1", "REGION", "ask"), action, "client", told, **who)


def _note(lines: list[Line], session: Session) -> None:
    audit.append(session, *lines)


@pytest.fixture
def long(store: Store) -> Store:
    """A log of two regions, long enough that it matters how it is gone through."""
    store.write((), lambda session: session.add(rows.client("K-001")))
    shown = _line("shown", client_reference="K-001")
    changed = _line("changed", AuditAction.CREATE, client_reference="K-001")
    refused = _line("refused", client_reference="K-001", outcome="refused")
    others = [
        _line(region=region, pseudonym=token_hex(32))
        for region in (rows.REGION, _ELSEWHERE)
        for _ in range(_MANY)
    ]
    for lines in ([shown, changed], others, [refused, shown]):
        store.write((), partial(_note, lines))
    pseudonym = store.read(partial(_person, "K-001")).pseudonym
    store.write((), partial(_note, [_line(region=_ELSEWHERE, pseudonym=pseudonym)]))
    with store.engines.writer.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    return store


def test_who_was_shown_is_found_in_every_stretch_of_the_log(
    long: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(session: Session) -> list[str]:
        return [one.object_id for one in access_log.lines_of(session, _person("K-001", session))]

    assert long.read(told) == ["shown", "changed", "refused", "shown"]
    monkeypatch.setattr(access_log, "_AT_ONCE", 1)
    assert long.read(told) == ["shown", "changed", "refused", "shown"]
    assert long.read(lambda session: verify(session, rows.REGION)).intact


def _seen(session: Session) -> None:
    assert len(access_log.lines_of(session, _person("K-001", session))) == 4


def _changed(session: Session) -> None:
    on = date(2026, 3, 2)
    assert due.last_day(session.connection(), _person("K-001", session), Terms(), on)


def _tried(session: Session) -> None:
    client = session.get_one(tables.Client, _person("K-001", session).id)
    work: Any = SimpleNamespace(
        session=session, region=rows.REGION, day=rows.NOON.date(), operation="ask"
    )
    proof.check(work, client, client.birth_date)


def _newest(session: Session) -> None:
    assert audit.newest_change(session.connection(), rows.REGION).sequence == 2


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (_seen, "ix_audit_line_stretch"),
        (_changed, "ix_audit_line_counted"),
        (_tried, "ix_audit_line_counted"),
        (_newest, "ix_audit_line_changes"),
    ],
)
def test_what_is_asked_of_a_log_is_an_index_look_up(
    long: Store, ask: Callable[[Session], None], index: str
) -> None:
    with listening(long.engines.reader) as heard:
        long.read(ask)
    said, given = [one for one in heard if "FROM audit_line" in one[0]][-1]
    steps = plan(long.engines.reader, said, given)
    assert [step for step in steps if index in step], steps
