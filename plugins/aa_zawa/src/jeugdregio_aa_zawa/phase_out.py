"""What the sources leave open after 2021, and what moved to new contracts in 2022."""

from datetime import date

from jeugdregio_aa_zawa.catalogue import BOUGHT
from jeugdregio_aa_zawa.payments import DUURZAAM, HERSTEL
from jeugdregio_aa_zawa.region import AMSTERDAM, in_zawa
from jeugdregio_aa_zawa.sources import (
    AUDIT_2020,
    CONVERSION,
    FIRST_CONTRACTS,
    FROM_2021,
    FROM_2022,
)
from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    RuleTopic,
    notice,
    review,
    rule,
)
from jeugdregio_core.rules.facts import END, INTENSITY, MUNICIPALITY, SEGMENT, START

NEW_CONTRACTS = date(2022, 1, 1)


@rule(
    "aa_zawa-01-na-2021",
    topic=RuleTopic.PERIOD,
    valid=FROM_2021,
    source=AUDIT_2020.derived(),
    reads=(MUNICIPALITY, SEGMENT, START),
    segments=BOUGHT,
)
def the_catalogue_is_not_confirmed_after_2021(case: Case) -> Answer:
    """Na 2021 is de catalogus van 2018 in Amsterdam-Amstelland niet bevestigd."""
    municipality = case.get(MUNICIPALITY)
    if municipality is None or in_zawa(case):
        return NOT_APPLICABLE
    if municipality == AMSTERDAM and case[SEGMENT] == "C":
        return review(
            "Amsterdam kocht de hoogspecialistische jeugdhulp vanaf 2021 opnieuw in. Welke "
            "catalogus sindsdien geldt, is niet bekend. Laat het beoordelen."
        )
    if case.on < NEW_CONTRACTS:
        return NOT_APPLICABLE
    return notice(
        "De catalogus van 2018 is na 2021 in Amsterdam-Amstelland niet bevestigd. "
        "Controleer of dit profiel en deze intensiteit nog gelden."
    )


@rule(
    "aa_zawa-29-verblijf",
    topic=RuleTopic.PROFILE,
    valid=FROM_2022,
    source=CONVERSION.derived(),
    reads=(MUNICIPALITY,),
    segments=("V",),
)
def residential_care_cannot_be_checked(case: Case) -> Answer:
    """Welke producten en regels bij segment V (verblijf) horen, is niet bekend."""
    if not in_zawa(case):
        return NOT_APPLICABLE
    return review(
        "Welke profielen, producten en verwijzers bij segment V (verblijf) horen, is niet bekend. "
        "Laat het beoordelen."
    )


@rule(
    "aa_zawa-29-omzetting",
    topic=RuleTopic.PERIOD,
    valid=FIRST_CONTRACTS,
    source=CONVERSION,
    reads=(MUNICIPALITY, SEGMENT, INTENSITY, END),
    segments=BOUGHT,
)
def running_care_moves_to_the_new_contracts(case: Case) -> Answer:
    """Hulp die in Zaanstreek-Waterland doorloopt in 2022, gaat over naar de nieuwe contracten."""
    end, intensity = case.get(END), case.get(INTENSITY)
    if not in_zawa(case) or (end is not None and end < NEW_CONTRACTS):
        return NOT_APPLICABLE
    if intensity in HERSTEL:
        return notice(
            "Loopt deze hulp door in 2022, dan wordt het laatste deel van 30% na het einde van de "
            "hulp betaald volgens de oude afspraken."
        )
    if intensity not in DUURZAAM:
        return NOT_APPLICABLE
    if case[SEGMENT] == "C":
        return notice(
            "Loopt deze hulp door in 2022, dan komt er een nieuwe toewijzing en wordt verblijf "
            "apart gezet. De aanbieder levert daarvoor de gegevens."
        )
    return notice(
        "Loopt deze hulp door in 2022, dan komt er een nieuwe toewijzing voor duurzaam licht of "
        "duurzaam zwaar. Gaat de aanbieder over naar segment C of V, dan wordt verblijf apart "
        "gezet."
    )


RULES: tuple[Declaration, ...] = (
    the_catalogue_is_not_confirmed_after_2021,
    residential_care_cannot_be_checked,
    running_care_moves_to_the_new_contracts,
)
