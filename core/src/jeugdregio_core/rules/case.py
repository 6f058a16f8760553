"""A case as the rules see it: the facts that were given, and the catalogue in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn, TypeVar

from jeugdregio_core.model.catalogue import Arrangement, ProfileSet, Segment
from jeugdregio_core.model.codes import DocumentKind, RequestKind
from jeugdregio_core.model.norms import NormFramework
from jeugdregio_core.model.region import Municipality, Region
from jeugdregio_core.rules.facts import (
    AGREEMENTS,
    BIRTH_DATE,
    CONTRACTED_SEGMENTS,
    DOCUMENTS,
    END,
    INTENSITY,
    KIND,
    PROFILE,
    PROVIDER,
    PROVIDERS,
    RUNNING,
    SEGMENT,
    START,
    Fact,
    MissingFact,
)
from jeugdregio_core.rules.input import AllocationInput, CaseInput, DocumentInput, ProviderInput

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a region states and what of it holds for one case, on all days of one span."""

    region: Region
    profile_sets: tuple[ProfileSet, ...]
    profile_set: ProfileSet | None
    norms: NormFramework | None
    segments: Mapping[str, Segment]
    """The segments that the profile set has on these days, by code."""
    municipalities: Mapping[str, Municipality]
    """The region's municipalities on these days, by CBS code."""


class Case:
    """The facts of one question. ``case[FACT]`` needs the fact, ``case.get(FACT)`` does not."""

    __slots__ = ("_beside", "catalogue", "given", "on")

    given: CaseInput
    on: date
    """The day whose rules hold: see :func:`governing_day`."""
    catalogue: Catalogue
    _beside: tuple[AllocationInput, ...] | None

    def __init__(self, given: CaseInput, on: date, catalogue: Catalogue) -> None:
        _set_given(self, given)
        _set_on(self, on)
        _set_catalogue(self, catalogue)
        _set_beside(self, None)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a rule cannot change {name} of a case")

    def get(self, fact: Fact[T]) -> T | None:
        """The fact, or ``None`` where it was not given."""
        return fact.read(self.given)

    def __getitem__(self, fact: Fact[T]) -> T:
        value = fact.read(self.given)
        if value is None:
            raise MissingFact(fact)
        return value

    def has(self, fact: Fact[Any]) -> bool:
        """Whether the fact was given."""
        return fact.read(self.given) is not None

    @property
    def kind(self) -> RequestKind:
        """New allocation, extension or change."""
        return self[KIND]

    @property
    def profile_set(self) -> ProfileSet | None:
        """The catalogue in force for this case."""
        return self.catalogue.profile_set

    @property
    def norms(self) -> NormFramework | None:
        """The norm framework in force for this case."""
        return self.catalogue.norms

    def segment(self, code: str) -> Segment | None:
        """The segment with this code, where the catalogue has it for this case."""
        return self.catalogue.segments.get(code)

    def municipality(self, code: str) -> Municipality | None:
        """The municipality with this CBS code, where it belongs to the region for this case."""
        return self.catalogue.municipalities.get(code)

    def arrangement(self) -> Arrangement | None:
        """The arrangement asked for, as the catalogue has it; ``None`` where it does not."""
        segment, profile, intensity = self.get(SEGMENT), self.get(PROFILE), self.get(INTENSITY)
        if self.profile_set is None or not (segment and profile and intensity):
            return None
        return self.profile_set.arrangement(segment, profile, intensity)

    def running_beside(self) -> tuple[AllocationInput, ...]:
        """The running allocations that share a day with what is asked; open ends count."""
        beside = self._beside
        if beside is None:
            running = self[RUNNING]
            beside = _overlapping(running, self.get(START), self.get(END)) if running else running
            _set_beside(self, beside)
        return beside

    def provider(self) -> ProviderInput:
        """What is known of the provider that is asked to deliver."""
        code = self[PROVIDER]
        for found in self[PROVIDERS]:
            if found.code == code:
                return found
        raise MissingFact(PROVIDERS)

    def contracted_segments(self) -> tuple[str, ...]:
        """The segments for which that provider has a contract."""
        self.provider()
        return self[CONTRACTED_SEGMENTS]

    def agreements(self) -> tuple[str, ...]:
        """The agreements that are known of that provider."""
        self.provider()
        return self[AGREEMENTS]

    def documents(self, kind: DocumentKind) -> tuple[DocumentInput, ...]:
        """The documents of this kind on file."""
        return tuple([d for d in self[DOCUMENTS] if d.kind is kind])

    def age(self, on: date) -> int:
        """Age of the young person in whole years on that day."""
        born = self[BIRTH_DATE]
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


_slots: Any = vars(Case)
_set_given, _set_on = _slots["given"].__set__, _slots["on"].__set__
_set_catalogue, _set_beside = _slots["catalogue"].__set__, _slots["_beside"].__set__


def _overlapping(
    running: tuple[AllocationInput, ...], first: date | None, last: date | None
) -> tuple[AllocationInput, ...]:
    return tuple(
        [
            other
            for other in running
            if not (
                (first is not None and other.end is not None and other.end < first)
                or (last is not None and other.start is not None and last < other.start)
            )
        ]
    )


def governing_day(given: CaseInput, decision_date: date) -> date:
    """The day whose catalogue and rules hold for a question.

    The first day of the allocation: for a change that of the running allocation, since a change
    stays within the catalogue it was allocated under. Without any start, the decision date.
    """
    changed = given.change_of if given.kind is RequestKind.CHANGE else None
    return (changed and changed.start) or given.request.start or decision_date
