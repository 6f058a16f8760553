"""What one region says of an aspect, in Dutch: of its catalogue and of the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

from jeugdregio_core.comparison.region import ComparedRegion
from jeugdregio_core.model.source import Source
from jeugdregio_core.model.words import spoken
from jeugdregio_core.record import record
from jeugdregio_core.rules.outcome import DecisionVerdict
from jeugdregio_core.rules.rule import Rule

T = TypeVar("T")

_COUNTED = {
    DecisionVerdict.ALLOWED: "toegestaan",
    DecisionVerdict.REVIEW: "te beoordelen",
    DecisionVerdict.REFUSED: "geweigerd",
}


@record
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


def sentences(*parts: str) -> str:
    """Every sentence once."""
    return " ".join(dict.fromkeys(parts))


def distinct(items: Iterable[T]) -> tuple[T, ...]:
    """Every item once, in order."""
    return tuple(dict.fromkeys(items))
