"""Arrangements, their product codes and how they are paid: rules 5, 7, 8 and 9."""

import re

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    Frequency,
    RuleTopic,
    Unit,
    notice,
    passed,
    refuse,
    review,
    rule,
    statement,
)
from jeugdregio_core.rules.facts import INTENSITY, PRODUCT, PROFILE, VOLUME
from jeugdregio_westfriesland.catalogue import PRODUCT_TABLE
from jeugdregio_westfriesland.sources import FROM_JULY_2025, SLIDES

_CODE = re.compile(r"50([1-8])(PE|IN|DL|DZ)")

treatment_in_midden_complex = statement(
    "westfriesland-05",
    "Een arrangement voor midden complexe hulp (profiel 5 tot en met 8) bevat altijd behandeling.",
    topic=RuleTopic.PROFILE,
    valid=FROM_JULY_2025,
    source=SLIDES.at("Laag- en midden complexe jeugdhulp"),
    place="region.profileSet.profiles.treatment",
)


def parse_product_code(code: str) -> tuple[str, str] | None:
    """The profile and intensity in a product code, or ``None`` if it has another form."""
    match = _CODE.fullmatch(code)
    return (match[1], match[2]) if match else None


@rule(
    "westfriesland-07",
    topic=RuleTopic.PROFILE,
    valid=FROM_JULY_2025,
    source=PRODUCT_TABLE.derived(),
    reads=(PRODUCT, PROFILE, INTENSITY),
    segments=("B",),
)
def product_code_follows_profile_and_intensity(case: Case) -> Answer:
    """De productcode is 50, dan het profiel, dan de intensiteit; niet elke code is bevestigd."""
    given = case.get(PRODUCT)
    if given is not None and case.profile_set is not None and case.profile_set.component(given):
        return NOT_APPLICABLE
    profile, intensity, held = case[PROFILE], case[INTENSITY], case.arrangement()
    code = held.product.code if held else None
    if held is None or code is None:
        return NOT_APPLICABLE
    if given is not None and given != code:
        return refuse(
            f"Productcode {given} past niet bij profiel {profile} met intensiteit {intensity}. "
            f"Gebruik {code}."
        )
    if held.confirmed:
        return passed(f"Productcode {code} staat in de productentabel.")
    return notice(
        f"Productcode {code} volgt het patroon, maar staat in geen gepubliceerde tabel. "
        "Controleer of dit arrangement bestaat."
    )


@rule(
    "westfriesland-08",
    topic=RuleTopic.PAYMENT,
    valid=FROM_JULY_2025,
    source=SLIDES.at("Arrangementen"),
    reads=(VOLUME,),
    segments=("B",),
)
def arrangements_are_paid_per_month(case: Case) -> Answer:
    """Een arrangement in segment B gaat in stuks per maand: een vast bedrag per maand."""
    volume = case.get(VOLUME)
    if volume is None or (volume.unit is None and volume.frequency is None):
        return NOT_APPLICABLE
    if volume.unit is Unit.STUKS_INSPANNING:
        return review("De bron zegt 'stuks', niet welk soort. Gebruik stuks (output) of vraag na.")
    if volume.unit not in (None, Unit.STUKS):
        return refuse(f"Vraag stuks per maand, geen {volume.unit.label}: het bedrag is vast.")
    if volume.frequency not in (None, Frequency.MAAND):
        return refuse(f"Vraag stuks per maand, niet {volume.frequency.label}.")
    return None


unknown_tariff_is_null = statement(
    "westfriesland-09",
    "Een tarief dat niet bekend is, is leeg met een reden, en nooit nul.",
    topic=RuleTopic.PAYMENT,
    valid=FROM_JULY_2025,
    source=SLIDES.at("Arrangementen").derived(),
    place="region.profileSet.arrangements.tariff",
)

RULES: tuple[Declaration, ...] = (
    treatment_in_midden_complex,
    product_code_follows_profile_and_intensity,
    arrangements_are_paid_per_month,
    unknown_tariff_is_null,
)
