"""Put one case before the rules in force and gather what they say. Pure: no clock, no I/O."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import PROFILE, SEGMENT, Fact, MissingFact
from jeugdregio_core.rules.framework import (
    FRAMEWORK_RULES,
    NO_RULE,
    OUT_OF_SCOPE,
    stacking_without_a_rule,
)
from jeugdregio_core.rules.outcome import (
    Finding,
    NotApplicable,
    Outcome,
    Regie,
    RequiredDocument,
    Verdict,
)
from jeugdregio_core.rules.rule import Rule

_log = logging.getLogger(__name__)

PLUGIN_ERROR = "PLUGIN_ERROR"


class Hearing:
    """Collects findings, roles and documents while the rules look at one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.findings: list[Finding] = []
        self.regie: dict[str, Regie] = {}
        self.documents: list[RequiredDocument] = []
        self._undecided: dict[Fact[str], list[str]] = {}

    def hear(self, rules: Iterable[Rule]) -> Hearing:
        """Ask the framework's own rules and then the region's."""
        for rule in FRAMEWORK_RULES:
            self._ask(rule)
        before = len(self.findings)
        for rule in rules:
            if rule.judge is not None and self._in_scope(rule):
                self._ask(rule)
        if len(self.findings) == before:
            self._add(
                Finding(
                    NO_RULE,
                    Verdict.REVIEW,
                    "Geen enkele regel van de regio gaat over dit verzoek. Laat het beoordelen.",
                )
            )
        if not any(finding.rule.topic is RuleTopic.STACKING for finding in self.findings):
            self._ask(stacking_without_a_rule)
        self._report_undecided()
        return self

    def _in_scope(self, rule: Rule) -> bool:
        scope, given = rule.scope, self.case.given
        segment, profile = given.request.segment, given.request.profile
        if (scope.kinds and given.kind not in scope.kinds) or not scope.covers(segment, profile):
            return False
        if scope.segments and segment is None:
            return self._undecided_by(SEGMENT, rule)
        if scope.profiles and profile is None:
            return given.request.product is None and self._undecided_by(PROFILE, rule)
        return True

    def _undecided_by(self, fact: Fact[str], rule: Rule) -> bool:
        self._undecided.setdefault(fact, []).append(rule.code)
        return False

    def _ask(self, rule: Rule) -> None:
        assert rule.judge is not None
        try:
            answer = rule.judge(self.case)
        except MissingFact as missing:
            self._add(Finding(rule, Verdict.REVIEW, str(missing), missing=missing.fact.path))
            return
        except (Exception, SystemExit) as error:
            self._fail(rule, type(error).__name__)
            return
        if isinstance(answer, NotApplicable):
            return
        if answer is None:
            self._add(Finding(rule, Verdict.PASSED, rule.title))
        elif isinstance(answer, Outcome):
            self._take(rule, answer)
        else:
            self._fail(rule, f"answer of type {type(answer).__name__}")

    def _take(self, rule: Rule, outcome: Outcome) -> None:
        self._add(Finding(rule, outcome.verdict, outcome.message or rule.title))
        for role in outcome.regie:
            self.regie.setdefault(role.role, Regie(role.role, role.holder, role.explanation, rule))
        self.documents += [
            RequiredDocument(need.kind, need.author, need.satisfied, rule)
            for need in outcome.documents
        ]

    def _add(self, finding: Finding) -> None:
        self.findings.append(finding)

    def _fail(self, rule: Rule, what: str) -> None:
        _log.error("rule %s failed: %s", rule.code, what)
        message = (
            f"Regel {rule.code} kon niet worden uitgevoerd door een fout in de plug-in. "
            "Laat het verzoek beoordelen en meld de fout aan de regio."
        )
        self._add(Finding(rule, Verdict.REVIEW, message, error=PLUGIN_ERROR))

    def _report_undecided(self) -> None:
        for fact, codes in self._undecided.items():
            message = (
                f"Nodig om te weten welke regels gelden: {fact.label.lower()} ({fact.path}). "
                f"Niet beoordeeld: {', '.join(codes)}."
            )
            self._add(Finding(OUT_OF_SCOPE, Verdict.REVIEW, message, missing=fact.path))
