"""From tables to records: which columns a record has, and what of the past is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import starmap, takewhile
from operator import itemgetter
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Dialect,
    FromClause,
    Select,
    Table,
    bindparam,
    func,
    null,
    select,
    true,
)
from sqlalchemy.sql.util import ClauseAdapter

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading.questions import Days
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.store.prepared import Prepared, Row
from jeugdregio_core.store.tables import Stored

Build: TypeAlias = Callable[..., Select[Any]]
"""Makes a statement of what an actor sees, and of what it is like."""
R = TypeVar("R")
K = TypeVar("K")
V = TypeVar("V")


def table(name: str) -> Table:
    """A table, for rows instead of entities."""
    return Stored.metadata.tables[name]


class Shape(Generic[R]):
    """The columns that a record has, each from the first source that knows it.

    In a row they stand in the order of the record, and what is not stored comes after them.
    Where nothing but what is ``often`` shown is asked, the ``rare`` columns are left empty.
    """

    def __init__(
        self,
        record: type[R],
        *sources: FromClause,
        without: Collection[str] = (),
        often: str = "",
        rare: str = "",
    ) -> None:
        declared: Any = record
        names = [field.name for field in fields(declared)]
        held = {name: [s.c[name] for s in sources if name in s.c][:1] for name in names}
        stored = [name for name in names if held[name] and name not in without]
        in_order = [own for own, name in zip(stored, names, strict=False) if own == name]
        self.record = record
        self._plain = len(in_order)
        self._named = stored[self._plain :]
        self._often = frozenset(["__typename", *often.split()])
        self.columns = [held[name][0] for name in stored]
        few = set(rare.split())
        self.brief = [null().label(n) if n in few else held[n][0] for n in stored]

    def fits(self, wanted: Collection[str] | None) -> bool:
        """Whether these can be shown in brief."""
        return self._often.issuperset(wanted or ())

    def read(self, row: Row, first: int = 0) -> R:
        """The record of a row in which these columns begin at this place."""
        after = first + self._plain
        if not self._named:
            return self.record(*row[first:after])
        named = zip(self._named, row[after:], strict=False)
        return self.record(*row[first:after], **dict(named))

    def all(self, rows: Iterable[Row], first: int = 0) -> list[R]:
        """The records of rows in which these columns begin at this place."""
        if self._named:
            return [self.read(row, first) for row in rows]
        own = itemgetter(slice(first, first + self._plain))
        return [*starmap(self.record, map(own, rows))]


@dataclass(frozen=True, slots=True)
class Form:
    """The records that stand beside each other in one row, and which of them in brief."""

    shapes: tuple[Shape[Any], ...]
    brief: frozenset[Shape[Any]]

    @classmethod
    def of(cls, shown: Mapping[Shape[Any], Collection[str] | None]) -> Form:
        """These records, in brief where what is shown of each allows it."""
        brief = (shape for shape, wanted in shown.items() if shape.fits(wanted))
        return cls((*shown,), frozenset(brief))

    def __contains__(self, record: type[Any]) -> bool:
        return any(shape.record is record for shape in self.shapes)

    @property
    def columns(self) -> list[ColumnElement[Any]]:
        """The columns of all of them, in order."""
        held = (shape.brief if shape in self.brief else shape.columns for shape in self.shapes)
        return [column for some in held for column in some]

    def place(self, record: type[Any]) -> int:
        """Where the columns of this record begin in a row."""
        before = takewhile(lambda shape: shape.record is not record, self.shapes)
        return sum(len(shape.columns) for shape in before)


def fetch(work: Work, build: Build, *like: Hashable, **given: Any) -> list[Row]:
    """The rows of a statement, which is made once for what an actor sees and what it is like."""
    connection = work.connection
    asked = _prepared(build, work.sight, like, connection.dialect)
    return asked.rows(connection, given)


@lru_cache(maxsize=1_000)
def _prepared(build: Build, sight: Sight, like: tuple[Hashable, ...], dialect: Dialect) -> Prepared:
    return Prepared(build(sight, *like), dialect)


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """What belongs to each owner, in the order it came."""
    held: defaultdict[K, list[V]] = defaultdict(list)
    for owner, item in pairs:
        held[owner].append(item)
    return {owner: tuple(items) for owner, items in held.items()}


def attach(records: Iterable[Any], name: str, of: Mapping[UUID, Any]) -> None:
    """Give each record what is there of it under this name; others keep what they have."""
    if of:
        for record in records:
            found = of.get(record.id)
            if found is not None:
                setattr(record, name, found)


def instead(statement: Select[Any], held: FromClause) -> Select[Any]:
    """The statement, about what a subquery holds of a table instead of about the whole table."""
    adapted: Select[Any] = ClauseAdapter(held).traverse(statement)
    return adapted


def until(column: ColumnElement[Any], dated: bool) -> ColumnElement[bool]:
    """What was there at the moment that is given as ``known_at``; everything when none is."""
    return column <= bindparam("known_at", type_=column.type) if dated else true()


def newest_known(
    things: Table, versions: Table, owner: str, at: str, dated: bool
) -> ColumnElement[int]:
    """The number of the newest version of a thing, or of the newest that was there then."""
    if not dated:
        return things.c.current
    earlier = versions.alias("earlier")
    return (
        select(func.max(earlier.c.version))
        .where(earlier.c[owner] == things.c.id, until(earlier.c[at], dated))
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
