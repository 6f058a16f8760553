"""The part of a page about one dated catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from jeugdregio_core.model.catalogue import Arrangement, Intensity, Profile, ProfileSet, Segment
from jeugdregio_core.pages.markdown import (
    UNKNOWN,
    Lines,
    cited,
    labels,
    listed,
    section,
    sentence,
    since,
    table,
    unknown,
)
from jeugdregio_core.pages.payment import payment

_TREATMENT = {True: "altijd", False: "nooit", None: UNKNOWN}


def catalogue(held: ProfileSet) -> Lines:
    """Segments, profiles, intensities, arrangements, products and payment of one set."""
    yield from (f"### {held.title}", "")
    yield from (f"Geldig {held.valid}.{cited(held.source)}", "")
    if held.municipalities is not None:
        yield from (f"Alleen voor gemeente {listed(held.municipalities)}.", "")
    yield from section("#### Segmenten", _segments(held.segments))
    yield from section("#### Profielen", _profiles(held.profiles))
    yield from section("#### Intensiteiten", _intensities(held.intensities))
    yield from section("#### Arrangementen", _arrangements(held))
    yield from section("#### Producten naast de profielen", _components(held))
    yield from section("#### Betaling", payment(held))
    yield from unknown(held.unknown)


def _segments(segments: Iterable[Segment]) -> Lines:
    yield from table(
        ("Code", "Naam", "Complexiteit", "Ingekocht", "Geldig", "Opmerking", "Bron"),
        (
            (
                s.code,
                s.name,
                labels(s.complexity),
                "" if s.contracted else "elders of niet",
                since(s.valid),
                s.note or "",
                cited(s.source),
            )
            for s in segments
        ),
    )


def _profiles(profiles: tuple[Profile, ...]) -> Lines:
    known = any(p.treatment is not None for p in profiles)
    yield from table(
        ("Code", "Naam", "Segment", "Complexiteit", "Behandeling", "Waarvoor", "Gronden", "Bron"),
        (
            (
                p.code,
                p.name or UNKNOWN,
                p.segment or UNKNOWN,
                p.complexity.label if p.complexity else "",
                _TREATMENT[p.treatment] if known else "",
                p.need or "",
                ", ".join(p.grounds),
                cited(p.source),
            )
            for p in profiles
        ),
    )


def _intensities(intensities: Iterable[Intensity]) -> Lines:
    yield from table(
        ("Code", "Naam", "Groep", "Voor profiel", "Richtduur", "Bron"),
        (
            (
                i.code,
                i.name or UNKNOWN,
                i.family or "",
                "" if i.profiles is None else listed(i.profiles),
                "" if i.guide_months is None else "{} tot {} maanden".format(*i.guide_months),
                cited(i.source),
            )
            for i in intensities
        ),
    )


def _arrangements(held: ProfileSet) -> Lines:
    for segment in dict.fromkeys(a.segment for a in held.arrangements):
        here = [a for a in held.arrangements if a.segment == segment]
        yield from (f"Segment {segment}:", "")
        yield from _by_profile_and_intensity(here)
        remarks = [_counted(here)] if _counted(here) else []
        if any(a.confirmed for a in here):
            remarks.append("Bevestigd: een gepubliceerde tabel noemt deze code.")
        yield from (" ".join(remarks), "") if remarks else ()


def _by_profile_and_intensity(here: Iterable[Arrangement]) -> Lines:
    codes = {(a.profile, a.intensity): _code(a) for a in here}
    profiles = list(dict.fromkeys(profile for profile, _ in codes))
    intensities = list(dict.fromkeys(intensity for _, intensity in codes))
    if set(codes.values()) == {UNKNOWN}:
        yield f"Profiel {', '.join(profiles)} met intensiteit {', '.join(intensities)}."
        yield from ("Van geen enkel arrangement is de productcode bekend.", "")
        return
    yield from table(
        ("Profiel", *intensities),
        (
            (profile, *(codes.get((profile, intensity), "") for intensity in intensities))
            for profile in profiles
        ),
    )


def _code(arrangement: Arrangement) -> str:
    shown = arrangement.product.code or UNKNOWN
    return f"{shown} (bevestigd)" if arrangement.confirmed else shown


def _counted(arrangements: Iterable[Arrangement]) -> str:
    ways = {
        (p.category, p.unit, p.frequency)
        for p in (a.product for a in arrangements)
        if p.category or p.unit or p.frequency
    }
    if len(ways) != 1:
        return ""
    category, unit, frequency = next(iter(ways))
    parts = (
        f"productcategorie {category}" if category else "",
        unit.label if unit else "",
        frequency.label if frequency else "",
    )
    said = ", ".join(part for part in parts if part)
    return sentence(f"{said}.")


def _components(held: ProfileSet) -> Lines:
    yield from table(
        ("Code", "Naam", "Segment", "Productcode", "Bron"),
        (
            (c.code, c.name, c.segment, c.product.code or UNKNOWN, cited(c.source))
            for c in held.components
        ),
    )
