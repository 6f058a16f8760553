"""Put many columns with few different values into one number per row, and take them out again.

A database gives a row of three numbers much faster than one of fifteen texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, ColumnElement, Connection, case, cast, literal, select

from jeugdregio_core.casework.columns.sources import Source
from jeugdregio_core.columns.held import Coded, smallest

_ROOM = 1 << 62


@dataclass(frozen=True, slots=True)
class Packed:
    """Sources with the values that they have; a number says which, and 0 that there is none."""

    values: Mapping[str, tuple[Source, tuple[Any, ...]]]

    @classmethod
    def of(cls, connection: Connection, sources: Mapping[str, Source]) -> Packed:
        """Look up which values there are; columns of one table together."""
        found = {name: source.listed for name, source in sources.items()}
        asked = {name: sources[name] for name, held in found.items() if held is None}
        for table in dict.fromkeys(source.table for source in asked.values()):
            names = [name for name, source in asked.items() if source.table is table]
            columns = [asked[name].values_of for name in names]
            rows = connection.execute(select(*columns).distinct()).all()
            for at, name in enumerate(names):
                found[name] = tuple(sorted({row[at] for row in rows if row[at] is not None}))
        return cls({name: (source, found[name] or ()) for name, source in sources.items()})

    def columns(self) -> Sequence[ColumnElement[Any]]:
        """The numbers to select."""
        return [self._packed(group) for group in self._groups()]

    def unpacked(self, table: Iterable[NDArray[np.int64]]) -> Iterator[tuple[str, Coded]]:
        """What those numbers say, per source."""
        for group, numbers in zip(self._groups(), table, strict=True):
            left = numbers
            for name in reversed(group):
                source, values = self.values[name]
                left, number = np.divmod(left, len(values) + 1)
                read = [None if v is None else source.read(v) for v in (None, *values)]
                yield name, Coded(read, number.astype(smallest(len(read))))

    def _groups(self) -> Iterable[list[str]]:
        group: list[str] = []
        room = _ROOM
        for name, (_, values) in self.values.items():
            room //= len(values) + 1
            if not room:
                yield group
                group, room = [], _ROOM // (len(values) + 1)
            group.append(name)
        if group:
            yield group

    def _packed(self, group: Sequence[str]) -> ColumnElement[Any]:
        packed: ColumnElement[Any] = cast(0, BigInteger)
        for name in group:
            source, values = self.values[name]
            kind = source.column.type
            numbered = {literal(value, kind): n for n, value in enumerate(values, start=1)}
            number = case(numbered, value=source.column, else_=0) if numbered else literal(0)
            packed = packed * (len(values) + 1) + number
        return packed
