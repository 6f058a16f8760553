"""A case in outline: the few facts by which cases are alike, and nothing else of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn, TypeVar

from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.rules.case import Case, Catalogue
from jeugdregio_core.rules.facts import (
    INTENSITY,
    KIND,
    PRODUCT,
    PROFILE,
    RUNNING,
    SEGMENT,
    START,
    Fact,
    MissingFact,
)
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.likeness import Shared

T = TypeVar("T")

Outline = tuple[RequestKind, str | None, str | None, str | None, str | None, bool, bool]
"""Kind, segment, profile, intensity, product; whether nothing runs; whether no start is given."""


def outline_of(given: CaseInput) -> Outline:
    """What the cases that are like this one have in common."""
    asked = given.request
    return (
        given.kind,
        asked.segment,
        asked.profile,
        asked.intensity,
        asked.product,
        not given.running,
        asked.start is None,
    )


class Unsettled(Exception):
    """A rule wants to know more of the case than its outline."""


class OutlinedCase(Case):
    """Every case with this outline at once.

    Raises Unsettled where a rule wants to know more, and remembers that it did: the rule may have
    caught it.
    """

    __slots__ = ("_facts", "wanted")

    _facts: Mapping[Fact[Any], Any]
    wanted: Fact[Any] | str | None
    """The first that a rule wanted to know beside what is known."""

    def __init__(self, facts: Mapping[Fact[Any], Any], catalogue: Catalogue) -> None:
        keep = object.__setattr__
        keep(self, "_facts", facts)
        keep(self, "_beside", None)
        keep(self, "catalogue", catalogue)
        keep(self, "wanted", None)

    def again(self) -> OutlinedCase:
        """The same cases, of which nothing was asked yet."""
        return OutlinedCase(self._facts, self.catalogue)

    def get(self, fact: Fact[T]) -> T | None:
        """The fact, where it is known."""
        if fact not in self._facts:
            self._want(fact)
        value: T | None = self._facts[fact]
        return value

    def __getitem__(self, fact: Fact[T]) -> T:
        value = self.get(fact)
        if value is None:
            raise MissingFact(fact)
        return value

    def has(self, fact: Fact[Any]) -> bool:
        """Whether it was given; of the start that is known before its day is."""
        return (fact is START and START not in self._facts) or self.get(fact) is not None

    @property
    def given(self) -> CaseInput:  # type: ignore[override]
        """The question is another for every case."""
        self._want("given")

    @property
    def on(self) -> date:  # type: ignore[override]
        """So is the day."""
        self._want("on")

    def _want(self, what: Fact[Any] | str) -> NoReturn:
        if self.wanted is None:
            object.__setattr__(self, "wanted", what)
        raise Unsettled


def outlined(outline: Outline, catalogue: Catalogue) -> OutlinedCase:
    """All cases with this outline, under this catalogue."""
    return OutlinedCase(_facts_of(outline), catalogue)


def shared(outline: Outline) -> Shared:
    """What these cases share."""
    facts = _facts_of(outline)
    starts_on = START not in facts and facts[KIND] is not RequestKind.CHANGE
    return Shared(frozenset(facts), starts_on)


def _facts_of(outline: Outline) -> dict[Fact[Any], Any]:
    kind, segment, profile, intensity, product, alone, undated = outline
    facts: dict[Fact[Any], Any] = {
        KIND: kind,
        SEGMENT: segment,
        PROFILE: profile,
        INTENSITY: intensity,
        PRODUCT: product,
    }
    if alone:
        facts[RUNNING] = ()
    if undated:
        facts[START] = None
    return facts
