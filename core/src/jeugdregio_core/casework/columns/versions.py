"""The versions of allocations: which of them stand, and what was before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.casework.columns.keys import Places
from jeugdregio_core.casework.columns.known import taken
from jeugdregio_core.casework.columns.scans import Rows
from jeugdregio_core.casework.columns.sources import OF_VERSION, Standing
from jeugdregio_core.columns.held import Coded
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.rules import facts


@dataclass(frozen=True, slots=True, eq=False)
class Versions:
    """All versions, with the place of their allocation among those of the region, or -1."""

    rows: Rows
    allocation: NDArray[np.int32]
    newest: NDArray[np.bool_]
    """Whether no later version came."""

    @classmethod
    def of(cls, rows: Rows, allocations: Rows, places: Places) -> Versions:
        """The versions of these allocations."""
        place = places.of(rows.numbers["allocation"])
        current = np.append(allocations.numbers["current"], 0)[place]  # -1 is the last
        return cls(rows, place, _each(rows, lambda one: one.version) == current)

    def running(self, on: date) -> NDArray[np.intp]:
        """The newest versions, of what was not withdrawn and has not ended before this day."""
        withdrawn = _each(self.rows, lambda one: one.withdrawn) > 0
        ended = self.rows.numbers["end"] < on.toordinal()
        return np.flatnonzero(self.newest & ~withdrawn & ~ended)

    def told(self, row: NDArray[np.intp]) -> dict[str, Coded]:
        """The facts that these versions are about."""
        told = {path: taken(words, row) for path, words in self._facts.items()}
        changed = (_each(self.rows, lambda one: one.changes) > 0)[row].view(np.uint8)
        told[facts.KIND.path] = Coded([RequestKind.NEW, RequestKind.CHANGE], changed)
        return told

    def initial(self, row: NDArray[np.intp]) -> Coded:
        """Whether help began with it."""
        initial = _each(self.rows, lambda one: one.initial)
        return Coded([False, True], initial[row].astype(np.uint8))

    def intensity_before(self) -> Coded:
        """Per allocation the intensity before its last change, if it was changed."""
        changes = _each(self.rows, lambda one: one.changes)
        version = _each(self.rows, lambda one: one.version)
        now = np.zeros(int(self.allocation.max(initial=-1)) + 1, np.int32)
        now[self.allocation[self.newest]] = changes[self.newest]
        before = np.flatnonzero(
            (self.allocation >= 0) & (changes < np.append(now, 0)[self.allocation])
        )
        before = before[np.argsort(version[before], kind="stable")]
        intensity = self.rows.words[facts.INTENSITY.path]
        numbers = np.zeros(len(now), intensity.numbers.dtype)
        numbers[self.allocation[before]] = intensity.numbers[before]  # the last of them stays
        return Coded(intensity.values, numbers)

    @property
    def _facts(self) -> dict[str, Coded]:
        return {path: words for path, words in self.rows.words.items() if path in OF_VERSION}


def _each(rows: Rows, part: Callable[[Standing], int]) -> NDArray[Any]:
    standing = rows.words["standing"]
    values = np.array([part(one) if one else 0 for one in standing.values], np.int32)
    each: NDArray[Any] = values[standing.numbers]
    return each
