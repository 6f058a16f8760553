"""What a client asks to execute."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from jeugdregio_core.record import record

_KINDS = (
    ("query", str, "tekst"),
    ("variables", dict, "een object"),
    ("operationName", str, "tekst"),
    ("extensions", dict, "een object"),
    ("documentId", str, "tekst"),
)
_ENDLESS_DIGITS = 1000
_ENDLESS = re.compile(rf"\d{{{_ENDLESS_DIGITS}}}")
"""More digits than Python makes a number of; it raises, and nobody expects it to."""


class NotReadable(ValueError):
    """What is no GraphQL request; holds the HTTP status to answer with."""

    def __init__(self, message: str, status: int = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.status = status


@record
class Operation:
    """An operation as it was sent: by its text, by the id of a document that is known, or both."""

    query: str | None
    variables: dict[str, Any] | None
    name: str | None
    document_id: str | None = None


def as_operation(value: Any) -> Operation:
    """The operation that this JSON asks for. Raises NotReadable."""
    if not isinstance(value, dict):
        raise NotReadable('Stuur een JSON-object met "query", en zo nodig "variables".')
    return read_members(value)


def read_members(members: Mapping[str, Any]) -> Operation:
    """The operation in the members of a request. Raises NotReadable."""
    for member, kind, word in _KINDS:
        if not isinstance(members.get(member), (kind, type(None))):
            raise NotReadable(f'"{member}" moet {word} zijn.')
    query, identity = members.get("query") or None, _document_id(members)
    if not query and not identity:
        raise NotReadable('"query" ontbreekt.')
    if query and len(query) >= _ENDLESS_DIGITS and _ENDLESS.search(query):
        raise NotReadable("Er staat een getal in de vraag dat te lang is.")
    return Operation(query, members.get("variables"), members.get("operationName"), identity)


def _document_id(members: Mapping[str, Any]) -> str | None:
    """As the specification says it, or as most clients do."""
    if given := members.get("documentId"):
        return str(given).removeprefix("sha256:")
    persisted = (members.get("extensions") or {}).get("persistedQuery")
    known = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    return known if isinstance(known, str) else None
