"""What loading did, row by row, in words for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from jeugdregio_core.own_tables.cells import as_text
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
    place = f"{new.table}, regel {new.line}" if new.line else new.table
    overrules = " Gaat voor wat de bron zegt." if new.overrules else ""
    if old is None:
        return f"{place}: nieuw: {_about(new)}.{overrules}"
    news = "; ".join(_news(old, new, tables[new.table]))
    return f"{place}: gewijzigd: {_about(new)}: {news}.{overrules}"


def _about(row: Row) -> str:
    named = ", ".join(part for part in row.key.split("|") if part)
    return f"{named}, {row.valid}"


def _news(old: Row, new: Row, table: Table) -> Iterator[str]:
    for column in table.own:
        before, after = (
            as_text(column.kind.write(row.cells[column.name])) if column.name in row.cells else ""
            for row in (old, new)
        )
        if before != after:
            yield f"{column.heading} was {before or 'leeg'}, wordt {after or 'leeg'}"
    if old.valid != new.valid:
        yield f"gold {old.valid}"
    if old.document != new.document:
        yield f"bron was {old.document}, wordt {new.document}"
