"""Rules every region has in its own numbering: is this code one the region knows on that day?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.model.period import Period, dutch_date
from jeugdregio_core.model.region import Municipality, Region
from jeugdregio_core.model.source import Source
from jeugdregio_core.model.words import spoken
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import INTENSITY, MUNICIPALITY, PRODUCT, PROFILE, SEGMENT, START
from jeugdregio_core.rules.outcome import NOT_APPLICABLE, Answer, Outcome, passed, refuse
from jeugdregio_core.rules.rule import DeclaredJudge, Rule, Scope


def known_municipality(code: str, title: str, *, valid: Period, source: Source) -> Rule:
    """The municipality belongs to the region on the first day."""

    def judge(case: Case) -> Answer:
        wanted, region = case[MUNICIPALITY], case.catalogue.region
        if case.municipality(wanted) is not None:
            return None
        former = region.former_municipality(wanted)
        if former is not None:
            return refuse(
                f"Gemeente {wanted} ({former.name}) hoort op {dutch_date(case.on)} niet bij "
                f"{region.name}." + _merged(region, former, case.on)
            )
        known = spoken(f"{m.code} {m.name}" for m in region.municipalities_on(case.on))
        return refuse(f"Gemeente {wanted} hoort niet bij {region.name}. Bekend: {known}.")

    return Rule(
        code=code,
        title=title,
        tabular=True,
        topic=RuleTopic.ACCESS,
        valid=valid,
        source=source,
        reads=(MUNICIPALITY, START),
        judge=DeclaredJudge(judge),
    )


def _merged(region: Region, former: Municipality, on: date) -> str:
    ended = former.valid.last is not None and former.valid.last < on
    if not ended or former.merged_into is None:
        return ""
    successor = region.municipality(former.merged_into, on)
    name = f" ({successor.name})" if successor else ""
    return f" Gebruik gemeente {former.merged_into}{name}."


def known_segment(code: str, title: str, *, valid: Period, source: Source) -> Rule:
    """The segment exists on the first day."""

    def judge(case: Case) -> Answer:
        wanted, held = case[SEGMENT], case.profile_set
        if held is None:
            return NOT_APPLICABLE
        if case.segment(wanted) is not None:
            return None
        known = spoken(s.code for s in held.segments_on(case.on))
        other_days = next((s.valid for s in held.segments if s.code == wanted), None)
        if other_days is not None:
            return refuse(
                f"Segment {wanted} is er op {dutch_date(case.on)} niet in {held.title}, "
                f"wel {other_days}. Bekend: {known}."
            )
        return refuse(
            f"Segment {wanted} bestaat niet in {held.title}."
            + _elsewhere(case, "segment", wanted)
            + f" Bekend: {known}."
        )

    return Rule(
        code=code,
        title=title,
        tabular=True,
        topic=RuleTopic.PROFILE,
        valid=valid,
        source=source,
        reads=(SEGMENT, START),
        judge=DeclaredJudge(judge),
    )


def known_profile(
    code: str,
    title: str,
    *,
    valid: Period,
    source: Source,
    segments: Iterable[str] = (),
    products_instead: bool = False,
) -> Rule:
    """The profile exists in the segment on the first day.

    With ``products_instead`` a request for a product beside the profiles needs none.
    """

    def judge(case: Case) -> Answer:
        held = case.profile_set
        if held is None or (products_instead and _is_component(case)):
            return NOT_APPLICABLE
        wanted, segment = case[PROFILE], case.get(SEGMENT)
        if any(p.code == wanted for p in held.profiles_in(segment)):
            return None
        known = spoken(p.code for p in held.profiles_in(segment))
        where = f"segment {segment} van {held.title}" if segment else held.title
        here = held.profile(wanted)
        return refuse(
            f"Profiel {wanted} bestaat niet in {where}."
            + (
                f" Het hoort bij segment {here.segment}."
                if here
                else _elsewhere(case, "profile", wanted)
            )
            + f" Bekend: {known}."
        )

    return Rule(
        code=code,
        title=title,
        tabular=True,
        topic=RuleTopic.PROFILE,
        valid=valid,
        source=source,
        reads=(PROFILE, SEGMENT, START) + ((PRODUCT,) if products_instead else ()),
        scope=Scope(segments=frozenset(segments)),
        judge=DeclaredJudge(judge),
    )


def known_intensity(
    code: str,
    title: str,
    *,
    valid: Period,
    source: Source,
    segments: Iterable[str] = (),
    products_instead: bool = False,
) -> Rule:
    """The intensity exists, for the profile asked for, on the first day."""

    def judge(case: Case) -> Answer:
        held = case.profile_set
        if held is None or (products_instead and _is_component(case)):
            return NOT_APPLICABLE
        wanted = case[INTENSITY]
        found = held.intensity(wanted)
        if found is None:
            known = spoken(i.code for i in held.intensities)
            return refuse(
                f"Intensiteit {wanted} bestaat niet in {held.title}."
                + _elsewhere(case, "intensity", wanted)
                + f" Bekend: {known}."
            )
        if found.profiles is not None and case[PROFILE] not in found.profiles:
            known = spoken(sorted(found.profiles))
            return refuse(f"Intensiteit {wanted} bestaat alleen voor profiel {known}.")
        return None

    return Rule(
        code=code,
        title=title,
        tabular=True,
        topic=RuleTopic.PROFILE,
        valid=valid,
        source=source,
        reads=(INTENSITY, PROFILE, START) + ((PRODUCT,) if products_instead else ()),
        scope=Scope(segments=frozenset(segments)),
        judge=DeclaredJudge(judge),
    )


def product_of_arrangement(case: Case, product: str) -> Outcome | None:
    """Whether this product code is that of the arrangement asked for; ``None`` when not known.

    Reads the segment, the profile and the intensity.
    """
    held = case.arrangement()
    if held is None or not held.confirmed or held.product.code is None:
        return None
    if product == held.product.code:
        return passed(f"Productcode {product} hoort bij arrangement {held.code}.")
    return refuse(
        f"Productcode {product} past niet bij profiel {held.profile} met intensiteit "
        f"{held.intensity}. Gebruik {held.product.code}."
    )


def _is_component(case: Case) -> bool:
    product, held = case.get(PRODUCT), case.profile_set
    return product is not None and held is not None and held.component(product) is not None


def _elsewhere(case: Case, what: str, wanted: str) -> str:
    for other in case.catalogue.profile_sets:
        codes = {
            "segment": (s.code for s in other.segments),
            "profile": (p.code for p in other.profiles),
            "intensity": (i.code for i in other.intensities),
        }[what]
        if wanted in codes:
            return f" Het hoort bij {other.title} ({other.valid})."
    return ""
