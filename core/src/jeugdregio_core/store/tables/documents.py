"""Documents in a client's file. Where they are is kept, never what they say."""

from datetime import date as Day
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from jeugdregio_core.model.codes import DocumentKind, Party
from jeugdregio_core.store.tables.base import Stored, at_least, choice, json, reference


class Document(Stored, table=True):
    """What stays the same in all versions; ``current`` is the number of the newest version.

    ``municipality`` is the one whose file it is in; ``recorded_by`` the code of the provider that
    recorded it, if one did.
    """

    __tablename__ = "document"
    __table_args__ = (Index(None, "client_id", "kind"),)

    id: UUID = Field(primary_key=True)
    region: str
    client_id: UUID = reference("client.id", indexed=False)
    request_id: UUID | None = reference("request.id", optional=True)
    municipality: str | None = None
    recorded_by: str | None = None
    kind: DocumentKind = choice(DocumentKind)
    current: int
    created_at: datetime


class DocumentVersion(Stored, table=True):
    """A document as it was recorded. Added, never changed."""

    __tablename__ = "document_version"
    __table_args__ = (
        UniqueConstraint("document_id", "version"),
        at_least("version", 1),
    )

    id: UUID = Field(primary_key=True)
    document_id: UUID = reference("document.id", indexed=False)
    version: int
    recorded_at: datetime
    author: Party | None = choice(Party, optional=True)
    approved_by: Party | None = choice(Party, optional=True)
    signed_by: list[Any] = json()
    dated: Day | None = None
    includes: list[Any] = json()
    uri: str | None = None
