"""Whose data a line of the audit log is about: found by reference, kept under a pseudonym.

Every client has a random key of its own, made at the first line and destroyed with the file.
Without the key nobody can tell any more whose lines they are, and the chain still holds.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import starmap
from secrets import token_hex
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Dialect, Select, bindparam, insert, select
from sqlmodel import col

from jeugdregio_core.record import record
from jeugdregio_core.store.prepared import Prepared, among
from jeugdregio_core.store.tables import Client, ClientKey, Stored

Name: TypeAlias = tuple[str, str]
"""A region and the client's reference in it."""
_KEY_BYTES = 32
_CLIENT = Stored.metadata.tables["client"]
_KEY = Stored.metadata.tables["client_key"]


@record
class Person:
    """A client, as far as the log and the terms look at it."""

    id: UUID
    region: str
    reference: str
    protection_measure: bool | None
    retain_until: date | None
    key: str | None

    @property
    def pseudonym(self) -> str:
        """What the log calls this client. Of a client without a key it knows nothing."""
        return pseudonym(self.id, self.key or "")


def pseudonym(client: UUID, key: str) -> str:
    """HMAC-SHA256 of the client's id under the client's own key, in hexadecimal."""
    return hmac.digest(bytes.fromhex(key), client.bytes, "sha256").hex()


def found(connection: Connection, names: Iterable[Name]) -> dict[Name, Person]:
    """The clients under these references; those that are not there are left out."""
    per_region: defaultdict[str, set[str]] = defaultdict(set)
    for region, reference in names:
        per_region[region].add(reference)
    return {
        (person.region, person.reference): person
        for region, references in per_region.items()
        for person in _referred(connection, region, references)
    }


def _referred(connection: Connection, region: str, references: set[str]) -> Iterator[Person]:
    asked = {"region": region, "references": references}
    return starmap(Person, _under(connection.dialect).rows(connection, asked))


@cache
def _under(dialect: Dialect) -> Prepared:
    held = _CLIENT.c
    here = held.region == bindparam("region", type_=held.region.type)
    return Prepared(_persons().where(here, among(held.reference, "references")), dialect)


def pseudonyms(connection: Connection, clients: Collection[UUID]) -> Iterator[tuple[UUID, str]]:
    """What the log calls these clients, as far as they have a key."""
    for client, key in _keys(connection.dialect).rows(connection, {"clients": clients}):
        yield client, pseudonym(client, key)


@cache
def _keys(dialect: Dialect) -> Prepared:
    held = _KEY.c
    return Prepared(
        select(held.client_id, held.key).where(among(held.client_id, "clients")), dialect
    )


def where(
    connection: Connection, *conditions: ColumnElement[bool], first: int | None = None
) -> list[Person]:
    """The clients of whom this is so, in order of id; all of them, or so many."""
    asked = _persons().where(*conditions).order_by(col(Client.id)).limit(first)
    return [Person(*row) for row in connection.execute(asked)]


def _persons() -> Select[Any]:
    columns: tuple[Any, ...] = (
        Client.id,
        Client.region,
        Client.reference,
        Client.protection_measure,
        Client.retain_until,
        ClientKey.key,
    )
    return select(*columns).outerjoin(ClientKey, col(ClientKey.client_id) == col(Client.id))


def with_keys(connection: Connection, known: Mapping[Name, Person]) -> dict[Name, Person]:
    """The same clients, those without a key with one that is stored now."""
    new = {
        name: replace(person, key=token_hex(_KEY_BYTES))
        for name, person in known.items()
        if person.key is None
    }
    if new:
        rows = [{"client_id": person.id, "key": person.key} for person in new.values()]
        connection.execute(insert(ClientKey), rows)
    return {**known, **new}
