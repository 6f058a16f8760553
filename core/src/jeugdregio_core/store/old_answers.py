"""Answers kept for idempotency keys that no longer hold: they are cleared, whoever they are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from datetime import timedelta

from sqlalchemy import ColumnElement, Table, delete, func, select, true, tuple_
from sqlmodel import Session

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import audit
from jeugdregio_core.store.by import By
from jeugdregio_core.store.people import Name
from jeugdregio_core.store.tables import Stored
from jeugdregio_core.store.transaction import Store

AT_ONCE = 500
"""How many answers are cleared in one transaction."""
_ANSWER: Table = Stored.metadata.tables["idempotency"]
_IDENTITY = (_ANSWER.c.region, _ANSWER.c.subject, _ANSWER.c.key)


def count(store: Store, region: str | None, by: By, gone: Container[Name]) -> int:
    """How many answers are too old, without those that go with the files of these clients."""
    whose = (_ANSWER.c.region, _ANSWER.c.client_reference)
    asked = select(*whose, func.count()).where(_old(store, region, by)).group_by(*whose)
    found = store.read(lambda session: session.connection().execute(asked).all())
    return sum(number for place, client, number in found if (place, client) not in gone)


def clear(store: Store, region: str | None, by: By) -> Iterator[int]:
    """Clear them, a transaction at a time; how many each time. The log holds their number."""
    part = select(*_IDENTITY).where(_old(store, region, by)).limit(AT_ONCE)

    def work(session: Session) -> int:
        chosen = session.connection().execute(part).all()
        if chosen:
            gone = tuple_(*_IDENTITY).in_([tuple(row) for row in chosen])
            session.connection().execute(delete(_ANSWER).where(gone))
        for place, number in Counter(row.region for row in chosen).items():
            line = by.line(place, AuditAction.DELETE, "idempotency", number)
            audit.append(session, line)
        return len(chosen)

    while cleared := store.write((), work):
        yield cleared


def _old(store: Store, region: str | None, by: By) -> ColumnElement[bool]:
    before = by.moment - timedelta(days=store.terms.answer_days)
    mine = true() if region is None else _ANSWER.c.region == region
    return (_ANSWER.c.created_at < before) & mine
