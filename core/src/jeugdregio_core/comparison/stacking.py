"""What one region says of stacking (stapelen): of this case, or else in its table."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from jeugdregio_core.comparison.region import ComparedRegion
from jeugdregio_core.comparison.statements import Statement, distinct, sentences
from jeugdregio_core.model.codes import Permission, RuleTopic
from jeugdregio_core.model.words import spoken
from jeugdregio_core.rules.rule import Rule
from jeugdregio_core.rules.stacking import StackingMatrix, Term


def stacking(region: ComparedRegion) -> Statement:
    """What was found of the running allocations; without them, all that the region states.

    Regions agree where they find the same and for the same conditions.
    """
    rulebook = region.rulebook
    found = distinct(
        f for d in region.decisions for f in d.findings if f.rule.topic is RuleTopic.STACKING
    )
    matrix = rulebook.stacking_on(region.on)
    stated = [r for r in rulebook.rules_on(region.on, RuleTopic.STACKING) if r.judge is not None]
    rules = distinct(finding.rule for finding in found) or tuple(stated)
    if region.decision is not None and found:
        said = [finding.message for finding in found]
    else:
        said = [*(_table(matrix) if matrix else ()), *_beside(matrix, rules)]
    return Statement(
        rulebook.region.code,
        sentences(*said) or "Er geldt geen regel over stapelen.",
        (frozenset(f.verdict for f in found), _content(matrix, rules)),
        rules,
    )


def _content(matrix: StackingMatrix | None, rules: Iterable[Rule]) -> Hashable:
    terms = {term.code: term for term in matrix.terms()} if matrix else {}
    return frozenset(
        (terms[rule.code].permission, terms[rule.code].condition)
        if rule.code in terms
        else (rule.title,)
        for rule in rules
    )


def _beside(matrix: StackingMatrix | None, rules: Iterable[Rule]) -> list[str]:
    codes = {term.code for term in matrix.terms()} if matrix else set()
    return [rule.title for rule in rules if rule.code not in codes]


def _table(matrix: StackingMatrix) -> Iterator[str]:
    for term in matrix.terms():
        about = _about(matrix, term)
        if about:
            yield f"{about}: {_says(term)}."


def _about(matrix: StackingMatrix, term: Term) -> str:
    pairs = [f"{p.first} naast {p.second}" for p in matrix.pairs() if p.term is term]
    if term is not matrix.otherwise:
        return spoken(pairs)
    if pairs:
        return "Andere paren" if matrix.cells else "Alle paren"
    return spoken(sorted(matrix.silent_on_products)) if matrix.silent_on_products else ""


def _says(term: Term) -> str:
    if not term.conditions:
        return term.permission.label
    allowed = f"mag als {term.condition}"
    if term.permission is Permission.UNSPECIFIED:
        return f"{allowed}; verder: {term.permission.label}"
    return allowed
