"""Pairs of segments that the sources are silent on and a deployment is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jeugdregio_core.model.codes import Permission
from jeugdregio_core.model.period import Period
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.input import AllocationInput
from jeugdregio_core.rules.outcome import Verdict
from jeugdregio_core.rules.stacking import (
    DIFFERENT_PROVIDERS,
    SAME_PROFILE,
    SAME_PROVIDER,
    Condition,
    StackingMatrix,
    Term,
)
from jeugdregio_core.supplement.facts import Comparison, Supplied, SuppliedPair, listed
from jeugdregio_core.supplement.pieces import Change

JUDGED = {c.text: c for c in (DIFFERENT_PROVIDERS, SAME_PROVIDER, SAME_PROFILE)}
"""The conditions that can be judged, by their words. Any other asks for a person."""


class MatrixPiece:
    """A stacking matrix during a part of its period, with what is supplied for it."""

    def __init__(self, held: StackingMatrix) -> None:
        self.held = held

    @property
    def valid(self) -> Period:
        """The days on which it holds."""
        return self.held.valid

    def change(self, pair: SuppliedPair, supplied: Supplied) -> Change:
        """Fill in a pair. Raises ValueError, in Dutch, where it does not fit."""
        for segment in (pair.first, pair.second):
            if segment not in self.held.segments:
                raise ValueError(
                    f"Segment {segment} staat niet in de stapeltabel van de regio. "
                    f"Bekend: {listed(self.held.segments)}."
                )
        term = _term(self.held.term(pair.first, pair.second), pair, self.held, supplied)
        return lambda: self._set(pair, term)

    def _set(self, pair: SuppliedPair, term: Term) -> None:
        order = (pair.second, pair.first)
        key = order if order in self.held.cells else (pair.first, pair.second)
        cells = {k: t for k, t in self.held.cells.items() if set(k) != set(key)}
        self.held = replace(self.held, cells={**cells, key: term})


def _term(known: Term, pair: SuppliedPair, matrix: StackingMatrix, supplied: Supplied) -> Term:
    named = f"{pair.first} naast {pair.second}"
    term = Term(
        code=f"{known.code}-{pair.first}-{pair.second}",
        title=f"{named} {_clause(pair.permission, pair.conditions)}.",
        permission=pair.permission,
        conditions=tuple(_condition(words) for words in pair.conditions),
        otherwise=Verdict.REFUSED if JUDGED.keys() >= {*pair.conditions} else Verdict.REVIEW,
        source=pair.source,
    )
    if known.permission is Permission.UNSPECIFIED:
        return _beside_exceptions(known, term)
    said = tuple(condition.text for condition in known.conditions)
    if (known.permission, said) == (pair.permission, pair.conditions):
        return known
    compared = Comparison(named, known.source or matrix.source, pair.source, supplied.overrules)
    compared.settle("", _clause(known.permission, said), _clause(pair.permission, pair.conditions))
    return replace(term, source=compared.source)


def _beside_exceptions(known: Term, term: Term) -> Term:
    """What a silent term does allow under its conditions stays allowed."""
    if not known.conditions or term.permission is Permission.PERMITTED:
        return term
    if term.permission is Permission.FORBIDDEN:
        conditions = known.conditions
    else:
        conditions = (_either(known.conditions, term.conditions),)
    return replace(term, permission=Permission.CONDITIONAL, conditions=conditions)


def _either(first: tuple[Condition, ...], second: tuple[Condition, ...]) -> Condition:
    def holds(case: Case, other: AllocationInput) -> bool:
        return _all(first, case, other) or _all(second, case, other)

    return Condition(
        code="-or-".join("-".join(c.code for c in part) for part in (first, second)),
        text=" of ".join(" en ".join(c.text for c in part) for part in (first, second)),
        holds=holds,
        reads=tuple(fact for condition in (*first, *second) for fact in condition.reads),
    )


def _all(conditions: Iterable[Condition], case: Case, other: AllocationInput) -> bool:
    return all(condition.holds(case, other) for condition in conditions)


def _condition(words: str) -> Condition:
    return JUDGED.get(words) or Condition("in-words", words, lambda _case, _other: False)


def _clause(permission: Permission, conditions: tuple[str, ...]) -> str:
    match permission:
        case Permission.PERMITTED:
            return "mag samen"
        case Permission.FORBIDDEN:
            return "mag niet samen"
    return f"mag samen als {' en '.join(conditions)}"
