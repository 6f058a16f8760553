"""Lay down who is asked, together or one by one, so that answers come in the order of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeAlias

from jeugdregio_core.rules.asking import Asked, ToAsk
from jeugdregio_core.rules.block import Block, Learnt
from jeugdregio_core.rules.grouping import Group, Grouping
from jeugdregio_core.rules.likeness import Likeness, Shared
from jeugdregio_core.rules.outcome import Said, together
from jeugdregio_core.rules.rule import NarrowJudge

Put: TypeAlias = tuple[Asked, Said | NarrowJudge, Likeness | None]
"""A rule, with what it says of every case or who is to judge, and by which facts that is kept."""


class Ordering:
    """The rules of one outline. What is known is said along with the rules beside it."""

    def __init__(self, grouping: Grouping) -> None:
        self.known: list[Said] = []
        self.one_by_one: list[ToAsk] = []
        self._grouping = grouping
        self._places: list[tuple[Group | None, int]] = []
        self._waiting: list[Said] = []
        self._group: Group | None = None

    def lay(self, rules: Sequence[Put]) -> int:
        """Lay down these rules after the others; how many runs there are then."""
        for asked, judge, held in rules:
            if isinstance(judge, Said):
                self._say(judge)
            elif held is None:
                self._close()
                self._places.append((None, len(self.one_by_one)))
                self.one_by_one.append((asked, judge))
            else:
                self._add((asked, judge), self._grouping.of(held))
        self._close()
        return len(self._places)

    def blocks(self, shared: Shared, learnt: Learnt) -> tuple[Block, ...]:
        """Who is asked together, of cases that share this much."""
        return tuple(
            Block(group.likeness, shared, map(tuple, group.runs), learnt)
            for group in self._grouping.groups
        )

    def places(self) -> tuple[int, ...]:
        """The order of all runs, when they are put after each other source by source."""
        sources: list[Group | None] = [_KNOWN, *self._grouping.groups, None]
        lengths = [len(self.known), *(len(group.runs) for group in self._grouping.groups)]
        first = dict(zip(map(id, sources), accumulate(lengths, initial=0), strict=True))
        return tuple(first[id(source)] + run for source, run in self._places)

    def _say(self, known: Said) -> None:
        (self._waiting if self._group is None else self._group.runs[-1]).append(known)

    def _add(self, one: ToAsk, group: Group) -> None:
        if group is not self._group:
            self._places.append((group, len(group.runs)))
            group.runs.append([*self._waiting])
            self._waiting.clear()
            self._group = group
        group.runs[-1].append(one)

    def _close(self) -> None:
        if self._waiting:
            self._places.append((_KNOWN, len(self.known)))
            self.known.append(together(self._waiting))
            self._waiting.clear()
        self._group = None


_KNOWN = Group(frozenset())
"""Stands for what is known beforehand."""
