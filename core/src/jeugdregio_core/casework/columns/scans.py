"""Read whole tables, a stretch at a time and several at once.

A row of a million is dear wherever it is an object: in a join on text, and in Python. So no table
is joined to another here, and the database puts each column of a stretch in one text, which numpy
takes apart. ``in_sqlite`` and ``in_postgresql`` say how a database is asked for that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from threading import Lock
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Table, true

from jeugdregio_core.casework.columns.words import Words

T = TypeVar("T")
Reader = Any
"""A connection of the driver; it is used by one thread at a time."""


class Kind(Enum):
    """What a column is read as."""

    KEY = "a number for an id; an id that is absent is nobody's"
    DAY = "an ordinal; what is absent is as late as can be"
    NUMBER = "a number; it is never absent"
    WORD = "one of few words"


@dataclass(frozen=True, slots=True)
class Asked:
    """A column to read, and what its words mean."""

    kind: Kind
    column: ColumnElement[Any]
    optional: bool = False
    read: Callable[[str], Any] = str


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """Columns of every row of a table, or of those that are wanted."""

    table: Table
    columns: Mapping[str, Asked]
    wanted: ColumnElement[bool] = true()
    beside: tuple[Table, ColumnElement[bool]] | None = None
    """A table of which every row has at most one row beside it, by an index."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What a scan found. All columns have the same order."""

    numbers: Mapping[str, NDArray[Any]]
    words: Mapping[str, Any]


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


Found = Mapping[str, "Future[Rows]"]
"""What will be found, by name."""


@contextmanager
def reading(
    database: Database, connection: Connection, region: str, scans: Mapping[str, Scan], way: int
) -> Iterator[Found]:
    """All of these as they are at one moment, read by other threads in the order that is given.

    Only they use the connection meanwhile.
    """
    to_do: deque[tuple[_Gathered, str]] = deque()
    gathered = {name: _Gathered(scan, database.question(scan)) for name, scan in scans.items()}

    def work(reader: Reader) -> None:
        try:
            for one, stretch in _each(to_do):
                texts = database.answer(reader, f"{one.question} AND {stretch}")
                columns = one.scan.columns.values()
                one.add(tuple(_parts(database, columns, texts, way)))
        except BaseException as error:  # who waits must hear of it
            to_do.clear()
            for one in gathered.values():
                one.fail(error)

    with database.readers(connection, region) as readers, ThreadPoolExecutor() as threads:
        for one in gathered.values():
            stretches = database.stretches(connection, one.scan.table)
            one.expected = len(stretches)
            to_do.extend((one, stretch) for stretch in stretches)
        for reader in readers:
            threads.submit(work, reader)
        try:
            yield {name: one.rows for name, one in gathered.items()}
        finally:
            to_do.clear()


@dataclass(slots=True, eq=False)
class _Gathered:
    """The stretches of one scan, as they come."""

    scan: Scan
    question: str
    expected: int = 0
    parts: list[tuple[Any, ...]] = field(default_factory=list)
    rows: Future[Rows] = field(default_factory=Future)
    lock: Lock = field(default_factory=Lock)

    def add(self, part: tuple[Any, ...]) -> None:
        """Keep a stretch; the last one makes it whole."""
        with self.lock:
            self.parts.append(part)
            whole = len(self.parts) == self.expected
        if whole:
            self.rows.set_result(_together(self.scan, self.parts))
            self.parts.clear()

    def fail(self, error: BaseException) -> None:
        """Tell who waits, unless it was whole already."""
        with suppress(InvalidStateError):
            self.rows.set_exception(error)


def _each(to_do: deque[T]) -> Iterator[T]:
    """What is left to do, while others take of it too."""
    while True:
        try:
            taken = to_do.popleft()
        except IndexError:
            return
        yield taken


def _parts(
    database: Database, columns: Any, texts: Sequence[bytes | None], way: int
) -> Iterator[Any]:
    for asked, text in zip(columns, texts, strict=True):
        if asked.kind is Kind.WORD:
            yield Words.of(text or b"")
        else:
            yield database.read(asked.kind, text or b"", way)


def _together(scan: Scan, parts: list[tuple[Any, ...]]) -> Rows:
    numbers, words = {}, {}
    for (name, asked), held in zip(scan.columns.items(), zip(*parts, strict=True), strict=True):
        if asked.kind is Kind.WORD:
            words[name] = Words.together(held, asked.read)
        else:
            numbers[name] = np.concatenate(held)
    sizes = {len(held) for held in numbers.values()}
    sizes |= {len(held.numbers) for held in words.values()}
    if len(sizes) > 1:  # a word has a separator in it, which none may have that is stored
        raise ValueError(f"the columns of {scan.table.name} differ in length")
    return Rows(numbers, words)
