"""What a region has in force from one day on which something changes to the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from jeugdregio_core.model.catalogue import ProfileSet, Segment
from jeugdregio_core.model.norms import NormFramework
from jeugdregio_core.model.period import Dated, Period, in_force
from jeugdregio_core.model.region import Municipality, Region
from jeugdregio_core.rules.agenda import Agenda, Drafting
from jeugdregio_core.rules.block import Learnt
from jeugdregio_core.rules.case import Case, Catalogue
from jeugdregio_core.rules.kept import Kept
from jeugdregio_core.rules.outline import outline_of
from jeugdregio_core.rules.rule import Rule

C = TypeVar("C", Segment, Municipality)


MOST_DAYS = 10_000
"""Of how many days it is kept in which span they are."""


class InForce:
    """The catalogue and the rules that hold for a municipality on the days of one span."""

    def __init__(self, catalogue: Catalogue, rules: Iterable[Rule], kept: Kept) -> None:
        self.catalogue = catalogue
        self.rules = tuple(rule for rule in rules if rule.judge is not None)
        self._kept = kept

    def agenda(self, case: Case) -> Agenda:
        """What is asked of a case, as it was found out for the first with its outline."""
        place = self, outline_of(case.given)
        found = self._kept.agendas.get(place)
        if found is None:
            found = self._drafting(case).agenda(self.rules)
            self._kept.keep(place, found)
        return found

    def plain_agenda(self, case: Case) -> Agenda:
        """The same, with nothing known beforehand: every rule is put to the case itself."""
        return self._drafting(case).plain_agenda(self.rules)

    def _drafting(self, case: Case) -> Drafting:
        outline = outline_of(case.given)
        anew = partial(self._kept.agendas.pop, (self, outline), None)
        return Drafting(outline, case, Learnt(self._kept, anew))


class Standing:
    """All that a region ever has in force, span by span; worked out when a day is asked for."""

    def __init__(
        self,
        region: Region,
        profile_sets: tuple[ProfileSet, ...],
        frameworks: tuple[NormFramework, ...],
        rules: tuple[Rule, ...],
    ) -> None:
        self.region = region
        self.profile_sets = profile_sets
        self.frameworks = frameworks
        self.rules = rules
        self._turns: list[date] | None = None
        self.kept = Kept()
        self._limited = frozenset(
            code for held in profile_sets for code in held.municipalities or ()
        )
        self._known: dict[tuple[int, str | None], InForce] = {}
        self._by_day: dict[tuple[date, str | None], InForce] = {}

    def on(self, day: date, municipality: str | None) -> InForce:
        """What holds on that day for a young person of that municipality."""
        place = municipality if municipality in self._limited else None
        found = self._by_day.get((day, place))
        if found is None:
            if len(self._by_day) >= MOST_DAYS:
                self._by_day.clear()
            found = self._by_day[day, place] = self._in_span(day, place)
        return found

    def _in_span(self, day: date, place: str | None) -> InForce:
        if self._turns is None:
            self._turns = sorted(set(self._turning_days()))
        key = (bisect_right(self._turns, day), place)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._found_out(day, place)
        return found

    def _found_out(self, day: date, municipality: str | None) -> InForce:
        held = self._profile_set(day, municipality)
        catalogue = Catalogue(
            region=self.region,
            profile_sets=self.profile_sets,
            profile_set=held,
            norms=next(iter(in_force(self.frameworks, day)), None),
            segments=_by_code(held.segments_on(day)) if held else {},
            municipalities=_by_code(self.region.municipalities_on(day)),
        )
        return InForce(catalogue, in_force(self.rules, day), self.kept)

    def _profile_set(self, day: date, municipality: str | None) -> ProfileSet | None:
        """One for this municipality goes before one for all."""
        held = sorted(in_force(self.profile_sets, day), key=lambda s: s.municipalities is None)
        fits = (s for s in held if s.municipalities is None or municipality in s.municipalities)
        return next(fits, None)

    def _turning_days(self) -> Iterator[date]:
        for period in self._periods():
            yield period.first
            if period.last is not None and period.last < date.max:
                yield period.last + timedelta(1)

    def _periods(self) -> Iterator[Period]:
        dated: tuple[Dated, ...] = (
            *self.profile_sets,
            *self.frameworks,
            *self.rules,
            *self.region.municipalities,
        )
        yield from (item.valid for item in dated)
        for held in self.profile_sets:
            yield from (s.valid for s in held.segments if s.valid is not None)


def _by_code(items: Iterable[C]) -> dict[str, C]:
    """The first of each code."""
    found: dict[str, C] = {}
    for item in items:
        found.setdefault(item.code, item)
    return found
