"""Put one case before one rule, and make of its answer what is said."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeAlias

from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import Fact, MissingFact
from jeugdregio_core.rules.outcome import (
    NOT_APPLICABLE,
    NOTHING,
    PLUGIN_ERROR,
    Answer,
    Finding,
    NotApplicable,
    Outcome,
    Said,
    Verdict,
    said,
)
from jeugdregio_core.rules.rule import NarrowJudge, Rule

_log = logging.getLogger(__name__)

MOST_SENTENCES = 200
"""How many of the different things that a rule says are kept; some hold a date or a name."""


class Asked:
    """A rule that is asked, with what it says time and again."""

    __slots__ = ("_missing", "_said", "choices", "passed", "rule")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.choices: frozenset[Fact[Any]] = frozenset()
        """The choices that it was seen to look at in some cases and not in others."""
        self.passed = Said.of(Finding(rule, Verdict.PASSED, rule.title))
        self._missing: dict[Fact[Any], Said] = {}
        self._said: dict[tuple[Verdict, str | None], Said] = {}

    def missing(self, missing: MissingFact) -> Said:
        """That the rule needs a fact that was not given."""
        found = self._missing.get(missing.fact)
        if found is None:
            path = missing.fact.path
            found = Said.of(Finding(self.rule, Verdict.REVIEW, str(missing), missing=path))
            self._missing[missing.fact] = found
        return found

    def told(self, outcome: Outcome) -> Said:
        """The outcome under its rule: one object for one sentence, as long as there are few."""
        if outcome.regie or outcome.documents:
            return said(self.rule, outcome)
        key = (outcome.verdict, outcome.message)
        found = self._said.get(key)
        if found is None:
            found = said(self.rule, outcome)
            if len(self._said) < MOST_SENTENCES:
                self._said[key] = found
        return found


Ask: TypeAlias = Callable[[Asked, NarrowJudge, Case], Said]
ToAsk: TypeAlias = tuple[Asked, NarrowJudge]
Run: TypeAlias = tuple[Said | ToAsk, ...]
"""Rules that follow each other: what is known that they say, and who is to be asked."""


def ask(asked: Asked, judge: NarrowJudge, case: Case) -> Said:
    """What the rule says of the case. Never raises: a rule that fails asks for a person."""
    try:
        answer = judge(case)
    except MissingFact as missing:
        return asked.missing(missing)
    except (Exception, SystemExit) as error:
        return _failed(asked.rule, type(error).__name__)
    return asked.passed if answer is None else heard(asked, answer)


def heard(asked: Asked, answer: Answer | Said) -> Said:
    """What an answer comes to."""
    if answer is None:
        return asked.passed
    if answer is NOT_APPLICABLE:
        return NOTHING
    if isinstance(answer, Outcome):
        return asked.told(answer)
    if isinstance(answer, Said):
        return answer
    if isinstance(answer, NotApplicable):
        return NOTHING
    return _failed(asked.rule, f"answer of type {type(answer).__name__}")


def has_failed(answer: Said) -> bool:
    """Whether this is said because the rule itself failed."""
    return bool(answer.findings) and answer.findings[0].error is not None


def _failed(rule: Rule, what: str) -> Said:
    _log.error("rule %s failed: %s", rule.code, what)
    message = (
        f"Regel {rule.code} kon niet worden uitgevoerd door een fout in de plug-in. "
        "Laat het verzoek beoordelen en meld de fout aan de regio."
    )
    return Said.of(Finding(rule, Verdict.REVIEW, message, error=PLUGIN_ERROR))
