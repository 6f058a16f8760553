"""Decide many rows by every rule that is declared as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.columns.cells import MOST_RULES, SHIFT, VERDICTS, Cells
from jeugdregio_core.columns.declared import UNDECIDED, Declared
from jeugdregio_core.columns.held import Columns, Numbers
from jeugdregio_core.columns.keeping import Kept, Same
from jeugdregio_core.columns.situations import Joint, Situation
from jeugdregio_core.columns.views import Setting, View, parts_of
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.facts import PROFILE, SEGMENT
from jeugdregio_core.rules.outcome import Verdict
from jeugdregio_core.rules.rule import Rule

_ALWAYS = View(True, tuple(sorted((PROFILE.path, SEGMENT.path))), ("profile", "segment"))
"""Seen of every pair, whatever the rules read, so that a change may be about it."""


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """What the declared rules say of each row: the strictest verdict, and the first to say it."""

    declared: Declared
    cells: NDArray[np.uint16]
    """In the order of ``order``: those with the most beside them first."""
    order: NDArray[np.int32]

    @property
    def verdicts(self) -> NDArray[np.uint8]:
        """The number of the verdict in ``VERDICTS``, in the order of the rows."""
        found = np.empty(len(self.cells), np.uint8)
        found[self.order] = self.cells >> SHIFT
        return found

    def objecting(self, cell: int) -> Rule | None:
        """The first rule that is as strict as the verdict of a cell; none when nothing objects."""
        if cell >> SHIFT <= VERDICTS.index(Verdict.PASSED):
            return None
        return (*self.declared.rules, UNDECIDED)[MOST_RULES - (cell & MOST_RULES)]


class Table:
    """The rows, and the ways in which they were looked at last. Threads may share it."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._joints: Kept[Joint] = Kept(4)
        self._seen: Kept[tuple[tuple[Situation, ...], Numbers]] = Kept(64)
        self._said: Kept[NDArray[np.uint16]] = Kept(4)

    def decide(self, rulebook: Rulebook) -> Decided:
        """Every row by the rules of this rulebook."""
        declared = Declared.of(rulebook, self.columns.facts)
        return self._decided(rulebook, declared, range(len(declared.rules)))

    def said_by(self, rulebook: Rulebook, number: int) -> Decided:
        """Every row by one of the declared rules only, by its number."""
        return self._decided(rulebook, Declared.of(rulebook, self.columns.facts), [number])

    def _decided(self, rulebook: Rulebook, declared: Declared, numbers: Sequence[int]) -> Decided:
        asking = _Asking(self, rulebook, declared)
        cells = self._once(asking, numbers, paired=False).copy()
        pairs = self._once(asking, numbers, paired=True)
        self.columns.beside.raise_to(cells, pairs)
        return Decided(declared, cells, self.columns.beside.order)

    def _once(self, asking: _Asking, numbers: Sequence[int], *, paired: bool) -> NDArray[np.uint16]:
        """What the rules say of every row or pair; made again when one of them changed."""
        asked = [n for n in numbers if asking.views[n].paired == paired]
        books = asking.rulebook
        rules = (asking.declared.rules[n] for n in asked)
        same = Same(*rules, *books.profile_sets, None, *books.norm_frameworks)
        return self._said.once((paired, tuple(asked), same), lambda: asking.said(asked, paired))

    def joint(self, setting: Setting, whole: View) -> Joint:
        """Every situation of the rows, with all that is looked at."""
        return self._joints.once(
            (setting, whole),
            lambda: Joint.of(parts_of(self.columns, setting, whole), self._order(whole)),
        )

    def _order(self, whole: View) -> NDArray[np.int32] | None:
        return None if whole.paired else self.columns.beside.order

    def seen(
        self, setting: Setting, whole: View, view: View
    ) -> tuple[tuple[Situation, ...], Numbers]:
        """The situations as some rules see them, per situation of the whole."""
        return self._seen.once(
            (setting, whole, view), lambda: self.joint(setting, whole).seen_by(view)
        )


class _Asking:
    """One rulebook, asked about the situations of a table."""

    def __init__(self, table: Table, rulebook: Rulebook, declared: Declared) -> None:
        self.table = table
        self.rulebook = rulebook
        self.declared = declared
        self.views = [View.of(rule) for rule in declared.rules]
        self._setting = Setting.of(rulebook)
        self._cells = Cells(rulebook, declared.rules)

    def said(self, numbers: Sequence[int], paired: bool) -> NDArray[np.uint16]:
        """The strictest that these rules say, per row or per pair."""
        always = [_ALWAYS] if paired else []
        whole = View.of_all([*always, *(view for view in self.views if view.paired == paired)])
        joint = self.table.joint(self._setting, whole)
        found = np.zeros(joint.size, np.uint16)
        for view, of_view in _grouped(self.views, numbers):
            different, index = self.table.seen(self._setting, whole, view)
            np.maximum(found, self._cells.table(different, of_view)[index], out=found)
        return found[joint.index]


def _grouped(views: Sequence[View], numbers: Iterable[int]) -> Iterable[tuple[View, list[int]]]:
    """The rules by what they look at, so that each situation is met once."""
    grouped: dict[View, list[int]] = {}
    for number in numbers:
        grouped.setdefault(views[number], []).append(number)
    return grouped.items()
