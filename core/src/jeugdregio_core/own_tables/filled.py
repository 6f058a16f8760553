"""A rulebook with the rows of a region's own tables in it, as far as they fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from jeugdregio_core.model.norms import Norm
from jeugdregio_core.own_tables.reading import Watch
from jeugdregio_core.own_tables.rows import Problem, Row
from jeugdregio_core.own_tables.tables import Table
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.supplement import Contradiction, Filling, Supplement, Supplied


@record
class Filled:
    """The rulebook under a stamp of its own, the rows in it, and why other rows are not."""

    rulebook: Rulebook
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def unwatched(_what: str, items: Sequence[object]) -> Iterable[object]:
    """Go through them without showing how far it is."""
    return items


def fill(
    rulebook: Rulebook,
    tables: Mapping[str, Table],
    rows: Iterable[Row],
    *,
    overrule: bool = False,
    watch: Watch = unwatched,
) -> Filled:
    """Fill in every row that fits. New rows overrule the region's sources only if asked to."""
    return _Filler(rulebook, tables, list(rows), overrule).fill(watch)


class _Filler:
    def __init__(
        self, rulebook: Rulebook, tables: Mapping[str, Table], rows: list[Row], overrule: bool
    ) -> None:
        self._base = rulebook
        self._tables = tables
        self._overrule = overrule
        self._subjects = {*_subjects(rulebook), *_named(rows)}
        self._problems: list[Problem] = []
        order = {name: place for place, name in enumerate(tables)}
        in_order = sorted(rows, key=lambda row: (order.get(row.table, len(order)), row.identity))
        self._stated = [(row, facts) for row in in_order if (facts := self._facts(row))]
        self._filling = Filling(rulebook, (fact for _, facts in self._stated for fact in facts))

    def fill(self, watch: Watch) -> Filled:
        kept: list[Row] = []
        facts: list[Supplied] = []
        for row, supplied in watch("rijen controleren", self._stated):
            try:
                added = [self._add(row, fact) for fact in supplied]
            except ValueError as error:
                self._refuse(row, error)
            else:
                facts += added
                overrules = any(fact.overrules for fact in added)
                kept.append(
                    row if row.overrules == overrules else replace(row, overrules=overrules)
                )
        stamp = Supplement(tuple(facts)).stamp(self._base.stamp) if facts else self._base.stamp
        rulebook = replace(self._filling.rulebook(), stamp=stamp) if facts else self._base
        return Filled(rulebook, tuple(kept), tuple(self._problems))

    def _facts(self, row: Row) -> list[Supplied]:
        table = self._tables.get(row.table)
        try:
            if table is None:
                raise ValueError("Deze tabel bestaat niet voor deze regio.")
            return list(self._supplied(row, table))
        except ValueError as error:
            self._refuse(row, error)
            return []

    def _supplied(self, row: Row, table: Table) -> Iterator[Supplied]:
        limit = row.cells.get("profile_set")
        for fact in table.facts(row):
            if isinstance(fact, Norm) and fact.subject not in self._subjects:
                raise ValueError(f"{fact.subject!r} is geen code die de regio kent.")
            yield Supplied(fact, row.valid, None if limit is None else str(limit), row.overrules)

    def _add(self, row: Row, supplied: Supplied) -> Supplied:
        try:
            self._filling.add(supplied)
        except Contradiction:
            if not self._overrule or row.line is None:
                raise
            supplied = replace(supplied, overrules=True)
            self._filling.add(supplied)
        return supplied

    def _refuse(self, row: Row, error: ValueError) -> None:
        message = str(error) + self._hint(row, error)
        if row.line is None:
            message = f"Eerder geladen uit {row.document}, {row.key}: {message}"
        overrulable = isinstance(error, Contradiction)
        self._problems.append(Problem(row.table, row.line, message, overrulable=overrulable))

    def _hint(self, row: Row, error: ValueError) -> str:
        """Where sets hold beside each other, a row may be about one of them only."""
        table = self._tables.get(row.table)
        named = table is None or not table.per_set or "profile_set" in row.cells
        if named or isinstance(error, Contradiction):
            return ""
        known = ", ".join(held.code for held in self._base.profile_sets)
        return f" Gaat de rij over één profielenset, noem die dan: {known}."


def _subjects(rulebook: Rulebook) -> Iterator[str]:
    """Every code of the region that a norm can be about."""
    for framework in rulebook.norm_frameworks:
        yield from (norm.subject for norm in framework.norms)
    for held in rulebook.profile_sets:
        for part in (
            held.segments,
            held.profiles,
            held.intensities,
            held.arrangements,
            held.components,
        ):
            yield from (item.code for item in part)


def _named(rows: Iterable[Row]) -> Iterator[str]:
    """Every code that the rows bring."""
    for row in rows:
        for name in ("service", "profile", "intensity", "code"):
            yield str(row.cells.get(name, ""))
