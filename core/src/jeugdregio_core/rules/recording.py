"""A case that remembers which facts a rule asked of it."""

from __future__ import annotations

from typing import Any, TypeVar

from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import Fact
from jeugdregio_core.rules.input import CaseInput

T = TypeVar("T")


class RecordingCase(Case):
    """A case that remembers which facts were asked of it, and whether it was read past them."""

    __slots__ = ("_case", "_past", "read")

    _case: Case
    _past: list[bool]
    read: set[Fact[Any]]

    def __init__(self, case: Case) -> None:
        keep = object.__setattr__
        keep(self, "_case", case)
        keep(self, "_past", [])
        keep(self, "read", set())
        keep(self, "on", case.on)
        keep(self, "catalogue", case.catalogue)
        keep(self, "_beside", None)

    def get(self, fact: Fact[T]) -> T | None:
        """The fact, remembered."""
        self.read.add(fact)
        return self._case.get(fact)

    def has(self, fact: Fact[Any]) -> bool:
        """Whether it was given, remembered as well."""
        return self.get(fact) is not None

    def __getitem__(self, fact: Fact[T]) -> T:
        self.read.add(fact)
        return self._case[fact]

    @property
    def given(self) -> CaseInput:  # type: ignore[override]
        """The whole question: reading it goes past the facts."""
        self._past.append(True)
        return self._case.given

    @property
    def past_the_facts(self) -> bool:
        """Whether the whole question was read."""
        return bool(self._past)
