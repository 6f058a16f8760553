"""The client of a row, and the file of one client."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import ClientRecord, DocumentRecord
from jeugdregio_core.casework.reading.rows import (
    Form,
    Shape,
    attach,
    fetch,
    grouped,
    newest_known,
    table,
)
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.store.prepared import Row, among

CLIENT = table("client")
_DOCUMENT = table("document")
_VERSION = table("document_version")

client = Shape(
    ClientRecord,
    CLIENT,
    often="reference municipality documents",
    rare="birth_date family_reference protection_measure lives_in need_level family_control",
)
_document = Shape(DocumentRecord, _DOCUMENT, _VERSION)


def clients(work: Work, rows: Sequence[Row], form: Form, look: Look | None) -> list[ClientRecord]:
    """The clients in rows of this form, with the documents if they are shown."""
    found = form.read(ClientRecord, rows)
    wanted = look.at("documents") if look else None
    if wanted is not None:
        attach(found, "documents", _documents(work, [one.id for one in found], wanted))
    here = work.sight.lives_here
    return [one if here(one.municipality) else _as_history(one) for one in found]


def _as_history(person: ClientRecord) -> ClientRecord:
    """Who moved: the former municipality is not shown how things stand now."""
    return replace(
        person,
        family_reference=None,
        protection_measure=None,
        lives_in=None,
        need_level=None,
        family_control=None,
    )


def note_clients(work: Work, shown: Iterable[ClientRecord | None]) -> None:
    """Leave one line in the audit log for every client of whom something is shown."""
    work.note_shown({one.id.int: one for one in shown if one is not None}.values())


def _documents(
    work: Work, ids: Collection[UUID], look: Look
) -> dict[UUID, tuple[DocumentRecord, ...]]:
    """Oldest first, each in the version that was known."""
    rows = fetch(work, _of_clients, look.dated, ids=ids, known_at=look.known_at)
    return grouped((document.client_id, document) for document in map(_document.read, rows))


def _of_clients(sight: Sight, dated: bool) -> Select[Any]:
    known = newest_known(_DOCUMENT, _VERSION, "document_id", "recorded_at", dated)
    of_document = and_(_VERSION.c.document_id == _DOCUMENT.c.id, _VERSION.c.version == known)
    return (
        select(*_document.columns)
        .join_from(_DOCUMENT, _VERSION, of_document)
        .where(among(_DOCUMENT.c.client_id), sight.documents)
        .order_by(_DOCUMENT.c.created_at, _DOCUMENT.c.id)
    )
