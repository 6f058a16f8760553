"""The last day a file is kept: moved by every change, in the transaction of that change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection, update
from sqlmodel import col

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store.people import Name, Person
from jeugdregio_core.store.tables import Client
from jeugdregio_core.store.terms import Terms, day_of

CHANGES = (AuditAction.CREATE, AuditAction.UPDATE, AuditAction.DELETE)
"""What changes a file. Looking at it, or holding it, does not."""


class Deed(Protocol):
    """A line of the audit log, as far as this goes."""

    @property
    def at(self) -> datetime:
        """When it was done."""

    @property
    def action(self) -> AuditAction:
        """What was done."""

    @property
    def about(self) -> Name | None:
        """With whose data."""


def move(
    connection: Connection, known: Mapping[Name, Person], deeds: Iterable[Deed], terms: Terms
) -> None:
    """Keep the files that these deeds changed until their term has passed again."""
    changed: dict[Name, date] = {}
    for deed in deeds:
        name = deed.about
        if name in known and name is not None and deed.action in CHANGES:
            day = day_of(deed.at)
            changed[name] = max(day, changed.get(name, day))
    keep(
        connection,
        {
            person: terms.until(person.protection_measure, day, day)
            for person, day in ((known[name], day) for name, day in changed.items())
        },
    )


def keep(connection: Connection, until: Mapping[Person, date | None]) -> int:
    """Store until when these files are kept; of how many that is another day than it was."""
    moved: defaultdict[date | None, list[UUID]] = defaultdict(list)
    for person, last in until.items():
        if person.retain_until != last:
            moved[last].append(person.id)
    for last, ids in moved.items():
        connection.execute(update(Client).where(col(Client.id).in_(ids)).values(retain_until=last))
    return sum(map(len, moved.values()))
