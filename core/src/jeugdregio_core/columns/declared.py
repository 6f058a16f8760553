"""Which rules of a region can be re-decided in columns, and which only case by case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from jeugdregio_core.columns.views import View
from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.model.period import Period
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.beside import Beside
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.framework import (
    OUT_OF_SCOPE,
    a_profile_set_is_in_force,
    stacking_without_a_rule,
)
from jeugdregio_core.rules.outcome import NOT_APPLICABLE, Answer
from jeugdregio_core.rules.rule import Rule

FIELDS = frozenset({"segment", "profile", "intensity", "product", "provider", "start", "initial"})
"""What columns know of an allocation that runs beside another."""
_ALWAYS = Period(date.min)
_IN_FORCE = replace(a_profile_set_is_in_force, valid=_ALWAYS, tabular=True)


@dataclass(frozen=True, slots=True, eq=False)
class Declared:
    """The rules of a region, sorted by whether columns can tell what they say."""

    rules: tuple[Rule, ...]
    """Re-decided, the framework's own among them."""
    left_out: tuple[Rule, ...]
    """Judged case by case only: written by hand, or about facts that are not in the columns."""

    @classmethod
    def of(cls, rulebook: Rulebook, known: Collection[str]) -> Declared:
        """Sort the rules, given the paths of the facts that are in the columns."""
        judging = [rule for rule in rulebook.rules if rule.judge is not None]
        held = [rule for rule in judging if _fits(rule, known)]
        return cls(
            (_IN_FORCE, *held, _unruled(rulebook)),
            tuple(rule for rule in judging if not _fits(rule, known)),
        )


def needed(rulebook: Rulebook) -> frozenset[str]:
    """The paths of the facts that the tabular rules of a region read."""
    views = (View.of(rule) for rule in rulebook.rules if rule.judge is not None and rule.tabular)
    return frozenset(path for view in views for path in view.facts)


def _fits(rule: Rule, known: Collection[str]) -> bool:
    view = View.of(rule)
    return rule.tabular and FIELDS.issuperset(view.fields) and set(view.facts) <= set(known)


def _unruled(rulebook: Rulebook) -> Rule:
    """The framework's rule that asks for a human where no rule is about stacking."""
    stacking = [r for r in rulebook.rules if r.topic is RuleTopic.STACKING and r.judge is not None]
    return replace(
        stacking_without_a_rule,
        valid=_ALWAYS,
        tabular=True,
        beside=Beside(frozenset()),
        judge=partial(_judge_unruled, tuple(stacking)),
    )


def _judge_unruled(stacking: tuple[Rule, ...], case: Case) -> Answer:
    if any(case.on in rule.valid for rule in stacking):
        return NOT_APPLICABLE
    return stacking_without_a_rule.judge(case) if stacking_without_a_rule.judge else NOT_APPLICABLE


UNDECIDED = OUT_OF_SCOPE
"""The rule under which it is told that a scope cannot be decided."""
