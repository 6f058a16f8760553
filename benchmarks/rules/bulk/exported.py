"""The declared tables of a region as plain look-up tables, for engines that know no rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from benchmarks.rules.bulk.made_up import columns
from numpy.typing import NDArray

from jeugdregio_core.columns.cells import SHIFT, Cells
from jeugdregio_core.columns.declared import Declared
from jeugdregio_core.columns.held import Columns
from jeugdregio_core.columns.situations import Joint
from jeugdregio_core.columns.views import BESIDE, Setting, View, parts_of
from jeugdregio_core.registry import load_registry
from jeugdregio_core.rulebook import Rulebook

REGION = "westfriesland"
RULES = frozenset(
    f"{REGION}-{number}"
    for number in ("02", "04", "06", "10", "10-producten", "11", "13", "14", "25", "28")
)
"""Known segments, profiles, intensities and municipalities, moves, and stacking."""


@dataclass(frozen=True, slots=True, eq=False)
class LookUp:
    """One table: a verdict per combination of columns. What is not in it says nothing."""

    names: tuple[str, ...]
    keys: NDArray[np.int64]
    """A row per combination, a column per name."""
    verdicts: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Exported:
    """Rows and tables as anybody can read them."""

    rows: dict[str, NDArray[np.int64]]
    """Every row with the other allocation of its young person beside it."""
    tables: tuple[LookUp, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The rows of this project, and the rules that are declared for them."""

    rulebook: Rulebook
    columns: Columns

    def exported(self) -> Exported:
        """The same for engines that know no rules."""
        declared = Declared.of(self.rulebook, self.columns.facts).rules
        cells, setting = Cells(self.rulebook, declared), Setting.of(self.rulebook)
        views = [View.of(rule) for rule in declared]
        told: dict[str, NDArray[np.int64]] = {}
        tables = []
        for view in sorted(dict.fromkeys(views), key=lambda v: v.paired):
            parts = parts_of(self.columns, setting, view)
            joint = Joint.of(parts)
            situations, index = joint.seen_by(view)
            numbers = [number for number, other in enumerate(views) if other == view]
            verdicts = (cells.table(situations, numbers) >> SHIFT).astype(np.int64)[index]
            keys = np.stack([part.numbers for part in joint.parts.values()], axis=1)
            tables.append(LookUp(tuple(map(_named, parts)), keys.astype(np.int64), verdicts))
            for name, part in parts.items():
                told.setdefault(_named(name), _per_row(self.columns, name, part.numbers))
        return Exported(told, tuple(tables))


def scene(rows: int) -> Scene:
    """So many rows: two allocations for every young person, begun in the last 500 days."""
    whole = load_registry().rulebook(REGION)
    rulebook = replace(whole, rules=tuple(r for r in whole.rules if r.code in RULES))
    drawn = columns(rulebook, rows)
    client = np.arange(rows, dtype=np.int32) // 2
    return Scene(rulebook, replace(drawn, client=client, governing=drawn.begun, first=drawn.begun))


def _named(part: str) -> str:
    return part.replace(".", "_")


def _per_row(held: Columns, name: str, numbers: NDArray[np.integer]) -> NDArray[np.int64]:
    """Per row; of what is beside it, -1 where there is nothing."""
    if not name.startswith(BESIDE):
        return numbers.astype(np.int64)
    found = np.full(len(held), -1, np.int64)
    found[held.beside.row] = numbers
    return found
