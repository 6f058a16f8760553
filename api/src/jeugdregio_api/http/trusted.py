"""Only known questions: the documents that a deployment wrote down beforehand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from hashlib import sha256
from pathlib import Path

from graphql import GraphQLError

from jeugdregio_api.errors import FORBIDDEN
from jeugdregio_api.http.operation import NotReadable, Operation
from jeugdregio_api.settings import InvalidSettings
from jeugdregio_core.record import record

_NOT_KNOWN = (
    "Deze dienst beantwoordt alleen vragen die vooraf zijn vastgelegd. Deze hoort daar niet bij. "
    "Vraag de beheerder om haar toe te voegen."
)


class AnyDocument:
    """The usual way: whatever is asked is answered."""

    def text(self, operation: Operation) -> str:
        """The text to execute. Raises NotReadable when only an id was sent."""
        if operation.query is None:
            raise NotReadable('Deze dienst kent geen vaste vragen. Stuur de tekst in "query".')
        return operation.query


@record
class TrustedDocuments:
    """Documents by id, which is the sha256 of their text, or what the list calls them."""

    texts: Mapping[str, str]
    _digests: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_digests", frozenset(map(digest, self.texts.values())))

    def text(self, operation: Operation) -> str:
        """The text to execute. Raises GraphQLError for what is not known."""
        asked = operation.query
        if asked is None:
            asked = self.texts.get(operation.document_id or "")
        if asked is None or digest(asked) not in self._digests:
            raise GraphQLError(_NOT_KNOWN, extensions={"code": FORBIDDEN})
        return asked


def digest(text: str) -> str:
    """The sha256 of a text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def documents(path: Path | None) -> AnyDocument | TrustedDocuments:
    """What may be asked. Raises InvalidSettings for a list that cannot be read."""
    if path is None:
        return AnyDocument()
    try:
        texts = dict(_folder(path) if path.is_dir() else _list(path))
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(path, f"kan niet worden gelezen ({error})") from None
    if not texts:
        raise _unreadable(path, "bevat geen vragen")
    return TrustedDocuments(texts)


def _folder(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*.graphql")):
        text = file.read_text("utf-8")
        for form in (text, text.strip()):  # a client may leave out the last newline
            yield digest(form), form


def _list(file: Path) -> Iterator[tuple[str, str]]:
    held = json.loads(file.read_text("utf-8"))
    if not isinstance(held, dict) or not all(isinstance(text, str) for text in held.values()):
        raise ValueError("geen JSON-object van teksten")
    for identity, text in held.items():
        yield identity.removeprefix("sha256:"), text
        yield digest(text), text


def _unreadable(path: Path, why: str) -> InvalidSettings:
    return InvalidSettings(
        f"De lijst met vaste vragen {path} {why}. Pas JEUGDREGIO_TRUSTED_DOCUMENTS aan: een map "
        "met .graphql-bestanden, of een JSON-bestand met per sha256 een tekst."
    )
