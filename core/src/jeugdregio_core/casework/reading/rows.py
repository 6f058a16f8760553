"""From tables to records: which columns a record has, and what of the past is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
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

    They stand in the order of the record. Where nothing but what is ``often`` shown is asked, it is
    read in ``brief``: without the ``rare`` columns, which are left empty.
    """

    def __init__(
        self,
        record: type[R],
        *sources: FromClause,
        without: Collection[str] = (),
        often: str = "",
        rare: str = "",
        empty: Collection[str] = (),
    ) -> None:
        declared: Any = record
        names = [field.name for field in fields(declared)]
        held = {name: [s.c[name] for s in sources if name in s.c][:1] for name in names}
        stored = [name for name in names if held[name] and name not in (*without, *empty)]
        self.record = record
        self.columns = [held[name][0] for name in stored]
        self._make = _maker(record, names, stored, empty)
        self._often = frozenset(["__typename", *often.split()])
        self._brief = Shape(record, *sources, without=without, empty=rare.split()) if rare else self

    def showing(self, wanted: Collection[str] | None) -> Shape[R]:
        """This one, in brief where that is enough to show what is wanted."""
        return self._brief if self._often.issuperset(wanted or ()) else self

    def read(self, row: Row, first: int = 0) -> R:
        """The record of a row in which these columns begin at this place."""
        return self._make(*row[first : first + len(self.columns)])

    def all(self, rows: Iterable[Row], first: int = 0) -> list[R]:
        """The records of rows in which these columns begin at this place."""
        own = itemgetter(slice(first, first + len(self.columns)))
        return [*starmap(self._make, map(own, rows))]


def _maker(
    record: type[R], names: Sequence[str], stored: Sequence[str], empty: Collection[str]
) -> Callable[..., R]:
    """Makes a record of what is stored of it, in order; what is not named has a default."""
    if [*stored] == [*names[: len(stored)]]:
        return record
    parts = {name: name for name in stored} | dict.fromkeys(empty, "None")
    plain = [*takewhile(parts.__contains__, names)]
    named = [f"{name}={part}" for name, part in parts.items() if name not in plain]
    said = ", ".join([*(parts[name] for name in plain), *named])
    make: Callable[..., R] = eval(  # noqa: S307 - names of our own
        f"lambda {', '.join(stored)}: record({said})", {"record": record}
    )
    return make


@dataclass(frozen=True, slots=True)
class Form:
    """The records that stand beside each other in one row."""

    shapes: tuple[Shape[Any], ...]

    @classmethod
    def of(cls, shown: Mapping[Shape[Any], Collection[str] | None]) -> Form:
        """These records, in brief where what is shown of each allows it."""
        return cls(tuple(shape.showing(wanted) for shape, wanted in shown.items()))

    def __contains__(self, record: type[Any]) -> bool:
        return any(shape.record is record for shape in self.shapes)

    @property
    def columns(self) -> list[ColumnElement[Any]]:
        """The columns of all of them, in order."""
        return [column for shape in self.shapes for column in shape.columns]

    def place(self, record: type[Any]) -> int:
        """Where the columns of this record begin in a row."""
        before = takewhile(lambda shape: shape.record is not record, self.shapes)
        return sum(len(shape.columns) for shape in before)

    def values(self, *columns: ColumnElement[Any]) -> Callable[[Row], Row]:
        """Takes the values of these columns out of a row."""
        return _values(self, columns)

    def read(self, record: type[R], rows: Iterable[Row]) -> list[R]:
        """These records of rows."""
        (shape,) = (shape for shape in self.shapes if shape.record is record)
        return shape.all(rows, self.place(record))


@cache
def _values(form: Form, columns: tuple[ColumnElement[Any], ...]) -> Callable[[Row], Row]:
    return itemgetter(*map(form.columns.index, columns))


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
