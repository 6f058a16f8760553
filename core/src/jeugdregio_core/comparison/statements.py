"""What one region says of its catalogue, the verdict, the documents and the regie, in Dutch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from jeugdregio_core.comparison.region import ComparedRegion
from jeugdregio_core.model.codes import MUNICIPAL_ACCESS, Party, RuleTopic
from jeugdregio_core.model.source import Source
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.framework import OUT_OF_SCOPE, UNFINISHED
from jeugdregio_core.rules.moves import spoken
from jeugdregio_core.rules.outcome import (
    DecisionVerdict,
    Finding,
    Regie,
    RequiredDocument,
    Verdict,
)
from jeugdregio_core.rules.rule import Rule

T = TypeVar("T")
M = TypeVar("M", bound=Regie | RequiredDocument)

_COUNTED = {
    DecisionVerdict.ALLOWED: "toegestaan",
    DecisionVerdict.REVIEW: "te beoordelen",
    DecisionVerdict.REFUSED: "geweigerd",
}
_IT_DEPENDS = "Dit hangt af van het segment en het profiel."


@dataclass(frozen=True, slots=True)
class Statement:
    """What one region says. Regions agree where their ``answer`` is equal, in whatever words."""

    region: str
    message: str
    answer: Hashable
    rules: tuple[Rule, ...] = ()
    source: Source | None = None
    """Where it is said, where no rule says it."""


def catalogue(region: ComparedRegion) -> Statement:
    """What there is to choose from."""
    held, code = region.profile_set, region.rulebook.region.code
    if held is None:
        return Statement(code, region.reason or "", None)
    parts = {
        "Segmenten": tuple(segment.code for segment in held.segments_on(region.on)),
        "Profielen": tuple(profile.code for profile in held.profiles),
        "Intensiteiten": tuple(intensity.code for intensity in held.intensities),
    }
    listed = (
        f"{what}: {spoken(codes) if codes else 'geen bekend'}." for what, codes in parts.items()
    )
    answer = tuple(map(frozenset, parts.values()))
    return Statement(code, sentences(f"{held.title}.", *listed), answer, source=held.source)


def verdict(region: ComparedRegion) -> Statement:
    """Whether it may be allocated, and by which findings not."""
    because = distinct(finding for d in region.decisions for finding in d.because)
    if region.decision is not None:
        message = sentences(
            f"{region.decision.verdict.label.capitalize()}.", *(f.message for f in because)
        )
    else:
        counted = Counter(d.verdict for d in region.decisions)
        said = (f"{n} {_COUNTED[v]}" for v in DecisionVerdict if (n := counted[v]))
        message = f"Keuzes: {', '.join(said)}."
    return Statement(
        region.rulebook.region.code,
        message,
        frozenset(d.verdict for d in region.decisions),
        distinct(finding.rule for finding in because),
    )


@dataclass(frozen=True, slots=True)
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
        settled = distinct(part for decision in region.decisions for part in self.parts(decision))
        by = [part.rule for part in settled]
        left_open = [
            f
            for f in (*heard(region, self.topic), *_not_asked(region))
            if f.rule not in by and f.verdict is not Verdict.PASSED
        ]
        answers = {frozenset(map(self.answer, self.parts(d))) for d in region.decisions}
        said = [*self.say(settled), *(finding.message for finding in left_open)]
        if len(answers) > 1:
            said.insert(0, _IT_DEPENDS)
        return Statement(
            region.rulebook.region.code,
            sentences(*said) or self.nothing,
            (frozenset(answers), bool(left_open)),
            distinct([*by, *(finding.rule for finding in left_open)]),
        )


def _not_asked(region: ComparedRegion) -> Iterable[Finding]:
    """The findings that tell that rules were not asked, whatever they are about."""
    silent = (UNFINISHED, OUT_OF_SCOPE)
    return distinct(f for d in region.decisions for f in d.findings if f.rule in silent)


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


def heard(region: ComparedRegion, topic: RuleTopic) -> tuple[Finding, ...]:
    """What the rules on one topic found."""
    return distinct(f for d in region.decisions for f in d.findings if f.rule.topic is topic)


def _document(needed: RequiredDocument) -> str:
    by = f", opgesteld door {needed.author.label}" if needed.author else ""
    return f"{needed.kind.label}{by} ({'is er' if needed.satisfied else 'ontbreekt'})"


def _known_as_one(party: Party | None) -> Party | None:
    """The municipal access under whichever of its names."""
    return Party.GEMEENTELIJKE_TOEGANG if party in MUNICIPAL_ACCESS else party


def sentences(*parts: str) -> str:
    """Every sentence once."""
    return " ".join(dict.fromkeys(parts))


def distinct(items: Iterable[T]) -> tuple[T, ...]:
    """Every item once, in order."""
    return tuple(dict.fromkeys(items))
