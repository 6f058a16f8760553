"""Profile and intensity, together a PIC: rules 1 to 4."""

import re
from dataclasses import replace

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    Period,
    Rule,
    RuleTopic,
    Source,
    known_profile,
    notice,
    refuse,
    review,
    rule,
    spoken,
    statement,
)
from jeugdregio_core.rules.facts import CHANGE_OF_END, END, INTENSITY, PRODUCT, PROFILE, START
from jeugdregio_friesland.catalogue import PROFILES
from jeugdregio_friesland.payment import INTEGRAL
from jeugdregio_friesland.sources import BEFORE_2024, FROM_2024, SJH_PAGE, before_2024

INTENSITIES = SJH_PAGE.at("Intensiteiten per profiel")


def _profile_of_the_period(title: str, valid: Period, source: Source) -> Rule:
    """The profile exists; a profile that is missing altogether is for rule 4."""
    known = known_profile("friesland-01", title, valid=valid, source=source, segments=("SJH",))
    look = known.judge
    assert look is not None
    return replace(
        known, judge=lambda case: look(case) if case.get(PROFILE) is not None else NOT_APPLICABLE
    )


@rule(
    "friesland-01-overgang",
    topic=RuleTopic.PERIOD,
    valid=BEFORE_2024,
    source=PROFILES.derived(),
    reads=(START, END, CHANGE_OF_END),
    segments=("SJH",),
)
def the_step_to_2024_is_unknown(case: Case) -> Answer:
    """Hoe een traject dat op 1 januari 2024 nog loopt overgaat naar A tot en met J, is onbekend."""
    start, end = case.get(START), case.get(END) or case.get(CHANGE_OF_END)
    if end is not None and end in BEFORE_2024:
        return NOT_APPLICABLE
    if start is not None and start in FROM_2024:
        return review(
            "De wijziging gaat in na 2023, maar de toewijzing begon vóór 2024. Of de oude "
            "profielen dan nog gelden, zeggen de bronnen niet. Laat het beoordelen."
        )
    return notice(
        "Deze toewijzing kan na 2023 doorlopen. Hoe ze dan overgaat naar profiel A tot en met J, "
        "zeggen de bronnen niet."
    )


@rule(
    "friesland-03",
    topic=RuleTopic.PROFILE,
    valid=FROM_2024,
    source=INTENSITIES,
    reads=(PROFILE, INTENSITY),
    segments=("SJH",),
)
def an_intensity_is_a_number(case: Case) -> Answer:
    """Een intensiteit is een nummer; hoeveel er zijn, verschilt per profiel."""
    profile, intensity = case.get(PROFILE), case.get(INTENSITY)
    if intensity is None:
        return NOT_APPLICABLE
    if not re.fullmatch("[1-9][0-9]*", intensity):
        return refuse(f"Intensiteit {intensity} bestaat niet. Gebruik een nummer: 1, 2, enzovoort.")
    known = _configured(case, profile)
    if not known:
        return notice(
            f"Intensiteit {intensity} is niet getoetst: hoeveel intensiteiten dit profiel heeft, "
            "zeggen de bronnen niet."
        )
    if intensity not in known:
        return refuse(
            f"Profiel {profile} heeft geen intensiteit {intensity}. Bekend: {spoken(known)}."
        )
    return None


def _configured(case: Case, profile: str | None) -> list[str]:
    """The intensities for which the deployment loaded a PIC of this profile."""
    if case.profile_set is None:
        return []
    return [
        held.intensity
        for held in case.profile_set.arrangements
        if (held.segment, held.profile) == ("SJH", profile)
    ]


@rule(
    "friesland-03",
    topic=RuleTopic.PROFILE,
    valid=BEFORE_2024,
    source=INTENSITIES.derived(),
    reads=(INTENSITY,),
    segments=("SJH",),
)
def an_intensity_was_a_letter(case: Case) -> Answer:
    """Vóór 2024 is een intensiteit een letter."""
    intensity = case.get(INTENSITY)
    if intensity is None:
        return NOT_APPLICABLE
    if not re.fullmatch("[A-Z]", intensity):
        return refuse(
            f"Intensiteit {intensity} past niet bij een start vóór 2024. Gebruik een letter; "
            "nummers zijn er pas vanaf 1 januari 2024."
        )
    return notice(f"Intensiteit {intensity} is niet getoetst: welke letters er waren, is onbekend.")


@rule(
    "friesland-04",
    topic=RuleTopic.PROFILE,
    valid=FROM_2024,
    source=INTENSITIES,
    reads=(PROFILE, INTENSITY, PRODUCT),
    segments=("SJH",),
)
def a_pic_has_both_parts(case: Case) -> Answer:
    """Een PIC heeft een profiel én een intensiteit."""
    profile, intensity = case.get(PROFILE), case.get(INTENSITY)
    if profile is not None and intensity is not None:
        return None
    if (case.get(PRODUCT) or "") in INTEGRAL:
        return NOT_APPLICABLE
    if profile is not None:
        return refuse(f"Bij profiel {profile} ontbreekt de intensiteit. Noem ze allebei.")
    if intensity is not None:
        return refuse(f"Bij intensiteit {intensity} ontbreekt het profiel. Noem ze allebei.")
    return refuse("Het profiel en de intensiteit ontbreken. Noem ze allebei.")


RULES: tuple[Declaration, ...] = (
    _profile_of_the_period("Het profiel is A tot en met J.", FROM_2024, PROFILES),
    _profile_of_the_period("Vóór 2024 is het profiel 1 tot en met 10.", BEFORE_2024, PROFILES),
    the_step_to_2024_is_unknown,
    statement(
        "friesland-02",
        "Profiel A tot en met D is ambulante hulp; E is begeleiding, F dagopvang, "
        "G dagbehandeling, H bedden SJH, I logeren en J ondersteunende elementen.",
        topic=RuleTopic.PROFILE,
        valid=FROM_2024,
        source=PROFILES,
        place="region.profileSet.profiles.grounds",
    ),
    an_intensity_is_a_number,
    an_intensity_was_a_letter,
    a_pic_has_both_parts,
    before_2024(a_pic_has_both_parts),
)
