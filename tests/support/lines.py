"""Audit lines that tests need and do not care about, and somebody who touches them."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import TextClause, text
from sqlmodel import Session
from tests.support.rows import NOON, REGION

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store.audit import Line, Occasion, append
from jeugdregio_core.store.transaction import Store


def line(session: Session, **given: Any) -> None:
    """Have a line written, filled in where nothing is given."""
    who: dict[str, Any] = {
        "region": REGION,
        "at": NOON,
        "actor": "medewerker-1",
        "role": "TOEGANG",
        "operation": "createReferral",
    }
    what: dict[str, Any] = {
        "action": AuditAction.CREATE,
        "object_type": "client",
        "object_id": "1",
        "client_reference": "K-001",
        "outcome": "OK",
    }
    of_all = {name: value for name, value in given.items() if name in Occasion._fields}
    of_one = {name: value for name, value in given.items() if name not in of_all}
    append(session, Line(Occasion(**who | of_all), **what | of_one))


def tamper(store: Store, *statements: str) -> None:
    """As somebody with the password of the database could."""
    if store.engines.locks is None:
        off = [f"DROP TRIGGER audit_line_no_{deed}" for deed in ("update", "delete")]
    else:
        off = ["ALTER TABLE audit_line DISABLE TRIGGER ALL"]
    for statement in (*off, *statements):
        store.write((), partial(_run, text(statement)))


def _run(statement: TextClause, session: Session) -> None:
    session.connection().execute(statement)
