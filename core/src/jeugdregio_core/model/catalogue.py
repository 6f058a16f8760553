"""What a region buys during a period: segments, profiles, intensities and arrangements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from jeugdregio_core.model.codes import (
    Complexity,
    Frequency,
    Status,
    TariffBasis,
    TariffReason,
    Unit,
)
from jeugdregio_core.model.payment import PaymentSchedule
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of the purchase (segment, perceel)."""

    code: str
    name: str
    source: Source
    complexity: tuple[Complexity, ...] = ()
    contracted: bool = True
    """False where the region knows it but buys it elsewhere or not at all."""
    valid: Period | None = None
    """Only where it differs from the period of the profile set."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A support profile (ondersteuningsprofiel). An unknown name is ``None``, never invented."""

    code: str
    source: Source
    name: str | None = None
    segment: str | None = None
    """The segment it belongs to; ``None`` where the sources do not say."""
    need: str | None = None
    grounds: tuple[str, ...] = ()
    complexity: Complexity | None = None
    treatment: bool | None = None
    """Whether an arrangement of this profile always holds treatment (behandeling)."""

    @property
    def status(self) -> Status:
        """Whether the name is known."""
        return Status.UNKNOWN if self.name is None else Status.KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Intensity:
    """How much help (intensiteit)."""

    code: str
    source: Source
    name: str | None = None
    family: str | None = None
    """The group it belongs to, such as herstel or duurzaam."""
    profiles: frozenset[str] | None = None
    """The profiles it exists for; ``None`` means no limit is known."""
    guide_months: tuple[int, int] | None = None
    """Guide length in months, shortest and longest; not a hard limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What the messages call it: iJw category (2 digits), code (at most 5), unit, frequency."""

    category: str | None = None
    code: str | None = None
    unit: Unit | None = None
    frequency: Frequency | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        if self.code is not None and not 0 < len(self.code) <= 5:
            raise ValueError(f"Productcode {self.code!r} moet 1 tot 5 tekens hebben.")
        if self.category is not None and not re.fullmatch("[0-9]{2}", self.category):
            raise ValueError(f"Productcategorie {self.category!r} moet twee cijfers zijn.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A product beside the profiles, asked for by its own code (such as vervoer)."""

    code: str
    name: str
    segment: str
    source: Source
    product: Product = Product()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A profile with an intensity, as it is allocated and paid (arrangement, PIC, SPIC)."""

    code: str
    segment: str
    profile: str
    intensity: str
    source: Source
    product: Product = Product()
    confirmed: bool = False
    """Whether a published table names this combination."""


Payable: TypeAlias = Arrangement | Component
"""What a tariff is paid for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """An amount in whole euro cents for an arrangement or a product, during a period.

    ``provider`` is set where the region agrees tariffs per provider.
    """

    arrangement: str
    amount_cents: int
    per: TariffBasis
    valid: Period
    source: Source
    provider: str | None = None

    def __post_init__(self) -> None:
        if self.amount_cents < 0:
            raise ValueError(f"Tarief van {self.arrangement}: een bedrag is nooit negatief.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffPolicy:
    """How a segment, or some intensities of it, is paid, also where no amount is known."""

    segment: str
    per: TariffBasis | None
    reason: TariffReason
    """The reason given where no amount is on file."""
    per_provider: bool = False
    """Whether each provider has its own tariff, so that asking without one has no answer."""
    intensities: frozenset[str] | None = None
    """The intensities it holds for; ``None`` means all."""

    def covers(self, segment: str, intensity: str | None) -> bool:
        """Whether it holds for this segment and intensity."""
        return segment == self.segment and (
            self.intensities is None or intensity in self.intensities
        )


@dataclass(frozen=True, slots=True)
class TariffAnswer:
    """The tariff on a day: an amount, or null with the reason. Never 0 for unknown."""

    amount_cents: int | None
    per: TariffBasis | None
    reason: TariffReason | None
    source: Source | None = None
    """Where the amount is said; ``None`` where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSet:
    """One dated catalogue of a region."""

    code: str
    title: str
    valid: Period
    source: Source
    segments: tuple[Segment, ...]
    profiles: tuple[Profile, ...] = ()
    intensities: tuple[Intensity, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    components: tuple[Component, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    payment: tuple[TariffPolicy, ...] = ()
    schedules: tuple[PaymentSchedule, ...] = ()
    municipalities: frozenset[str] | None = None
    """CBS codes it is limited to; ``None`` means the whole region."""
    unknown: tuple[str, ...] = ()
    """What the sources leave open, one Dutch sentence each."""
    _tariffs_of: Mapping[tuple[str, str | None], list[Tariff]] = field(
        init=False, repr=False, compare=False
    )
    _arrangement_of: Mapping[tuple[str, str, str], Arrangement] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        found: dict[tuple[str, str | None], list[Tariff]] = {}
        for tariff in self.tariffs:
            found.setdefault((tariff.arrangement, tariff.provider), []).append(tariff)
        object.__setattr__(self, "_tariffs_of", found)
        first = {(a.segment, a.profile, a.intensity): a for a in reversed(self.arrangements)}
        object.__setattr__(self, "_arrangement_of", first)

    def segments_on(self, day: date) -> tuple[Segment, ...]:
        """The segments of this set on that day."""
        return tuple(s for s in self.segments if s.valid is None or day in s.valid)

    def segment(self, code: str, on: date) -> Segment | None:
        """The segment with this code on that day."""
        return next((s for s in self.segments_on(on) if s.code == code), None)

    def profile(self, code: str) -> Profile | None:
        """The profile with this code."""
        return next((p for p in self.profiles if p.code == code), None)

    def profiles_in(self, segment: str | None) -> tuple[Profile, ...]:
        """The profiles of a segment, those without a known segment included."""
        return tuple(
            p for p in self.profiles if segment is None or p.segment is None or p.segment == segment
        )

    def intensity(self, code: str) -> Intensity | None:
        """The intensity with this code."""
        return next((i for i in self.intensities if i.code == code), None)

    def component(self, code: str) -> Component | None:
        """The product beside the profiles with this code."""
        return next((c for c in self.components if c.code == code), None)

    def arrangement(self, segment: str, profile: str, intensity: str) -> Arrangement | None:
        """The arrangement of this segment, profile and intensity."""
        return self._arrangement_of.get((segment, profile, intensity))

    def schedules_for(
        self, segment: str, intensity: str | None, on: date
    ) -> tuple[PaymentSchedule, ...]:
        """How arrangements of this segment and intensity are paid on that day."""
        return tuple(s for s in self.schedules if on in s.valid and s.covers(segment, intensity))

    def policy(self, paid: Payable) -> TariffPolicy | None:
        """How an arrangement or product is paid, also where no amount is known."""
        intensity = paid.intensity if isinstance(paid, Arrangement) else None
        return next((p for p in self.payment if p.covers(paid.segment, intensity)), None)

    def tariff(self, paid: Payable, on: date, provider: str | None = None) -> TariffAnswer:
        """The tariff of an arrangement or product on a day, for one provider where they differ."""
        policy = self.policy(paid)
        asked_for = provider if policy is not None and policy.per_provider else None
        for tariff in self._tariffs_of.get((paid.code, asked_for), ()):
            if on in tariff.valid:
                return TariffAnswer(tariff.amount_cents, tariff.per, None, tariff.source)
        if policy is None:
            return TariffAnswer(None, None, TariffReason.UNKNOWN)
        if policy.per_provider and provider is None:
            return TariffAnswer(None, policy.per, TariffReason.PER_PROVIDER)
        return TariffAnswer(None, policy.per, policy.reason)
