"""Read whole tables, a stretch at a time and several at once.

A row of a million is dear wherever it is an object: in a join on text, and in Python. So no table
is joined to another in the database, which puts each column of a stretch in one text; numpy takes
it apart and looks up what it refers to. ``in_sqlite`` and ``in_postgresql`` say how a database is
asked for that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from threading import Lock
from typing import Any, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Table, true

from jeugdregio_core.casework.columns.words import Words
from jeugdregio_core.columns.held import Coded
from jeugdregio_core.record import record

T = TypeVar("T")
Reader = Any
"""A connection of the driver; it is used by one thread at a time."""


class Kind(Enum):
    """What a column is read as."""

    KEY = "a number for an id; an id that is absent is nobody's"
    DAY = "an ordinal; what is absent is as late as can be"
    NUMBER = "a number; it is never absent"
    WORD = "one of few words"


@record
class Asked:
    """A column to read, and what its words mean."""

    kind: Kind
    column: ColumnElement[Any]
    optional: bool = False
    read: Callable[[str], Any] = str


@record(eq=False)
class Scan:
    """Columns of every row of a table, or of those that are wanted."""

    table: Table
    columns: Mapping[str, Asked]
    wanted: ColumnElement[bool] = true()
    beside: tuple[Table, ColumnElement[bool]] | None = None
    """A table of which every row has at most one row beside it, by an index."""


Part: TypeAlias = dict[str, Any]
"""Columns of some rows, by name: numbers, or of few values a ``Coded``."""
Found = dict[str, "Future[Any]"]
"""What will be found, by name."""


@record(eq=False)
class Source:
    """A scan, and what becomes of it in the threads that read."""

    scan: Scan
    whole: Callable[[Found, Part], Any]
    """What all stretches make together."""
    told: Callable[[Found, Part], Part] = lambda _found, part: part
    """What is kept of a stretch. It may wait for what stands before this source."""
    spent: tuple[str, ...] = ()
    """What is no longer needed when this is whole."""


class Database(Protocol):
    """How one kind of database is asked. ``way`` is another one when keys came out alike."""

    def readers(self, connection: Connection, region: str) -> AbstractContextManager[list[Reader]]:
        """Connections that see exactly what this one sees; itself first."""

    def stretches(self, connection: Connection, table: Table) -> Sequence[str]:
        """Conditions that cut a table into stretches."""

    def question(self, scan: Scan) -> str:
        """A statement that gives one row: each column as one text. A stretch can be added to it."""

    def answer(self, reader: Reader, question: str) -> Sequence[bytes | None]:
        """That row."""

    def read(self, kind: Kind, text: bytes, way: int) -> NDArray[Any]:
        """What a text says. Words are read apart."""


@contextmanager
def reading(
    database: Database, connection: Connection, region: str, sources: Mapping[str, Source], way: int
) -> Iterator[Found]:
    """All of these as they are at one moment, read by other threads in the order that is given.

    Only they use the connection meanwhile. A stretch is made small at once, beside what was found
    before it: that keeps all threads at work, and little in memory.
    """
    to_do: deque[tuple[_Gathered, str]] = deque()
    gathered = {
        name: _Gathered(name, database, way, source, database.question(source.scan))
        for name, source in sources.items()
    }
    found: Found = {name: Future() for name in sources}

    def work(reader: Reader) -> None:
        try:
            for one, stretch in _each(to_do):
                one.add(found, one.read(reader, stretch))
        except BaseException as error:  # who waits must hear of it
            to_do.clear()
            for waited_for in [*found.values()]:
                with suppress(InvalidStateError):  # it was whole already
                    waited_for.set_exception(error)

    with database.readers(connection, region) as readers, ThreadPoolExecutor() as threads:
        for one in gathered.values():
            stretches = database.stretches(connection, one.source.scan.table)
            one.expected = len(stretches)
            to_do.extend((one, stretch) for stretch in stretches)
        for reader in readers:
            threads.submit(work, reader)
        try:
            yield found
        finally:
            to_do.clear()


@dataclass(slots=True, eq=False)
class _Gathered:
    """The stretches of one source, as they come."""

    name: str
    database: Database
    way: int
    source: Source
    question: str
    expected: int = 0
    parts: list[Part] = field(default_factory=list)
    words: dict[str, Words] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        for name, asked in self.source.scan.columns.items():
            if asked.kind is Kind.WORD:
                self.words[name] = Words(asked.read)

    def read(self, reader: Reader, stretch: str) -> Part:
        """The columns of a stretch."""
        scan = self.source.scan
        texts = self.database.answer(reader, f"{self.question} AND {stretch}")
        part = {
            name: self._numbers(name, asked.kind, text)
            for (name, asked), text in zip(scan.columns.items(), texts, strict=True)
        }
        if len({len(numbers_of(held)) for held in part.values()}) > 1:
            # a word has a separator in it, which none may have that is stored
            raise ValueError(f"the columns of {scan.table.name} differ in length")
        return part

    def _numbers(self, name: str, kind: Kind, text: bytes | None) -> Any:
        if kind is Kind.WORD:
            return self.words[name].of(text)
        return self.database.read(kind, text or b"", self.way)

    def add(self, found: Found, part: Part) -> None:
        """Keep of a stretch what is needed; the last one makes it whole."""
        kept = self.source.told(found, part)
        with self.lock:
            self.parts.append(kept)
            whole = len(self.parts) == self.expected
        if whole:
            together = {name: _together([p.pop(name) for p in self.parts]) for name in [*kept]}
            self.parts.clear()
            found[self.name].set_result(self.source.whole(found, together))
            for name in self.source.spent:
                found.pop(name, None)


def numbers_of(held: Any) -> NDArray[Any]:
    """The numbers of a column, be they of values or not."""
    numbers: NDArray[Any] = held.numbers if isinstance(held, Coded) else held
    return numbers


def _together(held: Sequence[Any]) -> Any:
    numbers = np.concatenate([numbers_of(one) for one in held])
    return Coded(held[0].values, numbers) if isinstance(held[0], Coded) else numbers


def _each(to_do: deque[T]) -> Iterator[T]:
    """What is left to do, while others take of it too."""
    while True:
        try:
            taken = to_do.popleft()
        except IndexError:
            return
        yield taken
