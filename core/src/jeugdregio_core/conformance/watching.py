"""Stand beside the rules of a region while they judge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.outcome import Answer
from jeugdregio_core.rules.rule import Rule

Witness = Callable[[Rule, Case], Answer]


def witnessed(rulebook: Rulebook, witness: Witness) -> Rulebook:
    """The same rulebook, where ``witness`` puts each case before each rule."""
    rules = tuple(
        rule if rule.judge is None else replace(rule, judge=partial(witness, rule))
        for rule in rulebook.rules
    )
    return replace(rulebook, rules=rules)


def judged(rule: Rule, case: Case) -> Answer:
    """What the rule itself says."""
    assert rule.judge is not None
    return rule.judge(case)
