"""Decide the slow and plain way: every rule of the region, one after the other, on every case.

What the engine finds out beforehand it must find the same as this does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.model.period import NotInForce, in_force
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.case import Case, Catalogue, governing_day
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.facts import MissingFact
from jeugdregio_core.rules.framework import (
    FRAMEWORK_RULES,
    NO_RULE,
    OUT_OF_SCOPE,
    stacking_without_a_rule,
)
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.outcome import (
    PLUGIN_ERROR,
    NotApplicable,
    Outcome,
    Regie,
    RequiredDocument,
)
from jeugdregio_core.rules.rule import Rule

Found = tuple[str, str, str | None, str | None, str | None]
"""Code of the rule, verdict, message, the missing fact and the error. The words of what the
engine says for itself are left out."""


@dataclass
class PlainHearing:
    """What the rules say of one case."""

    case: Case
    findings: list[tuple[Rule, Found]] = field(default_factory=list)
    regie: dict[str, Regie] = field(default_factory=dict)
    documents: list[RequiredDocument] = field(default_factory=list)
    undecided: dict[str, list[str]] = field(default_factory=dict)

    def find(self, rule: Rule, *found: Any) -> None:
        """Keep what was found."""
        verdict, message, missing, error = (*found, None, None, None)[:4]
        self.findings.append((rule, (rule.code, str(verdict), message, missing, error)))

    def ask(self, rule: Rule) -> None:
        """Put the case before one rule."""
        assert rule.judge is not None
        try:
            answer: Any = rule.judge(self.case)
        except MissingFact as missing:
            return self.find(rule, "REVIEW", str(missing), missing.fact.path)
        except (Exception, SystemExit):
            return self.find(rule, "REVIEW", None, None, PLUGIN_ERROR)
        if answer is None:
            self.find(rule, "PASSED", rule.title)
        elif isinstance(answer, Outcome):
            self.find(rule, answer.verdict, answer.message or rule.title)
            for role in answer.regie:
                held = Regie(role.role, role.holder, role.explanation, rule)
                self.regie.setdefault(role.role, held)
            self.documents += [
                RequiredDocument(need.kind, need.author, need.satisfied, rule)
                for need in answer.documents
            ]
        elif not isinstance(answer, NotApplicable):
            self.find(rule, "REVIEW", None, None, PLUGIN_ERROR)
        return None

    def in_scope(self, rule: Rule) -> bool:
        """Whether the rule is about the case, as far as that can be told."""
        scope, asked = rule.scope, self.case.given.request
        if scope.kinds and self.case.given.kind not in scope.kinds:
            return False
        if not scope.covers(asked.segment, asked.profile):
            return False
        for wanted, given, path in (
            (scope.segments, asked.segment, "request.segment"),
            (scope.profiles, asked.profile, "request.profile"),
        ):
            if wanted and given is None:
                if path == "request.segment" or asked.product is None:
                    self.undecided.setdefault(path, []).append(rule.code)
                return False
        return True


def plainly(rulebook: Rulebook, given: CaseInput) -> tuple[Any, ...]:
    """The decision on this question, as :func:`told` tells one."""
    heard = PlainHearing(_case(rulebook, given))
    for rule in FRAMEWORK_RULES:
        heard.ask(rule)
    before = len(heard.findings)
    for rule in in_force(rulebook.rules, heard.case.on):
        if rule.judge is not None and heard.in_scope(rule):
            heard.ask(rule)
    if len(heard.findings) == before:
        heard.find(NO_RULE, "REVIEW")
    if not any(rule.topic is RuleTopic.STACKING for rule, _ in heard.findings):
        heard.ask(stacking_without_a_rule)
    for path in heard.undecided:
        heard.find(OUT_OF_SCOPE, "REVIEW", None, path)
    found = [one for _, one in heard.findings]
    return heard.case.on, heard.case.profile_set, found, [*heard.regie.values()], heard.documents


def told(decision: Decision) -> tuple[Any, ...]:
    """The same of a decision of the engine."""
    found = [
        (
            f.rule.code,
            str(f.verdict),
            None if f.error or f.rule in (OUT_OF_SCOPE, NO_RULE) else f.message,
            f.missing,
            f.error,
        )
        for f in decision.findings
    ]
    documents = list(decision.required_documents)
    return decision.on, decision.profile_set, found, list(decision.regie), documents


def _case(rulebook: Rulebook, given: CaseInput) -> Case:
    assert given.decision_date is not None
    on = governing_day(given, given.decision_date)
    try:
        held = rulebook.profile_set_on(on, given.client.municipality)
    except NotInForce:
        held = None
    norms = in_force(rulebook.norm_frameworks, on)
    return Case(
        given,
        on,
        Catalogue(
            rulebook.region,
            rulebook.profile_sets,
            held,
            norms[0] if norms else None,
            {s.code: s for s in held.segments_on(on)} if held else {},
            {m.code: m for m in rulebook.region.municipalities_on(on)},
        ),
    )
