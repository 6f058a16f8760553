"""One region with made-up providers and stories of families."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field
from datetime import date, timedelta

from jeugdregio_core.casework.demo.cases import Bureau
from jeugdregio_core.casework.demo.draw import Draw
from jeugdregio_core.casework.demo.families import family
from jeugdregio_core.casework.demo.organisations import Rows, contract_rows, organisations
from jeugdregio_core.casework.demo.story import Story
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook

MOST_STORIES = 1_500
"""How many different stories there are. A longer list tells them again, of other families."""

_LONGEST = timedelta(days=500)
_SHORTEST = timedelta(days=75)
_FEWEST_PROVIDERS = 16
_MOST_PROVIDERS = 60


@record(kw_only=True)
class MadeUp:
    """What is told of one region."""

    bureau: Bureau
    provider_rows: Rows
    first: date
    """The day of the oldest referral."""
    until: date
    stories: list[Story] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        """The codes of the providers."""
        return {provider.code for provider in self.bureau.providers}

    def story(self, number: int) -> Story:
        """The story of a family; a new one for as long as there are."""
        if number < MOST_STORIES:
            self.stories.append(family(self.bureau, self.first, self.until))
            return self.stories[-1]
        return self.stories[number % MOST_STORIES]


def made_up(
    rulebook: Rulebook, draw: Draw, today: date, referrals: int, taken: Collection[str]
) -> MadeUp | None:
    """A region with providers whose codes nobody has; ``None`` where it has no catalogue now."""
    sets = [held for held in rulebook.profile_sets if today in held.valid]
    if not sets:
        return None
    held = max(sets, key=lambda one: len(one.segments))
    first = _contracts_since(held, today)
    count = min(_MOST_PROVIDERS, _FEWEST_PROVIDERS + referrals // 1_000)
    made = tuple(organisations(draw, held, first, count, taken))
    return MadeUp(
        bureau=Bureau(rulebook=rulebook, draw=draw, providers=made),
        provider_rows=contract_rows(draw, rulebook.region.code, held, today, made),
        first=max(first, today - _LONGEST),
        until=today,
    )


def _contracts_since(held: ProfileSet, today: date) -> date:
    """The day the catalogue began, if that is long enough ago and not too long."""
    earliest = date(today.year - 2, 1, 1)
    return min(max(held.valid.first, earliest), today - _SHORTEST)
