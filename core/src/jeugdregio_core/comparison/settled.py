"""What one region says of the documents it asks for, and of who directs the case (regie)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from jeugdregio_core.comparison.region import ComparedRegion
from jeugdregio_core.comparison.statements import Statement, distinct, sentences
from jeugdregio_core.model.codes import MUNICIPAL_ACCESS, Party, RuleTopic
from jeugdregio_core.record import record
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.framework import OUT_OF_SCOPE, UNFINISHED
from jeugdregio_core.rules.outcome import Finding, Regie, RequiredDocument, Verdict

M = TypeVar("M", bound=Regie | RequiredDocument)

_NOT_ASKED = (UNFINISHED, OUT_OF_SCOPE)
_IT_DEPENDS = "Dit hangt af van het segment en het profiel."


@record
class _Matter(Generic[M]):
    """Something that a decision settles in several parts, each by a rule of its own."""

    topic: RuleTopic
    parts: Callable[[Decision], tuple[M, ...]]
    answer: Callable[[M], Hashable]
    say: Callable[[tuple[M, ...]], Iterable[str]]
    nothing: str
    """What to say where nothing is settled and nothing is open."""

    def stated_by(self, region: ComparedRegion) -> Statement:
        """What is settled, and what the rules leave open."""
        decisions = region.decisions
        settled = distinct(part for decision in decisions for part in self.parts(decision))
        left_open = distinct(f for decision in decisions for f in self._left_open(decision))
        answers = {
            (frozenset(map(self.answer, self.parts(d))), bool(self._left_open(d)))
            for d in decisions
        }
        said = [*self.say(settled), *(finding.message for finding in left_open)]
        if len(answers) > 1:
            said.insert(0, _IT_DEPENDS)
        return Statement(
            region.rulebook.region.code,
            sentences(*said) or self.nothing,
            frozenset(answers),
            distinct([part.rule for part in settled] + [finding.rule for finding in left_open]),
        )

    def _left_open(self, decision: Decision) -> list[Finding]:
        """What is worth saying of this beside its parts, and that rules were not asked."""
        by = {part.rule for part in self.parts(decision)}
        return [
            f
            for f in decision.findings
            if (f.rule.topic is self.topic or f.rule in _NOT_ASKED)
            and f.rule not in by
            and f.verdict is not Verdict.PASSED
        ]


def _document(needed: RequiredDocument) -> str:
    by = f", opgesteld door {needed.author.label}" if needed.author else ""
    return f"{needed.kind.label}{by} ({'is er' if needed.satisfied else 'ontbreekt'})"


def _known_as_one(party: Party | None) -> Party | None:
    """The municipal access under whichever of its names."""
    return Party.GEMEENTELIJKE_TOEGANG if party in MUNICIPAL_ACCESS else party


def _listed(needed: tuple[RequiredDocument, ...]) -> Iterable[str]:
    return [f"Nodig: {'; '.join(dict.fromkeys(map(_document, needed)))}."] if needed else []


documents: Callable[[ComparedRegion], Statement] = _Matter(
    RuleTopic.DOCUMENT,
    lambda decision: decision.required_documents,
    lambda needed: (needed.kind, _known_as_one(needed.author)),
    _listed,
    "Geen regel vraagt hier een document.",
).stated_by

regie: Callable[[ComparedRegion], Statement] = _Matter(
    RuleTopic.REGIE,
    lambda decision: decision.regie,
    lambda role: (role.role, _known_as_one(role.holder)),
    lambda roles: [role.explanation for role in roles],
    "Geen regel zegt wie de regie voert.",
).stated_by
