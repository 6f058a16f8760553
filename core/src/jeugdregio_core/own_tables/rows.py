"""A row of one of the tables, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from typing import TypeAlias

from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source
from jeugdregio_core.own_tables.cells import Value
from jeugdregio_core.record import record

Identity: TypeAlias = tuple[str, str, date]
"""Table, key and first day: two rows with the same ones are versions of each other."""


@record(kw_only=True)
class Row:
    """What a row says. Empty cells are left out; ``key`` is what it says something about.

    Rows of one table with one key hold after each other: their periods never overlap.
    """

    table: str
    key: str
    cells: Mapping[str, Value]
    valid: Period
    document: str | None = None
    """The document it comes from; ``None`` while the row does not name its own."""
    overrules: bool = False
    """Whether it goes before something that the region's sources state."""
    line: int | None = field(default=None, compare=False)
    """Where it stands in the file that is loaded; ``None`` for a row that was loaded before."""
    loaded_at: datetime | None = field(default=None, compare=False)

    @property
    def identity(self) -> Identity:
        """What a later row replaces: the row of this table with this key and first day."""
        return self.table, self.key, self.valid.first

    @property
    def source(self) -> Source:
        """Where the facts in it come from."""
        return Source(self.document or "", f"tabel {self.table}")

    def says_the_same(self, other: Row) -> bool:
        """Whether nothing would change; a row without a document of its own takes any."""
        return (self.cells, self.valid) == (other.cells, other.valid) and (
            self.document in (None, other.document)
        )


@record
class Problem:
    """Something that must be put right before anything is stored; a Dutch sentence."""

    table: str
    line: int | None
    message: str
    column: str | None = None
    overrulable: bool = False
    """Whether the row may go before what the region's sources state, if that is asked for."""

    def __str__(self) -> str:
        place = f"{self.table}, regel {self.line}" if self.line else self.table
        return (
            f"{place}, kolom {self.column}: {self.message}"
            if self.column
            else f"{place}: {self.message}"
        )
