"""A case that remembers which facts a rule asked of it."""

from __future__ import annotations

from typing import Any, TypeVar

from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import Fact
from jeugdregio_core.rules.input import CaseInput

T = TypeVar("T")


class RecordingCase(Case):
    """A case that remembers which facts were asked of it, and whether it was read past them."""

    __slots__ = ("_given", "past_the_facts", "read")

    def __init__(self, case: Case) -> None:
        self._given = case.given
        self.read: set[Fact[Any]] = set()
        self.past_the_facts = False
        self.on = case.on
        self.catalogue = case.catalogue

    def get(self, fact: Fact[T]) -> T | None:
        """The fact, remembered."""
        self.read.add(fact)
        return fact.read(self._given)

    @property
    def given(self) -> CaseInput:  # type: ignore[override]
        """The whole question: reading it goes past the facts."""
        self.past_the_facts = True
        return self._given
