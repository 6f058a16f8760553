"""Put a plugin before every check, and say how far it is proven."""

from __future__ import annotations

from dataclasses import dataclass

from jeugdregio_core.conformance.candidate import Candidate, NotExaminable, load_candidate
from jeugdregio_core.conformance.check import Check, Level
from jeugdregio_core.conformance.determinism import determinism
from jeugdregio_core.conformance.effects import side_effects
from jeugdregio_core.conformance.identity import identity, references
from jeugdregio_core.conformance.looking import undeclared_looks
from jeugdregio_core.conformance.periods import gaps, periods
from jeugdregio_core.conformance.proof import both_sides, cases, stumbles
from jeugdregio_core.conformance.provenance import sources, unknowns
from jeugdregio_core.conformance.reading import undeclared_facts
from jeugdregio_core.conformance.sentences import sentences

CHECKS: tuple[Check, ...] = (
    identity,
    references,
    periods,
    sources,
    sentences,
    cases,
    stumbles,
    determinism,
    side_effects,
    both_sides,
    undeclared_facts,
    undeclared_looks,
    gaps,
    unknowns,
)

LOADS = "loads"
LOADS_TITLE = "De plug-in wordt gevonden en voldoet aan het contract."
"""Contract: identity, codes, sources of rules, no overlaps, a symmetric matrix."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one check found; no failures means that it holds."""

    name: str
    level: Level
    title: str
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Every result, and the level they add up to."""

    package: str
    plugin: str | None
    """Distribution and version; ``None`` where the plugin does not load."""
    results: tuple[Result, ...]

    @property
    def level(self) -> Level | None:
        """The highest level of which, and below which, every check holds."""
        failing = [result.level for result in self.results if result.failures]
        reached = [level for level in Level if all(level < failed for failed in failing)]
        return max(reached, default=None)

    @property
    def next_level(self) -> Level | None:
        """The level to work on, or ``None`` at the highest."""
        return next((level for level in Level if self.level is None or level > self.level), None)

    def at(self, level: Level) -> tuple[Result, ...]:
        """The results of the checks of one level."""
        return tuple(result for result in self.results if result.level is level)


def assess(package: str) -> Assessment:
    """Examine the plugin in this package. Raises NotInstalled."""
    try:
        candidate = load_candidate(package)
    except NotExaminable as refusal:
        loads = Result(LOADS, Level.BRONS, LOADS_TITLE, refusal.reasons)
        return Assessment(package, None, (loads,))
    plugin = f"{candidate.plugin.distribution} {candidate.plugin.version}"
    return Assessment(package, plugin, (_loaded(), *(_result(c, candidate) for c in CHECKS)))


def _loaded() -> Result:
    return Result(LOADS, Level.BRONS, LOADS_TITLE, ())


def _result(check: Check, candidate: Candidate) -> Result:
    return Result(check.name, check.level, check.title, check(candidate))
