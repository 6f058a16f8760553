"""By which facts cases are alike to some rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import mul
from typing import Any, TypeGuard

from jeugdregio_core.model.codes import FactKind
from jeugdregio_core.rules.facts import (
    AGREEMENTS,
    BIRTH_DATE,
    CHANGE_OF,
    CONTRACTED_ARRANGEMENTS,
    CONTRACTED_SEGMENTS,
    DOCUMENT_AUTHOR,
    DOCUMENT_DATE,
    OFFERED_AT,
    PROVIDER,
    PROVIDERS,
    REFERRAL_DATE,
    REPORTED_AT,
    RUNNING,
    START,
    Fact,
)
from jeugdregio_core.rules.seen import Looked

Likeness = frozenset[Looked]
"""The facts by which cases are compared."""

ENDLESS: Likeness = frozenset(
    {
        "given",
        BIRTH_DATE,
        CHANGE_OF,
        CONTRACTED_ARRANGEMENTS,
        DOCUMENT_DATE,
        OFFERED_AT,
        REFERRAL_DATE,
        REPORTED_AT,
        RUNNING,
    }
)
"""What is so seldom the same in two cases that no answer is kept by it."""

_PARTS: dict[Looked, tuple[Looked, ...]] = {
    AGREEMENTS: (PROVIDER, PROVIDERS),
    CONTRACTED_SEGMENTS: (PROVIDER, PROVIDERS),
    DOCUMENT_AUTHOR: (),
}
"""Facts that follow from others. The author is read of a document, never of a case."""

_DAYS, _RECORDS, _CODES = 300, 100, 10
"""How many different ones there are, roughly: days, lists of records, codes and numbers. Who is
asked to deliver is as a rule who the records are about, and makes no difference beside them."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What is the same in all cases with one outline."""

    facts: frozenset[Looked]
    starts_on: bool
    """Whether the day whose rules hold is the start that is asked for."""

    def likeness(self, looked: Iterable[Looked]) -> Likeness:
        """The facts to compare these cases by, for a rule that looked at these."""
        found: set[Looked] = {part for one in looked for part in _PARTS.get(one, (one,))}
        if self.starts_on and "on" in found:
            found = found - {"on"} | {START}
        return frozenset(found) - self.facts

    def told_by(self, held: Likeness) -> frozenset[Looked]:
        """All that a rule may look at where it is to say the same of cases with this likeness."""
        parts = {part for part, of in _PARTS.items() if held.issuperset(of)}
        day = {"on"} if self.starts_on and START in held else ()
        return frozenset().union(held, self.facts, parts, day)


def values(held: Likeness) -> int:
    """Roughly how many different values all of them together have."""
    counted = held - {PROVIDER} if PROVIDERS in held else held
    return reduce(mul, map(_values, counted), 1)


def _values(looked: Looked) -> int:
    if isinstance(looked, str) or is_day(looked):
        return _DAYS
    if looked.kind is FactKind.BOOLEAN:
        return 3
    if looked.choices is not None:
        return len(looked.choices) + 1
    return _RECORDS if looked.kind is FactKind.RECORDS or looked is PROVIDER else _CODES


def is_choice(looked: Looked) -> TypeGuard[Fact[Any]]:
    """Whether it is one choice out of few."""
    return isinstance(looked, Fact) and looked.kind in (FactKind.CHOICE, FactKind.BOOLEAN)


def is_day(looked: Looked) -> bool:
    """Whether it is a day."""
    return looked == "on" or (isinstance(looked, Fact) and looked.kind is FactKind.DATE)
