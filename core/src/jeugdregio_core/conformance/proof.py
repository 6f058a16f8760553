"""Checks on the worked cases and facts: they hold, and they prove every rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jeugdregio_core.conformance.candidate import Candidate
from jeugdregio_core.conformance.cases import decide_case, rules_without_both_sides, run_case
from jeugdregio_core.conformance.check import Level, check
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.rules.input import CaseInput


@check(Level.ZILVER, "Er zijn voorbeelden, en ze kloppen.")
def cases(candidate: Candidate) -> Iterator[str]:
    """Every worked case and fact holds, and each case has a name of its own."""
    if not candidate.cases:
        yield "Er is geen enkel geval in cases/*.toml."
    for case in candidate.cases:
        for failure in run_case(candidate.rulebook, case):
            yield f"{case.file}: {case.name} {failure}."
    for fact in candidate.facts:
        for failure in fact.failures(candidate.rulebook):
            yield f"{fact.file}: {fact.name} {failure}."
    names = Counter([c.name for c in candidate.cases] + [f.name for f in candidate.facts])
    yield from (f"De naam {name!r} komt {n} keer voor." for name, n in names.items() if n > 1)


@check(Level.ZILVER, "Geen regel struikelt, ook niet als er bijna niets is gegeven.")
def stumbles(candidate: Candidate) -> Iterator[str]:
    """No finding is a plugin error, in the cases and in almost empty questions."""
    rulebook = candidate.rulebook
    for case in candidate.cases:
        for finding in decide_case(rulebook, case).findings:
            if finding.error is not None:
                yield f"{finding.rule.code} geeft een fout in {case.file}: {case.name}"
    for period in {rule.valid for rule in rulebook.rules}:
        for kind in RequestKind:
            asked = CaseInput(region=rulebook.region.code, kind=kind, decision_date=period.first)
            for finding in rulebook.decide(asked).findings:
                if finding.error is not None:
                    yield f"{finding.rule.code} geeft een fout als er bijna niets is gegeven."


@check(Level.GOUD, "Elke regel is van twee kanten aangetoond, elk feit door een voorbeeld.")
def both_sides(candidate: Candidate) -> Iterator[str]:
    """A judging rule has two outcomes expected of it; any other rule has a worked fact."""
    for code in rules_without_both_sides(candidate.rulebook, candidate.cases):
        yield f"{code}: geen gevallen met twee verschillende uitkomsten (ABSENT telt mee)."
    shown = {fact.rule for fact in candidate.facts}
    for rule in candidate.rulebook.rules:
        if rule.judge is None and rule.code not in shown:
            yield f"{rule.code}: geen [[fact]] in cases/*.toml toont wat deze regel zegt."
    known = {rule.code for rule in candidate.rulebook.rules}
    for name, codes in _named(candidate):
        yield from (f"{name} noemt regel {code}, maar die is er niet." for code in codes - known)


def _named(candidate: Candidate) -> Iterator[tuple[str, set[str]]]:
    prefix = f"{candidate.rulebook.region.code}-"
    for case in candidate.cases:
        yield case.name, {code for code in case.findings if code.startswith(prefix)}
    for fact in candidate.facts:
        yield fact.name, {fact.rule}
