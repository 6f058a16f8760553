"""Check that a condition looks at nothing it does not name: columns know no more than that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from jeugdregio_core.conformance.candidate import Candidate
from jeugdregio_core.conformance.cases import decide_case
from jeugdregio_core.conformance.check import Level, check
from jeugdregio_core.conformance.watching import judged, witnessed
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import Fact, MissingFact
from jeugdregio_core.rules.input import AllocationInput
from jeugdregio_core.rules.outcome import Answer, Outcome, Verdict
from jeugdregio_core.rules.rule import Rule

_FIELDS = frozenset(field.name for field in fields(AllocationInput))


@check(Level.GOUD, "Een voorwaarde bij stapelen kijkt alleen naar wat zij in 'looks_at' noemt.")
def undeclared_looks(candidate: Candidate) -> Iterator[str]:
    """As far as the worked cases show: the verdict is the same when no more is known."""
    for rule in candidate.rulebook.rules:
        for name in sorted(rule.beside.fields - _FIELDS) if rule.beside else ():
            yield f"{rule.code} noemt {name} in 'looks_at', maar dat heeft een toewijzing niet."
    found: dict[str, None] = {}

    def witness(rule: Rule, case: Case) -> Answer:
        if rule.beside and _says(rule, case) != _says(rule, _no_more(case, rule.beside.fields)):
            found[rule.code] = None
        return judged(rule, case)

    rulebook = witnessed(candidate.rulebook, witness)
    for case in candidate.cases:
        decide_case(rulebook, case)
    for code in found:
        yield (
            f"{code} kijkt bij een lopende toewijzing naar meer dan in 'looks_at' staat: "
            "zonder de rest is het antwoord anders."
        )


def _no_more(case: Case, named: frozenset[str]) -> Case:
    """The same case, where of an allocation that runs beside it only these fields are known."""
    known = (
        AllocationInput(**{name: getattr(other, name) for name in named & _FIELDS})
        for other in case.running_beside()
    )
    return Case(replace(case.given, running=tuple(known)), case.on, case.catalogue)


def _says(rule: Rule, case: Case) -> Verdict | Fact[Any] | None:
    """The verdict, or the fact that is missing for one."""
    try:
        answer = judged(rule, case)
    except MissingFact as missing:
        return missing.fact
    return answer.verdict if isinstance(answer, Outcome) else None
