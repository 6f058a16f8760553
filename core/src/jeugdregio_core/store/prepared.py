"""Statements that are made once and asked often: with their text, and with how answers are read.

SQLAlchemy writes the text; after that the driver is asked directly. What differs from one time to
the next is a ``bindparam`` without a value. On SQLite an answer comes as one JSON text: every row
that is fetched lets go of the interpreter and waits for it again, and busy threads then stand in
each other's way. Only what is stored as JSON itself comes row by row: to read it and write it down
again would take the database longer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from itertools import chain
from typing import Any, TypeAlias
from uuid import UUID, SafeUUID

import orjson
from sqlalchemy import (
    ARRAY,
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Dialect,
    Enum,
    Insert,
    Select,
    Table,
    Text,
    Uuid,
    bindparam,
    cast,
    func,
    insert,
    literal_column,
    select,
    text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlalchemy.util import await_
from sqlmodel.sql.sqltypes import UTCDateTime

Read: TypeAlias = Callable[[Any], Any]
"""Makes a value of what the driver gave; what is empty stays so."""
Row: TypeAlias = tuple[Any, ...]
_TOGETHER = 16
"""So many rows SQLite stores in one statement: of every number of rows it must learn another."""


class _Text:
    """A statement as a driver takes it."""

    def __init__(self, statement: Select[Any] | Insert, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.text = str(compiled)
        self._places: list[str] | None = compiled.positiontup
        ways = {name: _way(bind.type, dialect) for name, bind in compiled.binds.items()}
        self._fixed = {
            name: ways.pop(name)(bind.effective_value)
            for name, bind in compiled.binds.items()
            if not bind.required
        }
        self._ways = ways

    def given(self, values: Mapping[str, Any]) -> Any:
        """These values as the driver takes them."""
        named = self._fixed | {name: way(values[name]) for name, way in self._ways.items()}
        return named if self._places is None else tuple(map(named.__getitem__, self._places))


class Prepared:
    """A select in the words of one kind of database."""

    def __init__(self, statement: Select[Any], dialect: Dialect) -> None:
        held = statement.subquery("asked").c
        large = any(isinstance(column.type, JSON) for column in held)
        self._in_one = dialect.name == "sqlite" and not large
        self._reads = [_read(column.type, dialect) for column in held]
        self._asked = _Text(_as_one([*held]) if self._in_one else statement, dialect)

    def rows(self, connection: Connection, given: Mapping[str, Any]) -> list[Row]:
        """The rows of the answer, in order. ``given`` may hold more than is asked for."""
        rows = ask(connection, self._asked.text, self._asked.given(given))
        return self._values(orjson.loads(rows[0][0]) if self._in_one else rows)

    def _values(self, rows: Collection[Row]) -> list[Row]:
        columns: Iterable[Iterable[Any]] = zip(*rows, strict=True)
        return [
            *zip(
                *(
                    column if read is None else _all(read, column)
                    for read, column in zip(self._reads, columns, strict=bool(rows))
                ),
                strict=True,
            )
        ]


def ask(connection: Connection, text: str, given: Any) -> list[Row]:
    """What the driver answers, within the transaction and the limits of the connection."""
    if connection.dialect.is_async:
        return _awaited(connection, text, given)
    cursor: Any = connection.connection.cursor()
    try:
        for hear in connection.dispatch.before_cursor_execute:
            hear(connection, cursor, text, given, None, False)
        cursor.execute(text, given)
        return cursor.fetchall() if cursor.description else []
    finally:
        cursor.close()


def _awaited(connection: Connection, text: str, given: Any) -> list[Row]:
    """The same of a driver that is awaited, past the cursors that SQLAlchemy puts around it."""
    raw: Any = connection.connection.driver_connection
    for hear in connection.dispatch.before_cursor_execute:
        hear(connection, None, text, given, None, False)
    found: list[Row] = await_(raw.fetch(text, *given))
    return found


def add_rows(
    connection: Connection,
    table: Table,
    same: Mapping[str, Any],
    names: tuple[str, ...],
    rows: Sequence[Sequence[Any]],
) -> None:
    """Store rows in one statement, or on SQLite in a few. What is the ``same`` is given once.

    Of the other columns, in the order of ``names``, every row gives what JSON can say.
    """
    adding = _adding(table, names, connection.dialect)
    if connection.dialect.name != "sqlite":
        ask(connection, adding.text, adding.given({**same, "rows": orjson.dumps(rows).decode()}))
        return
    given = adding.given(same)
    for first in range(0, len(rows), _TOGETHER):
        part = rows[first : first + _TOGETHER]
        told = _told(names, len(part))
        ask(connection, f"{told} {adding.text}", (*chain.from_iterable(part), *given))


def copy_rows(
    connection: Connection, table: Table, names: tuple[str, ...], rows: Collection[Sequence[Any]]
) -> None:
    """Store rows of these columns, however many, in one go. Only of a driver that is awaited."""
    raw: Any = connection.connection.driver_connection
    for hear in connection.dispatch.before_cursor_execute:
        hear(connection, None, f"COPY {table.name}", (), None, False)
    await_(raw.copy_records_to_table(table.name, columns=names, records=rows))


@cache
def _adding(table: Table, names: tuple[str, ...], dialect: Dialect) -> _Text:
    """PostgreSQL takes the rows as one text; SQLite as values, under the name ``told``.

    To take a text apart costs SQLite as much as to store what it says.
    """
    sqlite = dialect.name == "sqlite"

    def given(column: Column[Any]) -> ColumnElement[Any]:
        if column.name not in names:
            return bindparam(column.name, type_=column.type)
        if sqlite:
            return literal_column(f"told.{column.name}")
        return cast(literal_column(f"value ->> {names.index(column.name)}"), column.type)

    source = text("told") if sqlite else _elements(bindparam("rows", type_=Text()))
    said = select(*map(given, table.columns)).select_from(source)
    return _Text(insert(table).from_select([*table.columns], said, include_defaults=False), dialect)


@cache
def _told(names: tuple[str, ...], count: int) -> str:
    """So many rows, as values."""
    row = f"({', '.join('?' for _ in names)})"
    return f"WITH told ({', '.join(names)}) AS (VALUES {', '.join([row] * count)})"


def _elements(rows: ColumnElement[str]) -> ColumnElement[Any]:
    """The elements in the form in which PostgreSQL need not read them again for every value."""
    from sqlalchemy.dialects.postgresql import JSONB

    return func.jsonb_array_elements(cast(rows, JSONB()))


class _Many(TypeDecorator[Any]):
    """Values that are given together."""

    impl = Text
    cache_ok = True

    def __init__(self, one: TypeEngine[Any]) -> None:
        super().__init__()
        self.one = one

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else ARRAY(self.one))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """For who has SQLAlchemy ask it."""
        return _way(self, dialect)(value)


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True
    _is_implicitly_boolean = True  # else SQLite is asked whether it "= 1", and uses no index


@compiles(_Among)
def _as_array(element: _Among, compiler: Any, **more: Any) -> str:
    column, ids = (compiler.process(one, **more) for one in element.clauses)
    return f"{column} = ANY({ids})"


@compiles(_Among, "sqlite")
def _as_json(element: _Among, compiler: Any, **more: Any) -> str:
    column, ids = (compiler.process(one, **more) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({ids}))"  # noqa: S608


def among(column: ColumnElement[Any], name: str = "ids") -> ColumnElement[bool]:
    """Whether a column holds one of the values that are given under this name, however many."""
    return _Among(column, bindparam(name, type_=_Many(column.type)))


def _as_one(columns: list[ColumnElement[Any]]) -> Select[Any]:
    return select(func.json_group_array(func.json_array(*columns), type_=Text()))


def _all(read: Read, values: Iterable[Any]) -> list[Any]:
    return [None if value is None else read(value) for value in values]


def _way(kind: TypeEngine[Any], dialect: Dialect) -> Read:
    """How a value of this type is given to the driver."""
    if isinstance(kind, _Many):
        way = _way(kind.one, dialect)
        each: Read = list if way is _as_it_is else lambda values: [*map(way, values)]
        if dialect.name == "sqlite":
            return lambda values: orjson.dumps(each(values)).decode()
        return each
    return kind.dialect_impl(dialect).bind_processor(dialect) or _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _read(kind: TypeEngine[Any], dialect: Dialect) -> Read | None:
    """How a value of this type is read; ``None`` when it is as the driver gives it."""
    if isinstance(kind, Enum) and kind.enum_class:
        return {str(member.value): member for member in kind.enum_class}.__getitem__
    if isinstance(kind, UTCDateTime) and not dialect.is_async:  # who is awaited gives them so
        return _moment_of_text if dialect.name == "sqlite" else _moment
    if dialect.name != "sqlite":
        return None
    for types, read in _FROM_JSON.items():
        if isinstance(kind, types):
            return read
    return kind.dialect_impl(dialect).result_processor(dialect, None)


def _moment_of_text(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _moment(value: datetime) -> datetime:
    return value if value.tzinfo is UTC else value.astimezone(UTC)


_UNKNOWN = SafeUUID.unknown
_slots: Any = vars(UUID)
_give_number, _give_safety = _slots["int"].__set__, _slots["is_safe"].__set__


@lru_cache(maxsize=16_384)
def identity(held: str) -> UUID:
    """An id that the database holds already, so that it needs no checking."""
    made = object.__new__(UUID)
    _give_number(made, int(held, 16))
    _give_safety(made, _UNKNOWN)  # a UUID keeps others from giving it anything
    return made


_FROM_JSON: Mapping[type[TypeEngine[Any]], Read | None] = {
    Uuid: identity,
    Date: date.fromisoformat,
    JSON: orjson.loads,
}
