"""What is kept of the rules of a region, and learnt of them, while they are asked."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from jeugdregio_core.rules.asking import Asked
from jeugdregio_core.rules.combined import Combined
from jeugdregio_core.rules.likeness import Likeness
from jeugdregio_core.rules.rule import Rule
from jeugdregio_core.rules.trial import Trial

if TYPE_CHECKING:
    from jeugdregio_core.rules.agenda import Agenda

MOST_AGENDAS = 1_000
"""How many agendas of a region are kept; callers can make up codes without end."""

MOST_ANSWERS = 50_000
"""How many answers all blocks of a region keep together."""


class Kept:
    """For all days and municipalities of a region together. All of it may be lost at any time."""

    def __init__(self) -> None:
        self.asked: dict[Rule, Asked] = {}
        self.agendas: dict[Hashable, Agenda] = {}
        self.combined = Combined()
        self.answers = 0
        self.hopeless: frozenset[Likeness] = frozenset()
        """By what no answers are kept: cases that are alike in all of it are too rare."""
        self._trials: dict[Likeness, Trial] = {}

    def of(self, rule: Rule) -> Asked:
        """A rule with its findings: one for all days."""
        return self.asked.setdefault(rule, Asked(rule))

    def keep(self, place: Hashable, agenda: Agenda) -> None:
        """Keep an agenda; where there are too many, begin anew."""
        if len(self.agendas) >= MOST_AGENDAS:
            self._begin_anew()
        self.agendas[place] = agenda

    def may_keep(self, held: Likeness, value: object, times: int) -> bool:
        """Whether to keep an answer by this value of some facts, that was not at hand.

        ``times`` is of how many cases more it was looked for, until it was not there.
        """
        trial = self._trials.get(held) or self._trials.setdefault(held, Trial())
        if held not in self.hopeless and trial.is_lost(value, times):
            self.hopeless |= {held}
        if held in self.hopeless:
            return False
        self.answers += 1
        if self.answers > MOST_ANSWERS:
            self._begin_anew()
        return True

    def _begin_anew(self) -> None:
        self.agendas.clear()
        self.combined.clear()
        self.answers = 0
