"""What is kept beside the casework: loaded tables, answers given before, and who did what."""

from datetime import date as Day
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, func, literal_column, text
from sqlmodel import Field

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store.tables.base import Stored, at_least, choice, in_order, json, reference

CHANGES = text("action IN ('CREATE', 'UPDATE', 'DELETE')")
"""The lines by which something changed. In these very words, or the index of them is not used."""
REFUSED = text("outcome = 'refused'")
"""The lines of what was refused; in these very words too."""


class LoadBatch(Stored, table=True):
    """One file of tables that the organisation loaded, with the document it comes from."""

    __tablename__ = "load_batch"
    __table_args__ = (Index(None, "region", "loaded_at"),)

    id: UUID = Field(primary_key=True)
    region: str
    document: str
    loaded_at: datetime
    loaded_by: str
    rows: int


class LoadedRow(Stored, table=True):
    """One row of such a table, and the period for which it says something."""

    __tablename__ = "loaded_row"
    __table_args__ = (
        Index(None, "region", "kind", "key", "first"),
        in_order("first", "last"),
    )

    id: UUID = Field(primary_key=True)
    region: str
    kind: str
    key: str
    first: Day
    last: Day | None = None
    content: dict[str, Any] = json()
    document: str
    loaded_at: datetime
    batch_id: UUID = reference("load_batch.id")


class Idempotency(Stored, table=True):
    """The first answer to a key, kept in the transaction of what it answered."""

    __tablename__ = "idempotency"
    __table_args__ = (
        Index(None, "created_at"),
        Index(None, "region", "client_reference"),
    )

    region: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    body_hash: str
    answer: Any = json()
    created_at: datetime
    client_reference: str | None = None
    """The client it is about, so that it goes with the file."""


class AuditLine(Stored, table=True):
    """Who did what with whose data. Numbered without gaps and chained per region, never changed.

    ``form`` says how it is hashed. Only lines of the first form have a ``client_reference``, and
    of those only the ones that were broken already when the others lost it.
    """

    __tablename__ = "audit_line"
    __table_args__ = (at_least("sequence", 1),)

    region: str = Field(primary_key=True)
    sequence: int = Field(primary_key=True, sa_type=BigInteger)
    at: datetime
    actor: str
    role: str
    action: AuditAction = choice(AuditAction)
    object_type: str
    object_id: str
    client_reference: str | None = None
    operation: str
    outcome: str
    form: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    organisation: str | None = None
    purpose: str | None = None
    trace: str | None = None
    pseudonym: str | None = None
    previous_hash: str
    hash: str


_LINE = Stored.metadata.tables[AuditLine.__tablename__].c
STRETCH_BITS = 13
STRETCH = _LINE.sequence.bitwise_rshift(literal_column(str(STRETCH_BITS)))
"""The stretch of the log that a line is in: some eight thousand lines that were stored together."""
BEGINNING_LENGTH = 6
BEGINNING = func.substr(_LINE.pseudonym, literal_column("1"), literal_column(str(BEGINNING_LENGTH)))
"""Enough of a pseudonym to find its lines in a stretch."""
Index("ix_audit_line_stretch", STRETCH, BEGINNING)
