"""From tables to records: which columns a record has, and what of the past is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, FromClause, Select, Table, func, select, true

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading.questions import Days
from jeugdregio_core.store.tables import Stored

R = TypeVar("R")
K = TypeVar("K")
V = TypeVar("V")


def table(name: str) -> Table:
    """A table, for rows instead of entities."""
    return Stored.metadata.tables[name]


class Shape(Generic[R]):
    """The columns that a record has, each from the first source that knows it."""

    def __init__(
        self, record: type[R], *sources: FromClause, without: Collection[str] = ()
    ) -> None:
        declared: Any = record
        names = [field.name for field in fields(declared) if field.name not in without]
        held = {name: [s.c[name] for s in sources if name in s.c][:1] for name in names}
        self._record = record
        self._names = [name for name in names if held[name]]
        self.columns = [held[name][0] for name in self._names]

    def read(self, values: Iterable[Any], **beside: Any) -> R:
        """The record of a row that starts with these columns."""
        return self._record(**dict(zip(self._names, values, strict=False)), **beside)


def columns(*shapes: Shape[Any]) -> list[ColumnElement[Any]]:
    """The columns of several records beside each other."""
    return [column for shape in shapes for column in shape.columns]


def parts(row: Sequence[Any], *shapes: Shape[Any]) -> list[Sequence[Any]]:
    """A row of such columns, cut into the part of each record."""
    cut, first = [], 0
    for shape in shapes:
        last = first + len(shape.columns)
        cut.append(row[first:last])
        first = last
    return cut


def fetch(work: Work, statement: Select[Any]) -> Sequence[Any]:
    """The rows of a statement, without entities."""
    return work.session.connection().execute(statement).all()


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """What belongs to each owner, in the order it came."""
    held: defaultdict[K, list[V]] = defaultdict(list)
    for owner, item in pairs:
        held[owner].append(item)
    return {owner: tuple(items) for owner, items in held.items()}


def until(column: ColumnElement[Any], known_at: datetime | None) -> ColumnElement[bool]:
    """What was there at that moment; everything when no moment is given."""
    return true() if known_at is None else column <= known_at


def newest_known(
    things: Table, versions: Table, owner: str, at: str, known_at: datetime | None
) -> ColumnElement[int]:
    """The number of the newest version of a thing, or of the newest that was there then."""
    if known_at is None:
        return things.c.current
    earlier = versions.alias("earlier")
    return (
        select(func.max(earlier.c.version))
        .where(earlier.c[owner] == things.c.id, earlier.c[at] <= known_at)
        .correlate(things)
        .scalar_subquery()
    )


def same(column: ColumnElement[Any], wanted: Any) -> list[ColumnElement[bool]]:
    """What has this value; no value filters nothing."""
    return [] if wanted is None else [column == wanted]


def within(column: ColumnElement[Any], days: Days) -> list[ColumnElement[bool]]:
    """What lies between two days."""
    first = [] if days.first is None else [column >= days.first]
    last = [] if days.last is None else [column <= days.last]
    return [*first, *last]


def of_provider(column: ColumnElement[Any], code: str | None) -> list[ColumnElement[bool]]:
    """What is of the provider with this code; no code filters nothing."""
    if code is None:
        return []
    provider = table("provider")
    return [column == select(provider.c.id).where(provider.c.code == code).scalar_subquery()]
