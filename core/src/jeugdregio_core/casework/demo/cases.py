"""Questions that a sensible person would put to a region, and what its rules say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from jeugdregio_core.casework.demo.draw import Draw
from jeugdregio_core.casework.demo.organisations import Organisation
from jeugdregio_core.model.catalogue import Product, ProfileSet
from jeugdregio_core.model.codes import (
    Entry,
    FamilyControl,
    Frequency,
    LivesIn,
    NeedLevel,
    Party,
    ReferrerType,
    RequestedBy,
    Unit,
)
from jeugdregio_core.model.period import NotInForce
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.input import (
    CaseInput,
    ClientInput,
    DocumentInput,
    NormInput,
    RequestInput,
    VolumeInput,
)

_REFERRERS = {
    ReferrerType.GEMEENTE: 45,
    ReferrerType.HUISARTS: 35,
    ReferrerType.GI: 8,
    ReferrerType.JEUGDARTS: 8,
    ReferrerType.MEDISCH_SPECIALIST: 4,
}
_NEEDS = {NeedLevel.NOOD: 60, NeedLevel.SPANNING: 25, NeedLevel.CRISIS: 10, NeedLevel.VRAGEN: 5}
_CONTROL = {FamilyControl.FAMILY: 60, FamilyControl.SUPPORTED: 30, FamilyControl.TAKEN_OVER: 10}
_HOMES = {LivesIn.HOME: 90, LivesIn.PLEEGZORG: 6, LivesIn.WOONVOORZIENING: 4}
_DOORS = {Entry.LOCAL_TEAM: 50, Entry.CENTRAL_ACCESS: 40, Entry.OTHER: 10}
_CATEGORIES = {"45": 60, "54": 20, "43": 10, "41": 10}
"""Ambulant, jeugd-ggz, verblijf and dagbehandeling, where a catalogue names no category."""

_ON_PAPER = (Party.GEZIN, Party.CLIENT, Party.AANBIEDER, Party.ONDERWIJS, Party.LOKAAL_TEAM)
_PARTS = ("onderwijscomponent", "onderwijsperspectief")


@record(kw_only=True)
class Help:
    """Help that is asked for."""

    segment: str
    profile: str | None = None
    intensity: str | None = None
    component: str | None = None
    product: Product = Product()


@record(kw_only=True)
class Bureau:
    """Where the questions come from: one region, with its made-up providers."""

    rulebook: Rulebook
    draw: Draw
    providers: Sequence[Organisation]

    def municipality(self, on: date) -> str:
        """A municipality of the region that has a catalogue on that day."""
        codes = [m.code for m in self.rulebook.region.municipalities_on(on)]
        return self.draw.one_of([code for code in codes if self.catalogue(on, code)] or codes)

    def catalogue(self, on: date, municipality: str | None) -> ProfileSet | None:
        """The catalogue in force, if there is one."""
        try:
            return self.rulebook.profile_set_on(on, municipality)
        except NotInForce:
            return None

    def client(self, born: date, municipality: str) -> ClientInput:
        """A young person."""
        return ClientInput(
            birth_date=born,
            municipality=municipality,
            protection_measure=self.draw.often(0.08),
            need_level=self.draw.weighed(_NEEDS),
            family_control=self.draw.weighed(_CONTROL),
            lives_in=self.draw.weighed(_HOMES),
        )

    def referrer(self) -> ReferrerType:
        """Who refers."""
        return self.draw.weighed(_REFERRERS)

    def wish(self, on: date, municipality: str) -> tuple[Help, Organisation] | None:
        """Help that the catalogue of that day has, and a provider who has a contract for it."""
        held = self.catalogue(on, municipality)
        for _ in range(8 if held else 0):
            assert held is not None
            wanted = self._help(held, on)
            able = [p for p in self.providers if p.delivers(wanted.segment, wanted.profile)]
            if able:
                return wanted, self.draw.one_of(able)
        return None

    def advice(self, chosen: str | None, on: date, municipality: str) -> str | None:
        """The intensity that the referrer advised: most often the one that was chosen."""
        held = self.catalogue(on, municipality)
        others = [i.code for i in held.intensities if i.code != chosen] if held else []
        differs = chosen is not None and others and self.draw.often(0.08)
        return self.draw.one_of(others) if differs else chosen

    def request(
        self, wanted: Help, provider: Organisation, start: date, months: int
    ) -> RequestInput:
        """A request for this help, from the first day for so many months."""
        return RequestInput(
            provider=provider.code,
            segment=wanted.segment,
            profile=wanted.profile,
            intensity=wanted.intensity,
            product=wanted.component,
            product_category=wanted.product.category or self.draw.weighed(_CATEGORIES),
            start=start,
            end=last_day(start, months),
            requested_by=RequestedBy.PROVIDER,
            entry=self.draw.weighed(_DOORS),
            volume=VolumeInput(
                amount=Decimal(months),
                unit=wanted.product.unit or Unit.STUKS,
                frequency=wanted.product.frequency or Frequency.MAAND,
            ),
        )

    def norms(self, months: int) -> NormInput:
        """What is asked of a norm framework."""
        hours = Decimal(self.draw.number(2, 12)) / 2
        return NormInput(duration_months=Decimal(months), hours_per_week=hours, staff_mix="HBO")

    def put(self, given: CaseInput) -> tuple[CaseInput, Decision]:
        """Put a question to the rules, most often with the documents that they ask for."""
        decision = self.rulebook.decide(given)
        wanted = [
            DocumentInput(
                kind=need.kind,
                author=need.author,
                approved_by=Party.LOKAAL_TEAM,
                signed_by=_ON_PAPER,
                date=given.referral.date,
                includes=_PARTS,
            )
            for need in decision.required_documents
            if not need.satisfied and self.draw.often(0.95)
        ]
        if not wanted:
            return given, decision
        complete = replace(given, documents=(*given.documents, *dict.fromkeys(wanted)))
        return complete, self.rulebook.decide(complete)

    def _help(self, held: ProfileSet, on: date) -> Help:
        if held.components and self.draw.often(0.08):
            component = self.draw.one_of(held.components)
            return Help(
                segment=component.segment, component=component.code, product=component.product
            )
        if held.arrangements and self.draw.often(0.9):
            chosen = self.draw.one_of(held.arrangements)
            return Help(
                segment=chosen.segment,
                profile=chosen.profile,
                intensity=chosen.intensity,
                product=chosen.product,
            )
        segment = self.draw.one_of([s.code for s in held.segments_on(on) if s.contracted])
        profiles = [p.code for p in held.profiles_in(segment)]
        profile = self.draw.one_of(profiles) if profiles else None
        return Help(
            segment=segment, profile=profile, intensity=self._intensity(held) if profile else None
        )

    def _intensity(self, held: ProfileSet) -> str:
        """One of the catalogue, or a number where intensities are numbers."""
        codes = [intensity.code for intensity in held.intensities]
        return self.draw.one_of(codes) if codes else str(self.draw.number(1, 4))


def last_day(start: date, months: int) -> date:
    """The last day of so many months."""
    month = start.month - 1 + months
    day = date(start.year + month // 12, month % 12 + 1, min(start.day, 28))
    return day - timedelta(days=1)


def next_month(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
