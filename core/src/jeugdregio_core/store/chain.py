"""The chain of the audit log: every line gets its number and is tied to the line before it.

The lines of one look differ in little. What they share is written down once, and given to the
database once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection

from jeugdregio_core.store.audit_form import NEWEST, VARYING, Wording
from jeugdregio_core.store.prepared import Row, add_rows, copy_rows
from jeugdregio_core.store.tables import Stored

if TYPE_CHECKING:
    from jeugdregio_core.store.audit import Head, Line

_TABLE = Stored.metadata.tables["audit_line"]
_KIND = ("action", "object_type", "outcome")
_ROW = (*_KIND, *VARYING, "previous_hash", "hash")


class Sealed(NamedTuple):
    """A line in its place."""

    line: Line
    pseudonym: str | None
    sequence: int
    previous_hash: str
    hash: str


def chained(
    before: Head, lines: Iterable[Line], whose: Callable[[Line], str | None]
) -> Iterator[Sealed]:
    """These lines of one region after its newest; ``whose`` gives the pseudonym of the client."""
    sequence, last = before.sequence, before.hash
    for alike, together in groupby(lines, attrgetter("occasion", *_KIND)):
        occasion, *kind = alike
        wording = Wording(occasion.said() | dict(zip(_KIND, kind, strict=True)))
        for line in together:
            sequence += 1
            pseudonym = whose(line)
            newest = wording.link(last, line.object_id, pseudonym, sequence)
            yield Sealed(line, pseudonym, sequence, last, newest)
            last = newest


def add(connection: Connection, sealed: Iterable[Sealed]) -> None:
    """Store these lines, those of one look together."""
    looks = [
        (occasion.said() | {"form": NEWEST}, [(*line.said(), *place) for line, *place in together])
        for occasion, together in groupby(sealed, attrgetter("line.occasion"))
    ]
    if connection.dialect.is_async:
        _copy(connection, looks)
    else:
        for same, rows in looks:
            add_rows(connection, _TABLE, same, _ROW, rows)


def _copy(connection: Connection, looks: Iterable[tuple[dict[str, Any], list[Row]]]) -> None:
    """All in one, where others wait for the log while each statement is waited for."""
    names: tuple[str, ...] = ()
    told: list[Row] = []
    for same, rows in looks:
        names, first = (*same, *_ROW), (*same.values(),)
        told += [first + row for row in rows]
    copy_rows(connection, _TABLE, names, told)
