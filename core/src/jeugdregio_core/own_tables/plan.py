"""What loading a file would change, and whether it fits: decided before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from jeugdregio_core.own_tables.filled import fill
from jeugdregio_core.own_tables.reading import Watch
from jeugdregio_core.own_tables.rows import Identity, Problem, Row
from jeugdregio_core.own_tables.tables import Table
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook


@record
class Change:
    """A row that becomes another: new without ``old``, gone without ``new``."""

    old: Row | None
    new: Row | None


@record
class Plan:
    """The tables as they would be, the changes that make them so, and what stands in the way."""

    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    unchanged: int
    problems: tuple[Problem, ...]


@record(kw_only=True)
class Wishes:
    """How a file is to be loaded."""

    document: str
    """The document that rows come from which name none."""
    overrule: bool = False
    """Whether rows may go before what the region's sources state."""
    replace: frozenset[str] = frozenset()
    """The tables of which nothing stays but what is in the file."""


def plan(
    rulebook: Rulebook,
    tables: Mapping[str, Table],
    held: Sequence[Row],
    given: Sequence[Row],
    wishes: Wishes,
    watch: Watch,
) -> Plan:
    """Lay the rows of a file beside those that were loaded before.

    A row with the key and first day of an earlier one takes its place; other rows are added.
    """
    before = {row.identity: row for row in held}
    after = {key: row for key, row in before.items() if row.table not in wishes.replace}
    for row in given:
        after[row.identity] = _in_place(row, before.get(row.identity), wishes)
    overlapping = dict(_overlaps(after.values()))
    filled = fill(
        rulebook,
        tables,
        (row for key, row in after.items() if key not in overlapping),
        overrule=wishes.overrule,
        watch=watch,
    )
    changes = tuple(_changes(before, {row.identity: row for row in filled.rows}))
    return Plan(
        rows=filled.rows,
        changes=changes,
        unchanged=len(given) - sum(change.new is not None for change in changes),
        problems=(*overlapping.values(), *filled.problems),
    )


def _in_place(row: Row, earlier: Row | None, wishes: Wishes) -> Row:
    if earlier is not None and row.says_the_same(earlier):
        return earlier
    return replace(row, document=row.document or wishes.document)


def _changes(before: Mapping[Identity, Row], after: Mapping[Identity, Row]) -> Iterator[Change]:
    for identity, row in after.items():
        if row != before.get(identity):
            yield Change(before.get(identity), row)
    for identity, row in before.items():
        if identity not in after:
            yield Change(row, None)


def _overlaps(rows: Iterable[Row]) -> Iterator[tuple[Identity, Problem]]:
    in_order = sorted(rows, key=lambda row: (row.table, row.key, row.valid.first))
    for first, second in pairwise(in_order):
        same = (first.table, first.key) == (second.table, second.key)
        if same and first.valid.overlaps(second.valid):
            new, other = (second, first) if second.line is not None else (first, second)
            place = f"regel {other.line}" if other.line else f"eerder geladen uit {other.document}"
            message = (
                f"De periode ({new.valid}) overlapt die van een andere rij over hetzelfde "
                f"({other.valid}; {place}). Geef de eerste rij een laatste dag."
            )
            yield new.identity, Problem(new.table, new.line, message)
