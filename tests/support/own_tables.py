"""Load tables in tests as the command does: from a file, for one region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from openpyxl import Workbook  # type: ignore[import-untyped]

from jeugdregio_core.guard import Guard
from jeugdregio_core.own_tables.current import CurrentGuards
from jeugdregio_core.own_tables.keeping import Load, rows_of, version
from jeugdregio_core.own_tables.loading import Loader
from jeugdregio_core.own_tables.plan import Plan, Wishes
from jeugdregio_core.own_tables.rows import Row
from jeugdregio_core.own_tables.sheets import read_sheets
from jeugdregio_core.registry import Registry
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.outcome import Finding
from jeugdregio_core.rules.parse import parse_case
from jeugdregio_core.store.transaction import Store

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
BESLUIT = "Besluit 2026"


def workbook(file: Path, **sheets: list[list[Any]]) -> Path:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(file)
    return file


@dataclass(frozen=True)
class Organisation:
    """One that runs a region with a store, and loads its tables."""

    store: Store
    registry: Registry
    region: str
    folder: Path

    @property
    def rulebook(self) -> Rulebook:
        """What the sources state, without the tables."""
        return self.registry.rulebook(self.region)

    def guards(self, fresh_seconds: float = 0) -> CurrentGuards:
        """The guards of a process that starts now."""
        plain = {code: Guard(book, 1.0) for code, book in self.registry.rulebooks.items()}

        def base(region: str) -> Guard:
            return plain[self.registry.rulebook(region).region.code]

        return CurrentGuards(self.store, base, fresh_seconds)

    def load_csv(self, table: str, *lines: str, **wishes: Any) -> Plan:
        """Load lines with ``;`` between, the headings first."""
        file = self.folder / f"{table}.csv"
        file.write_text("\n".join(lines), "utf-8")
        return self.load(file, **wishes)

    def load(
        self,
        file: Path,
        *,
        dry_run: bool = False,
        overrule: bool = False,
        replace: bool = False,
        now: datetime = MORNING,
    ) -> Plan:
        """Load a file; a file with problems in it loads nothing."""
        loader = Loader(self.rulebook)
        given = loader.read(read_sheets(file), file.stem)
        if given.problems:
            return Plan((), (), 0, tuple(given.problems))
        asked = Load(
            region=self.region, document=BESLUIT, by="beheerder-1", moment=now, new_id=uuid4
        )
        about = frozenset(given.tables if replace else ())
        wishes = Wishes(document=BESLUIT, overrule=overrule, replace=about)
        return loader.load(self.store, given, asked, wishes, dry_run=dry_run)

    def rows(self) -> list[Row]:
        """What is loaded now."""
        kept = self.store.read(lambda s: rows_of(s, version(s, self.region)))
        return sorted(kept, key=lambda row: row.identity)

    def current(self) -> Rulebook:
        """The rulebook as a process that starts now serves it."""
        return self.guards()(self.region).rulebook

    def decide(self, *, on: date, **groups: Any) -> Decision:
        """What is decided now."""
        groups["request"] = {"start": on} | groups.get("request", {})
        asked = parse_case({"region": self.region, "decisionDate": on} | groups)
        return self.guards()(self.region).decide(asked)

    def finding(self, code: str, *, on: date, **groups: Any) -> Finding | None:
        """What one rule finds now."""
        found = [f for f in self.decide(on=on, **groups).findings if f.rule.code == code]
        return found[0] if found else None


def problems(made: Plan) -> list[str]:
    """What is said to be wrong."""
    return [str(problem) for problem in made.problems]
