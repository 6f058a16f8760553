"""What a deployment supplies for a catalogue: names, arrangements, services and tariffs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from jeugdregio_core.model.catalogue import (
    Arrangement,
    Component,
    Intensity,
    Payable,
    Profile,
    ProfileSet,
    Tariff,
)
from jeugdregio_core.model.period import Period, dutch_date
from jeugdregio_core.supplement.facts import Comparison, Supplied, listed
from jeugdregio_core.supplement.pieces import Change
from jeugdregio_core.supplement.tariffs import Tariffs

N = TypeVar("N", Profile, Intensity, Arrangement, Component)

_LABELS = {"name": "de naam", "segment": "het segment"}
_PRODUCT = {
    "category": "de productcategorie",
    "code": "de productcode",
    "unit": "de eenheid",
    "frequency": "de frequentie",
}


class CataloguePiece:
    """A catalogue during a part of its period, with what is supplied for it."""

    def __init__(self, held: ProfileSet) -> None:
        self.held = held
        self._profiles = {profile.code: profile for profile in held.profiles}
        self._intensities = {intensity.code: intensity for intensity in held.intensities}
        self._arrangements = {(a.segment, a.profile, a.intensity): a for a in held.arrangements}
        self._components = {component.code: component for component in held.components}
        self._tariffs = Tariffs(held)
        self._payable: dict[str, Payable] = {}

    @property
    def valid(self) -> Period:
        """The days on which it holds."""
        return self.held.valid

    def change(self, fact: object, supplied: Supplied) -> Change:
        """Fill in a fact. Raises ValueError, in Dutch, where it does not fit."""
        match fact:
            case Profile():
                return self._put(self._profiles, fact.code, self._profile(fact, supplied))
            case Intensity():
                return self._put(self._intensities, fact.code, self._intensity(fact, supplied))
            case Component():
                return self._put(self._components, fact.code, self._component(fact, supplied))
            case Arrangement():
                key = (fact.segment, fact.profile, fact.intensity)
                return self._put(self._arrangements, key, self._arrangement(fact, supplied))
            case Tariff():
                return self._tariffs.change(fact, self._paid(fact.arrangement), supplied)
        raise TypeError(type(fact).__name__)

    def filled(self) -> ProfileSet:
        """The catalogue with what was supplied."""
        return replace(
            self.held,
            profiles=tuple(self._profiles.values()),
            intensities=tuple(self._intensities.values()),
            arrangements=tuple(self._arrangements.values()),
            components=tuple(self._components.values()),
            tariffs=self._tariffs.filled(),
        )

    def _put(self, held: dict[Any, N], key: object, value: N) -> Change:
        def change() -> None:
            held[key] = value
            self._payable.clear()

        return change

    def _profile(self, given: Profile, supplied: Supplied) -> Profile:
        if given.segment is not None:
            self._check_segment(given.segment)
        known = self._profiles.get(given.code)
        if known is not None:
            return _filled(f"Profiel {given.code}", known, given, supplied)
        stated = [profile.code for profile in self.held.profiles_in(given.segment)]
        return self._added("profielen", stated, given, supplied)

    def _intensity(self, given: Intensity, supplied: Supplied) -> Intensity:
        known = self._intensities.get(given.code)
        if known is not None:
            return _filled(f"Intensiteit {given.code}", known, given, supplied)
        stated = [intensity.code for intensity in self.held.intensities]
        return self._added("intensiteiten", stated, given, supplied)

    def _component(self, given: Component, supplied: Supplied) -> Component:
        self._check_segment(given.segment)
        known = self._components.get(given.code)
        return given if known is None else _filled(f"Dienst {given.code}", known, given, supplied)

    def _arrangement(self, given: Arrangement, supplied: Supplied) -> Arrangement:
        self._check_parts(given)
        key = (given.segment, given.profile, given.intensity)
        for other, held in self._arrangements.items():
            if held.code == given.code and other != key:
                raise ValueError(f"Code {given.code} is al van {'-'.join(other)}.")
        known = self._arrangements.get(key)
        if known is None:
            return replace(given, confirmed=True)
        if known.confirmed:
            return _filled(f"Arrangement {'-'.join(key)}", known, given, supplied)
        told = {name: value for name in _PRODUCT if (value := getattr(given.product, name))}
        return replace(given, product=replace(known.product, **told), confirmed=True)

    def _added(self, kind: str, stated: list[str], given: N, supplied: Supplied) -> N:
        """A code of its own; where the source lists the codes, it contradicts that list."""
        if not stated:
            return given
        compared = Comparison(self.held.title, self.held.source, given.source, supplied.overrules)
        compared.settle(f"de lijst van {kind}", listed(stated), given.code)
        return replace(given, source=compared.source)

    def _check_segment(self, code: str) -> None:
        day = self.held.valid.first
        if self.held.segment(code, day) is None:
            known = listed(segment.code for segment in self.held.segments_on(day))
            raise ValueError(
                f"Segment {code} bestaat op {dutch_date(day)} niet in {self.held.title}. "
                f"Bekend: {known}."
            )

    def _check_parts(self, given: Arrangement) -> None:
        self._check_segment(given.segment)
        in_segment = [p.code for p in self._profiles.values() if p.segment in (None, given.segment)]
        if given.profile not in in_segment:
            raise ValueError(
                f"Profiel {given.profile} bestaat niet in segment {given.segment} van "
                f"{self.held.title}. Bekend: {listed(in_segment)}."
            )
        intensity = self._intensities.get(given.intensity)
        if self._intensities and intensity is None:
            raise ValueError(
                f"Intensiteit {given.intensity} bestaat niet in {self.held.title}. "
                f"Bekend: {listed(self._intensities)}."
            )
        if intensity and intensity.profiles and given.profile not in intensity.profiles:
            raise ValueError(
                f"Intensiteit {given.intensity} bestaat niet voor profiel {given.profile}."
            )

    def _paid(self, code: str) -> Payable:
        """By its code, also the one that the region gave it, or by segment-profile-intensity."""
        if not self._payable:
            for known in self.held.arrangements:
                key = (known.segment, known.profile, known.intensity)
                self._payable[known.code] = self._arrangements[key]
            for key, held in self._arrangements.items():
                self._payable |= {"-".join(key): held, held.code: held}
            self._payable |= self._components
        if code not in self._payable:
            raise ValueError(f"Arrangement of dienst {code} bestaat niet in {self.held.title}.")
        return self._payable[code]


def _filled(about: str, known: N, given: N, supplied: Supplied) -> N:
    compared = Comparison(about, known.source, given.source, supplied.overrules)
    changes = compared.news(known, given, _labels(known))
    if isinstance(known, Arrangement | Component) and isinstance(given, Arrangement | Component):
        product = compared.news(known.product, given.product, _PRODUCT)
        changes |= {"product": replace(known.product, **product)} if product else {}
    return replace(known, **changes, source=compared.source) if changes else known


def _labels(held: object) -> dict[str, str]:
    return {name: label for name, label in _LABELS.items() if hasattr(held, name)}
