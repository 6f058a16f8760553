"""Ask rules about situations, each once, as the engine for single cases asks them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.columns.situations import Situation, question
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.case import Case, Catalogue
from jeugdregio_core.rules.facts import MUNICIPALITY
from jeugdregio_core.rules.outcome import NotApplicable, Outcome, Verdict
from jeugdregio_core.rules.rule import Rule

VERDICTS: tuple[Verdict | None, ...] = (None, *Verdict)
"""What the number of a verdict means: nothing was said, passed, and so on up to refused."""

SHIFT = 13
MOST_RULES = (1 << SHIFT) - 1


@dataclass(frozen=True, slots=True)
class Cells:
    """Fills the tables of these rules. A cell is a verdict with the number of its rule.

    The strictest of two cells is the higher one; of equals that of the first rule.
    """

    rulebook: Rulebook
    rules: Sequence[Rule]
    _catalogues: dict[tuple[date, str | None], Catalogue] = field(default_factory=dict)

    def table(self, different: Iterable[Situation], numbers: Sequence[int]) -> NDArray[np.uint16]:
        """Per situation the strictest that these rules say."""
        return np.array([self._strictest(one, numbers) for one in different], np.uint16)

    def _strictest(self, situation: Situation, numbers: Sequence[int]) -> int:
        case = Case(situation.given, situation.on, self._catalogue(situation))
        return max([self._cell(number, case) for number in numbers], default=0)

    def _cell(self, number: int, case: Case) -> int:
        rule = self.rules[number]
        if case.on not in rule.valid:
            return 0
        about = _in_scope(rule, case)
        if about is None:
            return _cell(Verdict.REVIEW, len(self.rules))
        return _cell(_ask(rule, case), number) if about else 0

    def _catalogue(self, situation: Situation) -> Catalogue:
        key = (situation.on, situation.place)
        if key not in self._catalogues:
            given = question({MUNICIPALITY.path: situation.place}, situation.on)
            self._catalogues[key] = self.rulebook.case(given).catalogue
        return self._catalogues[key]


def _cell(verdict: Verdict | None, number: int) -> int:
    if verdict is None:
        return 0
    return (verdict.strictness + 1) << SHIFT | (MOST_RULES - number)


def _ask(rule: Rule, case: Case) -> Verdict | None:
    """What the rule finds; ``None`` when it has nothing to do with the case."""
    assert rule.judge is not None
    try:
        answer = rule.judge(case)
    except (Exception, SystemExit):  # a fact is missing, or the rule fails: a human must look
        return Verdict.REVIEW
    if isinstance(answer, NotApplicable):
        return None
    if answer is None:
        return Verdict.PASSED
    return answer.verdict if isinstance(answer, Outcome) else Verdict.REVIEW


def _in_scope(rule: Rule, case: Case) -> bool | None:
    """Whether the rule is about this case; ``None`` when a fact is missing to tell."""
    scope, asked = rule.scope, case.given.request
    if scope.kinds and case.given.kind not in scope.kinds:
        return False
    if not scope.covers(asked.segment, asked.profile):
        return False
    if scope.segments and asked.segment is None:
        return None
    if scope.profiles and asked.profile is None:
        return None if asked.product is None else False
    return True
