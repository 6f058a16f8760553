"""Put one case before the rules on its agenda and hear what they say. Pure: no clock, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.rules.agenda import Agenda
from jeugdregio_core.rules.asking import Asked, ask
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.framework import FRAMEWORK_RULES, NO_RULE
from jeugdregio_core.rules.in_force import InForce
from jeugdregio_core.rules.outcome import Finding, Said, Verdict
from jeugdregio_core.rules.rule import NarrowJudge

_NO_RULE = Said.of(
    Finding(
        NO_RULE,
        Verdict.REVIEW,
        "Geen enkele regel van de regio gaat over dit verzoek. Laat het beoordelen.",
    )
)


class Hearing:
    """Hears what the rules say while they look at one case."""

    __slots__ = ("case",)

    def __init__(self, case: Case) -> None:
        self.case = case

    def hear(self, held: InForce) -> Sequence[Said]:
        """Ask the framework's own rules and then the region's."""
        agenda = self._agenda(held)
        said = self._asked(agenda)
        if agenda.may_be_silent and not _region_spoke(said):
            said = (*said, _NO_RULE)
        if agenda.closing and not (agenda.about_stacking and _spoke_of_stacking(said)):
            said = (*said, self._ask(*agenda.closing))
        if agenda.undecided.findings:
            said = (*said, agenda.undecided)
        return said

    def _agenda(self, held: InForce) -> Agenda:
        return held.agenda(self.case)

    def _asked(self, agenda: Agenda) -> Sequence[Said]:
        return agenda.said(self.case)

    def _ask(self, asked: Asked, judge: NarrowJudge) -> Said:
        return ask(asked, judge, self.case)


def _region_spoke(said: Iterable[Said]) -> bool:
    """Whether a rule of the region said something: those of the framework speak first."""
    last = (one.findings[-1].rule for one in said if one.findings)
    return any(rule not in FRAMEWORK_RULES for rule in last)


def _spoke_of_stacking(said: Iterable[Said]) -> bool:
    return any(RuleTopic.STACKING in (one.topics or _topics(one)) for one in said)


def _topics(said: Said) -> frozenset[RuleTopic]:
    said.topics = frozenset([finding.rule.topic for finding in said.findings])
    return said.topics
