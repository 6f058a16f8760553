"""What loading did, row by row, in words for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from jeugdregio_core.own_tables.cells import as_text
from jeugdregio_core.own_tables.columns import Column
from jeugdregio_core.own_tables.plan import Change, Plan
from jeugdregio_core.own_tables.rows import Problem, Row
from jeugdregio_core.own_tables.tables import Table

_MOST = 100
"""So many problems are shown per table; the rest is counted."""


def told(made: Plan, tables: Mapping[str, Table]) -> Iterator[str]:
    """Every change, and how many there are of each kind."""
    order = {name: place for place, name in enumerate(tables)}
    for change in sorted(made.changes, key=lambda change: _place(change, order)):
        yield _sentence(change, tables)
    new, changed, gone = (
        sum((change.old is None, change.new is None) == kind for change in made.changes)
        for kind in ((True, False), (False, False), (False, True))
    )
    yield f"{new} nieuw, {changed} gewijzigd, {gone} vervallen, {made.unchanged} ongewijzigd."


def outcome(made: Plan, *, dry_run: bool) -> str:
    """Whether it was stored."""
    return stored(bool(made.changes), dry_run=dry_run)


def stored(changed: bool, *, dry_run: bool) -> str:
    """Whether what changed was stored."""
    if not changed:
        return "Er verandert niets; er is niets opgeslagen."
    return "Dit was een proef: er is niets opgeslagen." if dry_run else "Alles is opgeslagen."


def complaints(problems: Iterable[Problem]) -> Iterator[str]:
    """What must be put right, and how."""
    shown: Counter[str] = Counter()
    for problem in sorted(problems, key=lambda p: (p.table, p.line or 0)):
        shown[problem.table] += 1
        if shown[problem.table] <= _MOST:
            yield str(problem)
    for table, number in shown.items():
        if number > _MOST:
            yield f"{table}: en nog {number - _MOST} fouten."


def _place(change: Change, order: Mapping[str, int]) -> tuple[int, int, str]:
    row = change.new or change.old
    assert row is not None
    return order.get(row.table, len(order)), row.line or 0, row.key


def _sentence(change: Change, tables: Mapping[str, Table]) -> str:
    old, new = change.old, change.new
    if new is None:
        assert old is not None
        return f"{old.table}: vervallen: {_about(old)}."
    table = tables[new.table]
    place = f"{new.table}, regel {new.line}" if new.line else new.table
    overrules = " Gaat voor wat de bron zegt." if new.overrules else ""
    news = _news(old, new, table) if old else _said(new, table)
    what = "gewijzigd" if old else "nieuw"
    return f"{place}: {what}: {'; '.join([_about(new), *news])}.{overrules}"


def _about(row: Row) -> str:
    named = ", ".join(part for part in row.key.split("|") if part)
    return f"{named}, {row.valid}"


def _said(row: Row, table: Table) -> Iterator[str]:
    for column in table.own:
        if column.name in row.cells and column.name not in table.key:
            yield f"{_named(column)}{_written(row, column)}"


def _named(column: Column) -> str:
    return "" if column.phrase else f"{column.heading} "


def _written(row: Row, column: Column) -> str:
    value = row.cells.get(column.name)
    return "" if value is None else as_text(column.kind.write(value))


def _news(old: Row, new: Row, table: Table) -> Iterator[str]:
    for column in table.own:
        before, after = _written(old, column), _written(new, column)
        if before != after:
            yield f"{_named(column)}was {before or 'leeg'}, wordt {after or 'leeg'}"
    if old.valid != new.valid:
        yield f"gold {old.valid}"
    if old.document != new.document:
        yield f"bron was {old.document}, wordt {new.document}"
