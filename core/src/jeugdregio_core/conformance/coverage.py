"""Which rule is shown by which case or fact, and where the API answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jeugdregio_core.conformance.candidate import Candidate
from jeugdregio_core.conformance.cases import WorkedCase, run_case
from jeugdregio_core.conformance.facts import WorkedFact
from jeugdregio_core.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Coverage:
    """One rule code of a region, over all its periods."""

    code: str
    title: str
    judges: bool
    """Whether it judges cases; otherwise it speaks of the catalogue, a payment or a target."""
    shown: int
    """How many worked cases, or facts, say what to expect of it and hold."""
    outcomes: tuple[str, ...]
    """The different outcomes among those cases."""
    place: str

    @property
    def numbered(self) -> bool:
        """Whether it is one of the region's numbered rules, and no addition to one."""
        return re.fullmatch(r"[a-z0-9_]+-\d+", self.code) is not None

    @property
    def complete(self) -> bool:
        """Whether it is shown: a judging rule on two sides, any other at its place."""
        return len(self.outcomes) > 1 if self.judges else self.shown > 0 and self.place != "decide"


def coverage(candidate: Candidate) -> tuple[Coverage, ...]:
    """Every rule of the region by code, and the numbers that it skips.

    A case or fact that fails shows nothing.
    """
    rulebook = candidate.rulebook
    cases = [case for case in candidate.cases if not run_case(rulebook, case)]
    facts = [fact for fact in candidate.facts if not fact.failures(rulebook)]
    by_code: dict[str, list[Rule]] = {}
    for rule in rulebook.rules:
        by_code.setdefault(rule.code, []).append(rule)
    found = [_covered(rules, cases, facts) for rules in by_code.values()]
    return tuple(sorted([*found, *_skipped(rulebook.region.code, found)], key=lambda c: c.code))


def _covered(
    rules: Sequence[Rule], cases: Sequence[WorkedCase], facts: Sequence[WorkedFact]
) -> Coverage:
    code, title, place = rules[-1].code, rules[-1].title, rules[-1].place
    if all(rule.judge is None for rule in rules):
        shown = sum(fact.rule == code for fact in facts)
        return Coverage(code, title, False, shown, (), place)
    expected = [case.findings[code] for case in cases if code in case.findings]
    return Coverage(code, title, True, len(expected), tuple(sorted(set(expected))), place)


def _skipped(region: str, found: Iterable[Coverage]) -> Iterator[Coverage]:
    codes = {rule.code for rule in found if rule.numbered}
    highest = max((int(code.rpartition("-")[2]) for code in codes), default=0)
    for code in (f"{region}-{number:02}" for number in range(1, highest + 1)):
        if code not in codes:
            yield Coverage(code, "Deze regel ontbreekt.", False, 0, (), "")
