"""Put one case before the rules on its agenda and gather what they say. Pure: no clock, no I/O."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.rules.agenda import Agenda, Step
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import MissingFact
from jeugdregio_core.rules.framework import NO_RULE
from jeugdregio_core.rules.in_force import InForce
from jeugdregio_core.rules.outcome import (
    NOT_APPLICABLE,
    Answer,
    Finding,
    NotApplicable,
    Outcome,
    Regie,
    RequiredDocument,
    Said,
    Verdict,
    said,
)
from jeugdregio_core.rules.rule import Rule

_log = logging.getLogger(__name__)

PLUGIN_ERROR = "PLUGIN_ERROR"

_NO_RULE = Finding(
    NO_RULE,
    Verdict.REVIEW,
    "Geen enkele regel van de regio gaat over dit verzoek. Laat het beoordelen.",
)


class Hearing:
    """Collects findings, roles and documents while the rules look at one case."""

    __slots__ = ("case", "documents", "findings", "regie")

    def __init__(self, case: Case) -> None:
        self.case = case
        self.findings: list[Finding] = []
        self.regie: dict[str, Regie] = {}
        self.documents: list[RequiredDocument] = []

    def hear(self, held: InForce) -> Hearing:
        """Ask the framework's own rules and then the region's."""
        agenda, findings = self._agenda(held), self.findings
        self._ask(agenda.framework)
        before = len(findings)
        self._ask_region(agenda.region)
        if len(findings) == before:
            findings.append(_NO_RULE)
        if agenda.closing and not (agenda.about_stacking and self._spoke_of_stacking()):
            self._ask(agenda.closing)
        if agenda.undecided:
            findings.extend(agenda.undecided)
        return self

    def _agenda(self, held: InForce) -> Agenda:
        return held.agenda(self.case.given)

    def _ask_region(self, steps: Iterable[Step]) -> None:
        self._ask(steps)

    def _spoke_of_stacking(self) -> bool:
        return any(finding.rule.topic is RuleTopic.STACKING for finding in self.findings)

    def _ask(self, steps: Iterable[Step]) -> None:
        case, findings = self.case, self.findings
        for known, judge, asked in steps:
            if known is not None:
                findings += known.findings
                if known.assigns:
                    self._take(known.regie, known.documents)
            try:
                answer = judge(case)
            except MissingFact as missing:
                findings.append(asked.missing(missing))
                continue
            except (Exception, SystemExit) as error:
                self._fail(asked.rule, type(error).__name__)
                continue
            if answer is None:
                findings.append(asked.passed)
            elif answer is not NOT_APPLICABLE:
                self._hear(asked.rule, answer)

    def _hear(self, rule: Rule, answer: Answer | Said) -> None:
        if isinstance(answer, Said):
            self.findings.append(answer.finding)
            if answer.regie or answer.documents:
                self._take(answer.regie, answer.documents)
        elif isinstance(answer, Outcome):
            self._told(rule, answer)
        elif not isinstance(answer, NotApplicable):
            self._fail(rule, f"answer of type {type(answer).__name__}")

    def _told(self, rule: Rule, outcome: Outcome) -> None:
        if outcome.regie or outcome.documents:
            self._hear(rule, said(rule, outcome))
        else:
            message = outcome.message or rule.title
            self.findings.append(Finding(rule, outcome.verdict, message))

    def _take(self, regie: Iterable[Regie], documents: Iterable[RequiredDocument]) -> None:
        for role in regie:
            self.regie.setdefault(role.role, role)
        self.documents += documents

    def _fail(self, rule: Rule, what: str) -> None:
        _log.error("rule %s failed: %s", rule.code, what)
        message = (
            f"Regel {rule.code} kon niet worden uitgevoerd door een fout in de plug-in. "
            "Laat het verzoek beoordelen en meld de fout aan de regio."
        )
        self.findings.append(Finding(rule, Verdict.REVIEW, message, error=PLUGIN_ERROR))
