"""The questions a form must ask: the facts that the rules in force will look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.region import Region
from jeugdregio_core.rules import facts
from jeugdregio_core.rules.facts import Fact
from jeugdregio_core.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for, the answers to choose from, and the rules that look at it."""

    fact: Fact[Any]
    options: tuple[Option, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from on one day."""

    region: Region
    profile_set: ProfileSet | None
    on: date
    segment: str | None
    """The segment that was chosen already, if any."""
    profile: str | None

    def of(self, fact: Fact[Any]) -> tuple[Option, ...]:
        """The options for a fact; none where the answer is free."""
        if fact.choices is not None:
            return tuple(Option(member.value, member.label) for member in fact.choices)
        if fact is facts.MUNICIPALITY:
            return tuple(Option(m.code, m.name) for m in self.region.municipalities_on(self.on))
        return self._from_catalogue(fact)

    def _from_catalogue(self, fact: Fact[Any]) -> tuple[Option, ...]:
        held = self.profile_set
        if held is None:
            return ()
        if fact is facts.SEGMENT:
            return tuple(Option(s.code, s.name) for s in held.segments_on(self.on))
        if fact in (facts.PROFILE, facts.CHANGE_OF_PROFILE):
            return tuple(
                Option(p.code, p.name or f"Profiel {p.code}")
                for p in held.profiles_in(self.segment)
            )
        if fact in (facts.INTENSITY, facts.CHANGE_OF_INTENSITY, facts.ADVISED_INTENSITY):
            return tuple(
                Option(i.code, i.name or f"Intensiteit {i.code}")
                for i in held.intensities
                if i.profiles is None or self.profile is None or self.profile in i.profiles
            )
        if fact is facts.PRODUCT:
            return tuple(
                Option(c.code, c.name)
                for c in held.components
                if self.segment is None or c.segment == self.segment
            )
        return ()


def questions(rules: Iterable[Rule], choices: Choices) -> tuple[Question, ...]:
    """One question per fact, in the order the facts are declared."""
    readers: dict[Fact[Any], list[Rule]] = {}
    for rule in rules:
        for fact in rule.facts:
            readers.setdefault(fact, []).append(rule)
    return tuple(
        Question(fact, choices.of(fact), tuple(readers[fact]))
        for fact in sorted(readers, key=lambda f: _ORDER.get(f, len(_ORDER)))
    )


_ORDER: dict[Fact[Any], int] = {
    fact: place for place, fact in enumerate(v for v in vars(facts).values() if isinstance(v, Fact))
}
