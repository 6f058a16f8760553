"""Read whole tables, a stretch at a time and several at once.

A row of a million is dear wherever it is an object: in a join on text, and in Python. So no table
is joined to another here, and the database puts each column of a stretch in one text, which numpy
takes apart. ``in_sqlite`` and ``in_postgresql`` say how a database is asked for that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
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


Found = dict[str, list[tuple[Any, ...]]]


def read(
    database: Database, connection: Connection, region: str, scans: Mapping[str, Scan], way: int
) -> Mapping[str, Rows]:
    """All of these, as they are at one moment."""
    questions = {name: database.question(scan) for name, scan in scans.items()}
    found: Found = {name: [] for name in scans}
    to_do: deque[tuple[str, str]] = deque()

    def work(reader: Reader) -> None:
        try:
            for name, stretch in _each(to_do):
                texts = database.answer(reader, f"{questions[name]} AND {stretch}")
                columns = scans[name].columns.values()
                found[name].append(tuple(_parts(database, columns, texts, way)))
        except BaseException:
            to_do.clear()
            raise

    with database.readers(connection, region) as (own, *others), ThreadPoolExecutor() as threads:
        for name, scan in scans.items():
            to_do.extend((name, one) for one in database.stretches(connection, scan.table))
        helping = [threads.submit(work, other) for other in others]
        work(own)
        for one in helping:
            one.result()
    return {name: _together(scan, found.pop(name)) for name, scan in scans.items()}


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
