"""Check that a rule reads no fact it did not declare: the questions of a form come from these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jeugdregio_core.conformance.candidate import Candidate
from jeugdregio_core.conformance.cases import decide_case
from jeugdregio_core.conformance.check import Level, check
from jeugdregio_core.conformance.watching import judged, witnessed
from jeugdregio_core.model.codes import FactKind
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import Fact, MissingFact
from jeugdregio_core.rules.outcome import Answer
from jeugdregio_core.rules.recording import RecordingCase
from jeugdregio_core.rules.rule import Rule


@check(Level.GOUD, "Een regel leest alleen gegevens die hij in 'reads' noemt.")
def undeclared_facts(candidate: Candidate) -> Iterator[str]:
    """As far as the worked cases make the rules read."""
    found: dict[str, None] = {}

    def witness(rule: Rule, case: Case) -> Answer:
        recording = RecordingCase(case)
        try:
            return judged(rule, recording)
        except MissingFact as missing:
            recording.read.add(missing.fact)
            raise
        finally:
            found.update(dict.fromkeys(_undeclared(rule, recording)))

    rulebook = witnessed(candidate.rulebook, witness)
    for case in candidate.cases:
        decide_case(rulebook, case)
    yield from found


def _undeclared(rule: Rule, case: RecordingCase) -> Iterator[str]:
    for fact in sorted(case.read, key=str):
        if not declared(fact, rule.facts):
            yield f"{rule.code} leest {fact.path}, maar noemt dat niet in 'reads'."
    if case.past_the_facts:
        yield f"{rule.code} leest case.given. Lees een gegeven: case[...] of case.get(...)."


def declared(fact: Fact[Any], among: Iterable[Fact[Any]]) -> bool:
    """Whether reading this fact is covered.

    A group or list covers its parts. A part of a list, which nobody can read without the list,
    covers the list.
    """
    return any(
        fact is other
        or fact.path.startswith(f"{other.path}.")
        or (other.kind is FactKind.RECORDS and other.path.startswith(f"{fact.path}."))
        for other in among
    )
