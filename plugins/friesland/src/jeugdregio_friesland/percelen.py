"""Which perceel a request belongs to: rules 8, 9 and 20."""

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    RuleTopic,
    dutch_date,
    notice,
    refuse,
    review,
    rule,
    spoken,
)
from jeugdregio_core.rules.facts import PRODUCT, PROFILE, SEGMENT, START, VARIANT
from jeugdregio_friesland.catalogue import NEW, SINCE_2022
from jeugdregio_friesland.sources import (
    BEFORE_2024,
    BOUGHT,
    FROM_2022,
    FROM_2024,
    LIVING_PAGE,
    SINCE_2018,
)

_ELSEWHERE = {s.code: s.name for s in NEW.segments if not s.contracted}
_KNOWN = {s.code: s for s in NEW.segments}


@rule(
    "friesland-08",
    topic=RuleTopic.PROFILE,
    valid=BEFORE_2024,
    source=LIVING_PAGE,
    reads=(SEGMENT,),
    segments=("WONEN",),
)
def living_was_part_of_sjh(_case: Case) -> Answer:
    """Vóór 2024 is er geen perceel Wonen: verblijf hoort bij SJH."""
    return refuse(
        "Perceel Wonen is er pas vanaf 1 januari 2024. Vraag verblijf vóór die datum aan bij SJH."
    )


@rule(
    "friesland-09",
    topic=RuleTopic.PROFILE,
    valid=FROM_2024,
    source=LIVING_PAGE,
    reads=(SEGMENT, PROFILE, PRODUCT, VARIANT),
    segments=("SJH", "WONEN"),
)
def logeren_is_profile_i_of_sjh(case: Case) -> Answer:
    """Logeren hoort bij perceel SJH, profiel I, en niet bij Wonen."""
    segment, profile = case.get(SEGMENT), case.get(PROFILE)
    if profile != "I" and "LOGEREN" not in (case.get(PRODUCT), case.get(VARIANT)):
        return NOT_APPLICABLE
    if (segment, profile) == ("SJH", "I"):
        return None
    return refuse("Logeren is profiel I van perceel SJH. Vraag het daar aan.")


@rule(
    "friesland-20",
    topic=RuleTopic.CONTRACT,
    valid=SINCE_2018,
    source=BOUGHT,
    reads=(SEGMENT, START),
)
def the_perceel_is_bought_here(case: Case) -> Answer:
    """Het perceel bestaat op de startdatum en is niet via een andere overeenkomst ingekocht."""
    wanted, held = case[SEGMENT], case.profile_set
    if wanted in _ELSEWHERE:
        return _under_another_agreement(_ELSEWHERE[wanted], case)
    if held is None or (wanted == "WONEN" and case.on in BEFORE_2024):
        return NOT_APPLICABLE
    if case.segment(wanted) is not None:
        return None
    known = spoken(s.code for s in held.segments_on(case.on) if s.contracted)
    if wanted in _KNOWN:
        return refuse(
            f"Perceel {_KNOWN[wanted].name} is er pas vanaf {dutch_date(FROM_2022.first)}. "
            f"Bekend op de startdatum: {known}."
        )
    return refuse(f"Perceel {wanted} bestaat niet. Bekend op de startdatum: {known}.")


def _under_another_agreement(name: str, case: Case) -> Answer:
    if case.on not in FROM_2022:
        return review(
            f"Onder welke overeenkomst {name.lower()} vóór 2022 viel, zeggen de bronnen niet. "
            "Laat het beoordelen."
        )
    return refuse(
        f"{name} valt niet onder de percelen van deze inkoop: de regio kocht dit in via een andere "
        "overeenkomst. Vraag het aan volgens die overeenkomst."
    )


@rule(
    "friesland-20-inhoud",
    topic=RuleTopic.PROFILE,
    valid=FROM_2022,
    source=SINCE_2022.derived(),
    reads=(SEGMENT, START),
    segments=("WONEN", "DYSLEXIE", "PLEEGZORG"),
)
def what_the_other_percelen_hold_is_unknown(case: Case) -> Answer:
    """Wat er binnen Wonen, Dyslexie en Pleegzorg bestaat, is niet bekend."""
    perceel = case.segment(case[SEGMENT])
    if perceel is None:
        return NOT_APPLICABLE
    return notice(
        f"Wat er wordt gevraagd, is niet getoetst: de vormen en codes van {perceel.name} zijn "
        "niet bekend."
    )


RULES: tuple[Declaration, ...] = (
    living_was_part_of_sjh,
    logeren_is_profile_i_of_sjh,
    the_perceel_is_bought_here,
    what_the_other_percelen_hold_is_unknown,
)
