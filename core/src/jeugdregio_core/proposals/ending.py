"""A segment, profile or intensity that ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.period import NotInForce, Period, dutch_date, in_force
from jeugdregio_core.model.words import spoken
from jeugdregio_core.proposals.proposal import Part, Proposed, Unfit
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook

_DAY = timedelta(days=1)


@record
class EndProposal:
    """What has this code can be allocated up to and including a last day."""

    part: Part
    code: str
    last: date

    def first_day(self, today: date) -> date:
        """The day after the last one, or today when that is later."""
        return today if self.last >= date.max - _DAY else max(today, self.last + _DAY)

    def applied(self, rulebook: Rulebook, on: date) -> Proposed:
        """The catalogues of that day in two: with it, and from the day after without it."""
        if on <= self.last:
            raise Unfit(
                f"Op {dutch_date(on)} verandert er nog niets: {self._named} stopt na "
                f"{dutch_date(self.last)}. Kies een dag daarna."
            )
        ended = [held for held in in_force(rulebook.profile_sets, self.last) if self._is_in(held)]
        if not ended:
            raise Unfit(self._unknown(rulebook))
        if all(held.valid.last is not None and held.valid.last <= self.last for held in ended):
            titles = spoken(held.title for held in ended)
            raise Unfit(f"Dat is al zo: {titles} stopt zelf na {dutch_date(self.last)}.")
        sets = [
            part
            for held in rulebook.profile_sets
            for part in (self._split(held) if held in ended else (held,))
        ]
        if not any(on in held.valid and held not in rulebook.profile_sets for held in sets):
            raise Unfit(
                f"Op {dutch_date(on)} geldt {spoken(held.title for held in ended)} niet meer. "
                f"Kies een dag eerder."
            )
        return Proposed(
            replace(rulebook, profile_sets=tuple(sets)),
            f"{self._opening} kan worden toegewezen tot en met "
            f"{dutch_date(self.last)}, en daarna niet meer.",
        )

    @property
    def _named(self) -> str:
        return f"{self.part.label} {self.code}"

    @property
    def _opening(self) -> str:
        return f"{self.part.label.capitalize()} {self.code}"

    def _is_in(self, held: ProfileSet) -> bool:
        return any(item.code == self.code for item in getattr(held, self.part.plural))

    def _unknown(self, rulebook: Rulebook) -> str:
        held = in_force(rulebook.profile_sets, self.last)
        if not held:
            title = f"profielenset van {rulebook.region.name}"
            return str(NotInForce(title, self.last, rulebook.profile_sets))
        codes = (item.code for one in held for item in getattr(one, self.part.plural))
        return (
            f"{self._opening} is er op {dutch_date(self.last)} niet. "
            f"Bekend: {spoken(dict.fromkeys(codes))}."
        )

    def _split(self, held: ProfileSet) -> Iterable[ProfileSet]:
        after = self.last + _DAY
        yield replace(held, valid=Period(held.valid.first, self.last))
        if held.valid.last is None or after <= held.valid.last:
            yield self._without(replace(held, valid=Period(after, held.valid.last)))

    def _without(self, held: ProfileSet) -> ProfileSet:
        field = self.part.lower()
        kept = tuple(i for i in getattr(held, self.part.plural) if i.code != self.code)
        arrangements = tuple(a for a in held.arrangements if getattr(a, field) != self.code)
        match self.part:
            case Part.SEGMENT:
                return replace(held, segments=kept, arrangements=arrangements)
            case Part.PROFILE:
                return replace(held, profiles=kept, arrangements=arrangements)
            case _:
                return replace(held, intensities=kept, arrangements=arrangements)
