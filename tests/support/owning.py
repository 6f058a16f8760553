"""Whose every row is, worked out from all rows in plain Python: no statement is filtered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlmodel import Session
from tests.support.acting import PERSONS

from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.store.tables import Stored
from jeugdregio_core.store.transaction import Store

Row = Mapping[str, Any]


class Rows:
    """All rows about young people, and which of them belong to an actor."""

    def __init__(self, store: Store) -> None:
        self._tables = store.read(_everything)

    def owned(self, actor: Actor) -> Owned:
        """What is the actor's."""
        return Owned(self._tables, actor)

    def __getitem__(self, name: str) -> list[Row]:
        return self._tables[name]


class Owned:
    """The ids that an actor may see. No made-up provider works under another's contract."""

    def __init__(self, rows: Mapping[str, list[Row]], actor: Actor) -> None:
        self._rows = rows
        self._actor = actor
        codes = {row["code"]: row["id"] for row in rows["provider"]}
        self._provider = codes.get(actor.organisation or "")

    def _ids(self, name: str, own: Mapping[Role, Callable[[Row], bool]]) -> set[UUID]:
        mine = own.get(self._actor.role, lambda _row: False)
        return {
            row["id"]
            for row in self._rows[name]
            if row["region"] in self._actor.regions and mine(row)
        }

    def _here(self, row: Row) -> bool:
        return bool(row["municipality"] == self._actor.organisation)

    def _delivers(self, row: Row) -> bool:
        return self._provider is not None and row["provider_id"] == self._provider

    @cached_property
    def request(self) -> set[UUID]:
        own = {Role.MUNICIPALITY: self._here, Role.PROVIDER: self._delivers}
        return self._ids("request", {Role.REGION: _all, **own})

    @cached_property
    def allocation(self) -> set[UUID]:
        own = {Role.MUNICIPALITY: self._here, Role.PROVIDER: self._delivers}
        return self._ids("allocation", {Role.REGION: _all, **own})

    @cached_property
    def referral(self) -> set[UUID]:
        asked = {row["referral_id"] for row in self._rows["request"] if row["id"] in self.request}
        organisation = self._actor.organisation
        return self._ids(
            "referral",
            {
                Role.REGION: _all,
                Role.MUNICIPALITY: self._here,
                Role.PROVIDER: lambda row: self._delivers(row) or row["id"] in asked,
                Role.REFERRER: lambda row: row["referred_by"] == organisation,
            },
        )

    @cached_property
    def document(self) -> set[UUID]:
        organisation = self._actor.organisation
        return self._ids(
            "document",
            {
                Role.REGION: _all,
                Role.MUNICIPALITY: self._here,
                Role.PROVIDER: lambda row: (
                    row["request_id"] in self.request or row["recorded_by"] == organisation
                ),
            },
        )

    @cached_property
    def client(self) -> set[UUID]:
        kinds = ("referral", "request", "allocation", "document")
        of_mine = {
            row["client_id"]
            for name in kinds
            for row in self._rows[name]
            if row["id"] in getattr(self, name)
        }
        return self._ids(
            "client",
            {
                Role.REGION: _all,
                Role.MUNICIPALITY: lambda row: self._here(row) or row["id"] in of_mine,
                Role.PROVIDER: lambda row: row["id"] in of_mine,
                Role.REFERRER: lambda row: row["id"] in of_mine,
            },
        )

    @cached_property
    def decision(self) -> set[UUID]:
        mine = (row for row in self._rows["decision"] if row["request_id"] in self.request)
        return {row["id"] for row in mine}

    @cached_property
    def every(self) -> set[UUID]:
        """The ids of everything that is the actor's, and of its own organisation."""
        kinds = ("client", "referral", "request", "allocation", "document", "decision")
        own = {one for name in kinds for one in getattr(self, name)}
        return own | ({self._provider} if self._provider else set())


def _all(_row: Row) -> bool:
    return True


def _everything(session: Session) -> dict[str, list[Row]]:
    names = [*PERSONS, "provider"]
    tables = {name: Stored.metadata.tables[name] for name in names}
    connection = session.connection()
    found = {name: connection.execute(table.select()) for name, table in tables.items()}
    return {name: [{**row._mapping} for row in held] for name, held in found.items()}
