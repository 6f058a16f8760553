"""Documents in a client's file: what they are and who stands behind them, never what they say."""

from __future__ import annotations

from urllib.parse import urlsplit

from jeugdregio_core.casework import find, own, shown
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.inputs import RecordDocumentInput
from jeugdregio_core.casework.problems import invalid, unknown
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import tables

_PLACES = frozenset({"", "https", "http", "urn"})
"""How an address of a text may begin. The others can be made to run or to hold the text itself."""


def record_document(work: Work, asked: RecordDocumentInput) -> Told:
    """Record a document, or a new version of one; the former versions stay."""
    client = find.client(work, asked.client)
    if asked.date is not None and asked.date > work.day:
        raise invalid("De datum van het document ligt in de toekomst.", "date")
    if asked.uri is not None and _scheme(asked.uri) not in _PLACES:
        raise invalid("Verwijs naar het document met een webadres of een kenmerk.", "uri")
    own.word(work, {asked.author, asked.approved_by, *asked.signed_by}, "author")
    request = _request(work, client, asked)
    own.resident(work, _municipality(client, request))
    if asked.document is None:
        document = _new(work, client, request, asked)
        action = AuditAction.CREATE
    else:
        document = _next(work, client, request, asked, asked.document)
        action = AuditAction.UPDATE
    work.session.add(_version(work, document, asked))
    work.note(action, "document", document.id, client.reference)
    return Told({"document": shown.document(document)})


def _new(
    work: Work,
    client: tables.Client,
    request: tables.Request | None,
    asked: RecordDocumentInput,
) -> tables.Document:
    document = tables.Document(
        id=work.new_id(),
        region=work.region,
        client_id=client.id,
        request_id=request.id if request else None,
        municipality=_municipality(client, request),
        recorded_by=own.recorder(work),
        kind=asked.kind,
        current=1,
        created_at=work.moment,
    )
    work.session.add(document)
    return document


def _next(
    work: Work,
    client: tables.Client,
    request: tables.Request | None,
    asked: RecordDocumentInput,
    text: str,
) -> tables.Document:
    document = find.document(work, text)
    own.document(work, document)
    if document.client_id != client.id:
        raise unknown("Deze jeugdige heeft dit document niet.", "document")
    if document.kind is not asked.kind:
        raise invalid(
            f"Dit document is een {document.kind.label}. Leg een ander soort apart vast.", "kind"
        )
    if request is not None and document.request_id != request.id:
        raise invalid("Dit document hoort bij een ander verzoek.", "request")
    document.current += 1
    return document


def _version(
    work: Work, document: tables.Document, asked: RecordDocumentInput
) -> tables.DocumentVersion:
    return tables.DocumentVersion(
        id=work.new_id(),
        document_id=document.id,
        version=document.current,
        recorded_at=work.moment,
        author=asked.author,
        approved_by=asked.approved_by,
        signed_by=[str(party) for party in asked.signed_by],
        dated=asked.date,
        includes=[*asked.includes],
        uri=asked.uri,
    )


def _request(
    work: Work, client: tables.Client, asked: RecordDocumentInput
) -> tables.Request | None:
    if asked.request is None:
        return None
    request = find.request(work, asked.request)
    if request.client_id != client.id:
        raise unknown("Deze jeugdige heeft dit verzoek niet.", "request")
    return request


def _municipality(client: tables.Client, request: tables.Request | None) -> str | None:
    return request.municipality if request else client.municipality


def _scheme(uri: str) -> str | None:
    try:
        return urlsplit(uri).scheme.lower()
    except ValueError:
        return None
