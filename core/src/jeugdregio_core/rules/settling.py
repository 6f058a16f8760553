"""Find out beforehand what a rule says of all cases that are alike.

A rule is a function of the facts it reads. Put to an outline it either answers, and that holds for
every case with that outline, or it asks for more. Where it asks for one choice out of a list, its
answers are kept per choice, as they come by. Where it asks for what is often left out, its answer
without is kept. Where it asks for anything else it is put to every case.
"""

from __future__ import annotations

from functools import partial
from types import FunctionType
from typing import Any, TypeAlias

from jeugdregio_core.model.codes import FactKind
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import (
    AGREEMENTS,
    CONTRACTED_SEGMENTS,
    END,
    GROUNDS,
    NORM_DURATION,
    NORM_HOURS,
    NORM_STAFF_MIX,
    PRODUCT_CATEGORY,
    VARIANT,
    Fact,
    MissingFact,
)
from jeugdregio_core.rules.outcome import (
    Answer,
    Finding,
    NotApplicable,
    Outcome,
    Said,
    Verdict,
    said,
)
from jeugdregio_core.rules.outline import OutlinedCase, Unsettled
from jeugdregio_core.rules.rule import DeclaredJudge, Judge, NarrowJudge, Rule

MOST_ANSWERS = 2_000
"""How many answers of one rule are kept; callers can make up codes without end."""

_DEEPEST = 4
"""On how many choices the answer of a rule may hang; beyond that it is put to every case."""

_FEW = (PRODUCT_CATEGORY, VARIANT, CONTRACTED_SEGMENTS, AGREEMENTS)
"""Facts that are no choice out of a list, and still have few values."""

_OFTEN_LEFT_OUT = (END, GROUNDS, NORM_DURATION, NORM_HOURS, NORM_STAFF_MIX)

Settled: TypeAlias = Said | NotApplicable | NarrowJudge
"""What a rule says of every case with an outline, or who is to judge those cases."""


class Asked:
    """A rule that is asked, with the findings that are the same for every case."""

    __slots__ = ("_missing", "kept", "passed", "rule")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.kept = 0
        """How many of its answers are kept, per choice, over all outlines."""
        self.passed = Finding(rule, Verdict.PASSED, rule.title)
        self._missing: dict[Fact[Any], Finding] = {}

    def missing(self, missing: MissingFact) -> Finding:
        """That the rule needs a fact that was not given."""
        found = self._missing.get(missing.fact)
        if found is None:
            found = Finding(self.rule, Verdict.REVIEW, str(missing), missing=missing.fact.path)
            self._missing[missing.fact] = found
        return found


def settled(asked: Asked, judge: Judge, outlined: OutlinedCase) -> Settled:
    """What a rule says of the cases with an outline, or who is to judge them."""
    if not isinstance(judge, (FunctionType, DeclaredJudge)):
        return judge  # somebody stands between: who watches a rule wants to see every case
    try:
        answer: Any = judge(outlined)
    except Unsettled:
        pass
    except MissingFact as missing:
        answer = Said(asked.missing(missing))
    except (Exception, SystemExit):  # it will fail again, case by case, and be told of there
        return judge
    if outlined.wanted is not None:
        return _unsettled(asked, judge, outlined)
    if answer is None:
        return Said(asked.passed)
    if isinstance(answer, Outcome):
        return said(asked.rule, answer)
    return answer if isinstance(answer, (Said, NotApplicable)) else judge


def _unsettled(asked: Asked, judge: Judge, outlined: OutlinedCase) -> NarrowJudge:
    if isinstance(judge, DeclaredJudge) and judge.narrowed is not None:
        return judge.narrowed(outlined.again(), partial(said, asked.rule))
    wanted = outlined.wanted
    if isinstance(wanted, Fact) and outlined.depth < _DEEPEST and _is_kept(wanted):
        return _Choice(asked, judge, outlined, wanted)
    return judge.judge if isinstance(judge, DeclaredJudge) else judge


def _is_kept(fact: Fact[Any]) -> bool:
    is_choice = fact.kind in (FactKind.CHOICE, FactKind.BOOLEAN)
    return is_choice or fact in _FEW or fact in _OFTEN_LEFT_OUT


class _Choice:
    """What a rule says per value of one fact; of some facts only where they were left out."""

    __slots__ = ("asked", "fact", "outlined", "plain", "read", "table")

    def __init__(self, asked: Asked, plain: Judge, outlined: OutlinedCase, fact: Fact[Any]) -> None:
        self.asked = asked
        self.plain = plain
        self.outlined = outlined
        self.fact = fact
        self.read = fact.read
        self.table: dict[Any, Settled] = {}

    def __call__(self, case: Case) -> Answer | Said:
        """What it says for the values of this case, one fact after the other."""
        given = case.given
        found: Settled = self
        while isinstance(found, _Choice):
            value = found.read(given)
            known = found.table.get(value)
            found = found.found_out(value) if known is None else known
        return found if isinstance(found, (Said, NotApplicable)) else found(case)

    def found_out(self, value: Any) -> Settled:
        """What it says where the fact has a value that did not come by before."""
        if self.asked.kept >= MOST_ANSWERS or (value and self.fact in _OFTEN_LEFT_OUT):
            return self.plain
        self.asked.kept += 1
        outlined = self.outlined.where(self.fact, value)
        found = self.table[value] = settled(self.asked, self.plain, outlined)
        return found
