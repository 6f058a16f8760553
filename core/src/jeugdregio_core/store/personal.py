"""Every table that holds something of a client, and how to find that client's rows in it.

One list serves destroying a file and showing what is in it. A table is on it, or is named as one
that holds nothing of clients: a test fails for one that is on neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, or_, select

from jeugdregio_core.record import record
from jeugdregio_core.store.people import Person
from jeugdregio_core.store.tables import Stored

CLIENT = "client"
SECRET = frozenset({"client_key"})
"""Tables whose rows are shown to nobody."""


class Link(Protocol):
    """How rows of a table are tied to a client."""

    def rows(self, table: Table, person: Person) -> ColumnElement[bool]:
        """The condition that the rows of this client meet."""


@dataclass(frozen=True, slots=True, init=False)
class Of:
    """A column holds the id of a row in one of these tables, which is the client's."""

    column: str
    owners: tuple[str, ...]

    def __init__(self, column: str, *owners: str) -> None:
        object.__setattr__(self, "column", column)
        object.__setattr__(self, "owners", owners)

    def rows(self, table: Table, person: Person) -> ColumnElement[bool]:
        """Follow the ids until the client is reached."""
        column = table.c[self.column]
        if self.owners == (CLIENT,):
            return column == person.id
        return or_(*(column.in_(_ids(owner, person)) for owner in self.owners))


@record
class Named:
    """The region and the client's reference are in the row."""

    column: str = "client_reference"

    def rows(self, table: Table, person: Person) -> ColumnElement[bool]:
        """Compare both."""
        return and_(table.c.region == person.region, table.c[self.column] == person.reference)


PERSONAL: Mapping[str, Link] = {
    "idempotency": Named(),
    "webhook_message": Of("event_id", "event"),
    "event": Of("subject_id", "referral", "request", "allocation", "document", "client"),
    "legal_hold": Of("client_id", CLIENT),
    "document_version": Of("document_id", "document"),
    "document": Of("client_id", CLIENT),
    "outcome": Of("allocation_id", "allocation"),
    "delivery_event": Of("allocation_id", "allocation"),
    "allocation_version": Of("allocation_id", "allocation"),
    "dispute": Of("request_id", "request"),
    "decision": Of("request_id", "request"),
    "request_step": Of("request_id", "request"),
    "allocation": Of("client_id", CLIENT),
    "request": Of("client_id", CLIENT),
    "referral": Of("client_id", CLIENT),
    "client_key": Of("client_id", CLIENT),
    "client": Of("id", CLIENT),
}
"""In the order of destruction: what is found through another table goes before that table."""

IMPERSONAL: Mapping[str, str] = {
    "agreement": "what a provider meets",
    "audit_line": "deeds under a pseudonym; it outlives the file",
    "availability": "how long the wait at a provider is",
    "contract": "what a provider is contracted for",
    "contract_item": "what a provider is contracted for",
    "destruction": "empty outside the transaction that destroys",
    "load_batch": "tables of the region",
    "loaded_row": "tables of the region",
    "number_series": "the next number of a municipality",
    "provider": "organisations",
    "provider_tariff": "amounts",
    "webhook": "who is told that something happened",
}
"""Tables with nothing of clients in them, and what they hold instead."""


def table(name: str) -> Table:
    """A table of the store."""
    return Stored.metadata.tables[name]


def rows_of(name: str, person: Person) -> ColumnElement[bool]:
    """The condition that this client's rows of a table meet."""
    return PERSONAL[name].rows(table(name), person)


def _ids(owner: str, person: Person) -> Select[tuple[UUID]]:
    held = table(owner)
    return select(held.c.id).where(rows_of(owner, person))
