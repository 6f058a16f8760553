"""Put one case before the rules on its agenda and hear what they say. Pure: no clock, no I/O."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.rules.agenda import Agenda
from jeugdregio_core.rules.asking import Ask, ask
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.framework import FRAMEWORK_RULES, NO_RULE
from jeugdregio_core.rules.in_force import InForce
from jeugdregio_core.rules.outcome import Finding, Said, Verdict

_NO_RULE = Said.of(
    Finding(
        NO_RULE,
        Verdict.REVIEW,
        "Geen enkele regel van de regio gaat over dit verzoek. Laat het beoordelen.",
    )
)


Hear: TypeAlias = Callable[[Case, InForce], Sequence[Said]]
"""Hears what the rules in force say of a case."""


def hear(case: Case, held: InForce) -> Sequence[Said]:
    """Ask the framework's own rules and then the region's."""
    agenda = held.agenda(case)
    said = agenda.said(case)
    return said if agenda.says_all else completed(said, agenda, case, ask)


def completed(said: Sequence[Said], agenda: Agenda, case: Case, ask: Ask) -> Sequence[Said]:
    """What was said, and what is to be said because of it, or because it was not."""
    if agenda.may_be_silent and not _region_spoke(said):
        said = (*said, _NO_RULE)
    if agenda.closing and not (agenda.about_stacking and _spoke_of_stacking(said)):
        said = (*said, ask(*agenda.closing, case))
    if agenda.undecided.findings:
        said = (*said, agenda.undecided)
    return said


def _region_spoke(said: Iterable[Said]) -> bool:
    """Whether a rule of the region said something: those of the framework speak first."""
    last = (one.findings[-1].rule for one in said if one.findings)
    return any(rule not in FRAMEWORK_RULES for rule in last)


def _spoke_of_stacking(said: Iterable[Said]) -> bool:
    spoken = (one.topics or _topics(one) for one in said if one.findings)
    return any(RuleTopic.STACKING in each for each in spoken)


def _topics(said: Said) -> frozenset[RuleTopic]:
    said.topics = frozenset([finding.rule.topic for finding in said.findings])
    return said.topics
