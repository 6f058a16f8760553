"""Somebody asked for a file that they did not get: absent, of another region, or not theirs.

All three leave the same line. It names the client only where the region has one, so that the
client can see who tried; what was asked for is not written down, since anybody can type a name.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, Table, select

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.model.casework import AuditAction, AuditOutcome
from jeugdregio_core.store.tables import Stored

_CLIENT = Stored.metadata.tables["client"]


def client(work: Work, reference: str) -> None:
    """The client under a reference."""
    _note(work, "client", reference)


def by_id(work: Work, kind: str, identity: UUID | None) -> None:
    """A referral, request or document by its id."""
    held = _table(kind)
    _note(work, kind, _client_of(work, held, held.c.id == identity))


def allocation(work: Work, municipality: str, number: int) -> None:
    """An allocation by its municipality and number."""
    held = _table("allocation")
    named = (held.c.municipality == municipality) & (held.c.number == number)
    _note(work, "allocation", _client_of(work, held, named))


def _table(kind: str) -> Table:
    return Stored.metadata.tables[kind]


def _client_of(work: Work, held: Table, named: ColumnElement[bool]) -> str | None:
    """Whose it is, whoever may see it."""
    asked = (
        select(_CLIENT.c.reference)
        .join(held, held.c.client_id == _CLIENT.c.id)
        .where(named, held.c.region == work.region)
    )
    return work.session.connection().execute(asked).scalars().first()


def _note(work: Work, kind: str, reference: str | None) -> None:
    # The name of nobody is looked up as well: what is not there costs as much as what is hidden.
    work.note(AuditAction.READ, kind, "", reference or "", AuditOutcome.REFUSED)
