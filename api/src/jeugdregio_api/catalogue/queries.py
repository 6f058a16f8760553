"""Look-ups in the dated catalogues of a region."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Protocol, TypeVar

import strawberry

from jeugdregio_api.context import Info
from jeugdregio_api.fields import OnDay
from jeugdregio_api.seen import Seen
from jeugdregio_api.stated import stated, stated_by, stated_with_provider
from jeugdregio_core.model.catalogue import (
    Arrangement,
    Component,
    Intensity,
    Profile,
    ProfileSet,
    Segment,
    TariffAnswer,
)
from jeugdregio_core.model.codes import Permission
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.region import Municipality, Region
from jeugdregio_core.model.source import Source
from jeugdregio_core.rules.rule import Rule
from jeugdregio_core.rules.stacking import StackingPair


class _InSegment(Protocol):
    @property
    def segment(self) -> str | None: ...


S = TypeVar("S", bound=_InSegment)


@stated_by()
def profile_sets(root: Seen[Region]) -> list[Seen[ProfileSet]]:
    """Every catalogue, each seen on the day it holds that is nearest to today."""
    return [root.within(held, _nearest(held.valid, root.on)) for held in root.rulebook.profile_sets]


def _nearest(period: Period, day: date) -> date:
    last = day if period.last is None else min(day, period.last)
    return max(last, period.first)


@stated_by()
def profile_set(
    root: Seen[Region],
    on: OnDay = None,
    municipality: Annotated[
        str | None,
        strawberry.argument(description="CBS code; a set for this municipality goes first."),
    ] = None,
) -> Seen[ProfileSet]:
    """The catalogue in force. Raises NotInForce."""
    day = on or root.on
    return root.within(root.rulebook.profile_set_on(day, municipality), day)


@stated
def municipalities(root: Seen[ProfileSet]) -> tuple[Municipality, ...]:
    """The municipalities a catalogue holds for."""
    limited, all_of_them = root.item.municipalities, root.rulebook.region.municipalities_on(root.on)
    return tuple(m for m in all_of_them if limited is None or m.code in limited)


@stated
def segments(root: Seen[ProfileSet]) -> list[Seen[Segment]]:
    """The segments on the day."""
    return [root.beside(segment) for segment in root.item.segments_on(root.on)]


@stated
def profiles(root: Seen[ProfileSet]) -> list[Seen[Profile]]:
    """The profiles of the segments on the day."""
    return _running(root, root.item.profiles)


@stated
def intensities(root: Seen[ProfileSet]) -> list[Seen[Intensity]]:
    """The intensities."""
    return [root.beside(intensity) for intensity in root.item.intensities]


@stated
def arrangements(root: Seen[ProfileSet]) -> list[Seen[Arrangement]]:
    """The arrangements of the segments on the day."""
    return _running(root, root.item.arrangements)


@stated
def components(root: Seen[ProfileSet]) -> list[Seen[Component]]:
    """The products beside the profiles, of the segments on the day."""
    return _running(root, root.item.components)


def _running(root: Seen[ProfileSet], items: Iterable[S]) -> list[Seen[S]]:
    held = root.item
    ended = {s.code for s in held.segments} - {s.code for s in held.segments_on(root.on)}
    return [root.beside(item) for item in items if item.segment not in ended]


@stated
def stacking(root: Seen[ProfileSet]) -> list[Seen[StackingPair]]:
    """The stacking matrix in force on the day, pair by pair."""
    matrix = root.rulebook.stacking_on(root.on)
    return [root.beside(pair) for pair in matrix.pairs()] if matrix else []


@stated
def permission(root: Seen[StackingPair]) -> Permission:
    """What the rules say of the pair."""
    return root.item.term.permission


@stated
def condition(root: Seen[StackingPair]) -> str | None:
    """What must hold."""
    return root.item.term.condition


@stated
def stacking_rule(root: Seen[StackingPair]) -> Rule | None:
    """The rule behind the pair."""
    return root.rule(root.item.term.code)


@stated_by("segment")
def segment_of(root: Seen[S]) -> Seen[Segment] | None:
    """The segment something belongs to."""
    held, code = root.profile_set, root.item.segment
    found = held.segment(code, root.on) if held and code else None
    return root.beside(found) if found else None


@stated_by("profile")
def profile_of(root: Seen[Arrangement]) -> Seen[Profile] | None:
    """The profile of an arrangement."""
    found = root.profile_set.profile(root.item.profile) if root.profile_set else None
    return root.beside(found) if found else None


@stated_by("intensity")
def intensity_of(root: Seen[Arrangement]) -> Seen[Intensity] | None:
    """The intensity of an arrangement."""
    found = root.profile_set.intensity(root.item.intensity) if root.profile_set else None
    return root.beside(found) if found else None


@stated
def profiles_of(root: Seen[Intensity]) -> list[Seen[Profile]]:
    """The profiles an intensity exists for."""
    held, limited = root.profile_set, root.item.profiles
    found = held.profiles if held else ()
    return [root.beside(p) for p in found if limited is None or p.code in limited]


@stated
def guide_months(root: Seen[Intensity]) -> tuple[int, int] | None:
    """The guide length."""
    return root.item.guide_months


@stated
def shortest(root: tuple[int, int]) -> int:
    """The shortest guide length."""
    return root[0]


@stated
def longest(root: tuple[int, int]) -> int:
    """The longest guide length."""
    return root[1]


@stated_with_provider
def tariff(
    root: Seen[Arrangement] | Seen[Component],
    info: Info,
    on: OnDay = None,
    provider: Annotated[
        str | None,
        strawberry.argument(
            description="Code of a provider (aanbieder); needed where tariffs differ by provider."
        ),
    ] = None,
) -> TariffAnswer | None:
    """The tariff on a day, or the reason there is none."""
    held, day, at_hand = root.profile_set, on or info.context.today, root.provider
    if held is None:
        return None
    stated = held.tariff(root.item, day, provider or (at_hand.code if at_hand else None))
    if stated.amount_cents is not None or provider is not None or at_hand is None:
        return stated
    agreed = (
        TariffAnswer(own.amount_cents, own.per, None, Source(own.source))
        for own in at_hand.tariffs
        if own.arrangement == root.item.code and day in Period(own.first, own.last)
    )
    return next(agreed, stated)
