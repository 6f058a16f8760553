"""The SPIC: profile and intensity in a segment: rules 4, 5, 6 and 13."""

from datetime import date, timedelta

from jeugdregio_aa_zawa.catalogue import BOUGHT
from jeugdregio_aa_zawa.region import in_zawa
from jeugdregio_aa_zawa.sources import (
    FAQ_INTENSITIES,
    FROM_2018,
    FROM_2022,
    LEAD_CONTRACTOR,
    PROFILES,
    SPIC,
)
from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    RuleTopic,
    known_profile,
    notice,
    passed,
    product_of_arrangement,
    refuse,
    review,
    rule,
    spoken,
)
from jeugdregio_core.rules.facts import (
    END,
    INTENSITY,
    MUNICIPALITY,
    NORM_DURATION,
    PRODUCT,
    PRODUCT_CATEGORY,
    PROFILE,
    SEGMENT,
    START,
)


@rule(
    "aa_zawa-05",
    topic=RuleTopic.PROFILE,
    valid=FROM_2018,
    source=PROFILES,
    reads=(INTENSITY, SEGMENT, MUNICIPALITY, START),
    segments=BOUGHT,
)
def there_are_four_intensities(case: Case) -> Answer:
    """De intensiteit is perspectief, intensief, duurzaam licht of duurzaam zwaar."""
    wanted, held = case[INTENSITY], case.profile_set
    if held is None:
        return NOT_APPLICABLE
    if held.intensity(wanted) is not None:
        return None
    if case[SEGMENT] == "C" and in_zawa(case) and case.on in FROM_2022:
        return review(
            f"Segment C kreeg in Zaanstreek-Waterland vanaf 2022 meer intensiteiten. Of {wanted} "
            "daarbij hoort, is niet bekend. Laat het beoordelen."
        )
    known = spoken(intensity.code for intensity in held.intensities)
    return refuse(f"Intensiteit {wanted} bestaat niet in {held.title}. Bekend: {known}.")


@rule(
    "aa_zawa-06",
    topic=RuleTopic.PROFILE,
    valid=FROM_2018,
    source=SPIC.derived(),
    reads=(SEGMENT, PROFILE, INTENSITY),
    segments=BOUGHT,
)
def a_spic_has_three_parts(case: Case) -> Answer:
    """Een SPIC is een segment (B of C) met een profiel en een intensiteit."""
    segment, profile, intensity = case[SEGMENT], case.get(PROFILE), case.get(INTENSITY)
    if profile is None or intensity is None:
        missing = spoken(
            word
            for word, value in (("het profiel", profile), ("de intensiteit", intensity))
            if value is None
        )
        return refuse(f"De SPIC is niet compleet. Er ontbreekt: {missing}.")
    held = case.profile_set
    found = held.arrangement(segment, profile, intensity) if held else None
    if found is None:
        return NOT_APPLICABLE
    if found.confirmed:
        return passed(f"SPIC {found.code} is bevestigd ({found.source.document}).")
    return notice(
        f"SPIC {found.code} kan volgens het stelsel, maar staat in geen gepubliceerde tabel. "
        "Controleer of deze combinatie bestaat."
    )


@rule(
    "aa_zawa-06-product",
    topic=RuleTopic.MESSAGE,
    valid=FROM_2018,
    source=LEAD_CONTRACTOR.derived(),
    reads=(PRODUCT, PRODUCT_CATEGORY, SEGMENT, PROFILE, INTENSITY),
    segments=BOUGHT,
)
def products_are_not_known(case: Case) -> Answer:
    """De gemeente betaalt voor het resultaat van een SPIC, niet voor losse producten."""
    asked = case.get(PRODUCT) or case.get(PRODUCT_CATEGORY)
    if asked is None:
        return NOT_APPLICABLE
    product = case.get(PRODUCT)
    checked = product_of_arrangement(case, product) if product else None
    return checked or notice(
        f"Product {asked} is niet getoetst: welke productcodes bij een SPIC horen, is niet bekend."
    )


@rule(
    "aa_zawa-13",
    topic=RuleTopic.NORM,
    valid=FROM_2018,
    source=FAQ_INTENSITIES,
    reads=(INTENSITY, NORM_DURATION, START, END),
    segments=BOUGHT,
)
def herstel_has_a_guide_length(case: Case) -> Answer:
    """Perspectief en intensief duren als richtpunt hoogstens 12 tot 18 maanden."""
    wanted, held = case.get(INTENSITY), case.profile_set
    intensity = held.intensity(wanted) if held and wanted else None
    if intensity is None or intensity.guide_months is None:
        return NOT_APPLICABLE
    asked, start, end = case.get(NORM_DURATION), case.get(START), case.get(END)
    if asked is None and (start is None or end is None):
        return NOT_APPLICABLE
    longest = intensity.guide_months[1]
    too_long = (asked is not None and asked > longest) or (
        start is not None and end is not None and _lasts_longer(longest, start, end)
    )
    if not too_long:
        return None
    return notice(
        f"De hulp duurt langer dan {longest} maanden. Dat is boven het richtpunt voor "
        f"{intensity.name}; het is geen harde grens."
    )


def _lasts_longer(months: int, first: date, last: date) -> bool:
    after = last + timedelta(days=1)
    passed_months = (after.year - first.year) * 12 + after.month - first.month
    return (passed_months, after.day) > (months, first.day)


RULES: tuple[Declaration, ...] = (
    known_profile(
        "aa_zawa-04",
        "Het profiel is 1 tot en met 11; van 5 tot en met 11 is de naam niet bekend.",
        valid=FROM_2018,
        source=PROFILES,
        segments=BOUGHT,
    ),
    there_are_four_intensities,
    a_spic_has_three_parts,
    products_are_not_known,
    herstel_has_a_guide_length,
)
