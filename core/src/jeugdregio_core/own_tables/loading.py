"""Load a file of tables into the store: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlmodel import Session

from jeugdregio_core.model.casework import AuditAction, Purpose
from jeugdregio_core.own_tables import keeping
from jeugdregio_core.own_tables.filled import unwatched
from jeugdregio_core.own_tables.keeping import Load, Version
from jeugdregio_core.own_tables.plan import Plan, Wishes, plan
from jeugdregio_core.own_tables.reading import Watch, read_rows
from jeugdregio_core.own_tables.rows import Problem, Row
from jeugdregio_core.own_tables.sheets import Sheet, named
from jeugdregio_core.own_tables.tables import tables_of
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.store import audit, subjects
from jeugdregio_core.store.errors import Conflict
from jeugdregio_core.store.transaction import Store

_TRIES = 3


@dataclass(slots=True)
class Contents:
    """What a file holds: rows of these tables, and the problems in it."""

    tables: set[str] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Loader:
    """Loads files for one region."""

    def __init__(self, rulebook: Rulebook, watch: Watch = unwatched) -> None:
        self.tables = tables_of(rulebook)
        self._rulebook = rulebook
        self._watch = watch

    def read(self, sheets: Sequence[Sheet], name: str) -> Contents:
        """Everything in a file; its only sheet may go by this name.

        Raises Unreadable where a sheet is no table of the region.
        """
        found = Contents()
        for sheet, table in named(sheets, self.tables, name):
            read = read_rows(sheet, table, self._watch)
            found.tables.add(table.name)
            found.rows += read.rows
            found.problems += read.problems
        return found

    def load(
        self,
        store: Store,
        given: Contents,
        asked: Load,
        wishes: Wishes,
        *,
        dry_run: bool = False,
    ) -> Plan:
        """Decide what the file changes and store that, unless something stands in the way.

        It is decided outside the transaction, which may not take long, and again when somebody
        loaded something meanwhile. Raises Conflict and the other errors of the store.
        """
        for _ in range(_TRIES):
            version, held = store.read(partial(_state, asked.region))
            made = plan(self._rulebook, self.tables, held, given.rows, wishes, self._watch)
            if made.problems or not made.changes or dry_run:
                return made
            about = [subjects.tables(asked.region)]
            if store.write(about, partial(_store, asked, version, made)):
                return made
        raise Conflict


def _state(region: str, session: Session) -> tuple[Version, list[Row]]:
    version = keeping.version(session, region)
    return version, keeping.rows_of(session, version)


def _store(asked: Load, expected: Version, made: Plan, session: Session) -> bool:
    """Store it, unless it was decided on another state than there is now."""
    if keeping.version(session, asked.region) != expected:
        return False
    batch = keeping.keep(session, asked, made.rows)
    occasion = audit.Occasion(
        region=asked.region,
        at=asked.moment,
        actor=asked.by,
        role="BEHEER",
        operation="catalogue import",
        purpose=Purpose.MANAGEMENT.value,
    )
    audit.append(session, audit.Line(occasion, AuditAction.UPDATE, "tables", str(batch)))
    return True
