"""Everything that is stored of one client, as they have the right to see it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from jeugdregio_core.store import access_log
from jeugdregio_core.store.people import Person
from jeugdregio_core.store.personal import PERSONAL, SECRET, rows_of, table


def everything(session: Session, person: Person) -> dict[str, Any]:
    """The rows of every table that holds something of this client, and who looked at them.

    A table without rows of the client is there, empty: the reader sees that it was looked at.
    """
    seen = access_log.lines_of(session, person)
    return {
        "region": person.region,
        "client": person.reference,
        "tables": {
            name: _rows(session, name, person)
            for name in reversed([*PERSONAL])
            if name not in SECRET
        },
        "access": [dict(access_log.readable(line)) for line in seen],
    }


def _rows(session: Session, name: str, person: Person) -> list[dict[str, Any]]:
    held = table(name)
    asked = select(held).where(rows_of(name, person)).order_by(*held.primary_key)
    return [
        {column: _plain(value) for column, value in row.items()}
        for row in session.connection().execute(asked).mappings()
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value
