"""Find out beforehand what a rule says of all cases that are alike.

A rule is a function of the facts it reads. Put to an outline it either answers, and that holds for
every case with that outline, or it asks for more: then somebody is to judge those cases.
"""

from __future__ import annotations

from functools import partial
from types import FunctionType
from typing import Any, TypeAlias

from jeugdregio_core.rules.asking import Asked, heard
from jeugdregio_core.rules.facts import MissingFact
from jeugdregio_core.rules.outcome import NotApplicable, Outcome, Said, said
from jeugdregio_core.rules.outline import OutlinedCase, Unsettled
from jeugdregio_core.rules.rule import DeclaredJudge, Judge, NarrowJudge

Settled: TypeAlias = Said | NarrowJudge
"""What a rule says of every case with an outline, or who is to judge those cases."""


def is_watched(judge: Judge) -> bool:
    """Whether somebody stands between: who watches a rule wants to see every case."""
    return not isinstance(judge, (FunctionType, DeclaredJudge))


def settled(asked: Asked, judge: Judge, outlined: OutlinedCase) -> Settled:
    """What a rule says of the cases with an outline, or who is to judge them."""
    if is_watched(judge):
        return judge
    try:
        answer: Any = judge(outlined)
    except Unsettled:
        answer = None
    except MissingFact as missing:
        answer = asked.missing(missing)
    except (Exception, SystemExit):  # it will fail again, case by case, and be told of there
        return judge
    if outlined.wanted is not None:
        return _narrowed(asked, judge, outlined)
    if answer is None or isinstance(answer, (Outcome, Said, NotApplicable)):
        return heard(asked, answer)
    return judge


def _narrowed(asked: Asked, judge: Judge, outlined: OutlinedCase) -> NarrowJudge:
    if not isinstance(judge, DeclaredJudge):
        return judge
    if judge.narrowed is None:
        return judge.judge
    return judge.narrowed(outlined.again(), partial(said, asked.rule))
