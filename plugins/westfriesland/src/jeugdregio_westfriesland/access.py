"""Which catalogue, which municipality, and which codes: rules 1, 2, 4, 6, 25 and 28."""

from jeugdregio_core import (
    Answer,
    Case,
    Declaration,
    RuleTopic,
    dutch_date,
    known_intensity,
    known_municipality,
    known_profile,
    known_segment,
    notice,
    passed,
    rule,
)
from jeugdregio_core.rules.facts import PROFILE, START
from jeugdregio_westfriesland.catalogue import AGREEMENTS, PRODUCT_TABLE, PROFILE_TABLE
from jeugdregio_westfriesland.sources import (
    FROM_JULY_2025,
    KOGGENLAND_2025,
    OLD_CONTRACT,
    PRODUCTS_SITE,
    PROVINCE,
    SINCE_JEUGDWET,
    SLIDES,
)


@rule(
    "westfriesland-01",
    topic=RuleTopic.PERIOD,
    valid=SINCE_JEUGDWET,
    source=SLIDES.at("Wat doen we nu?"),
    reads=(START,),
)
def the_start_chooses_the_catalogue(case: Case) -> Answer:
    """De startdatum van de toewijzing bepaalt of de oude of de nieuwe profielenset geldt."""
    start = case[START]
    if case.profile_set is None:
        return None
    return passed(f"Start op {dutch_date(start)}: {case.profile_set.title}.")


@rule(
    "westfriesland-04-v-c",
    topic=RuleTopic.PROFILE,
    valid=FROM_JULY_2025,
    source=PROFILE_TABLE.derived(),
    reads=(PROFILE,),
    segments=("V", "C"),
)
def other_segments_have_no_known_profiles(case: Case) -> Answer:
    """Van segment V en C zijn geen profielen en producten bekend."""
    asked = case.get(PROFILE)
    what = f"Profiel {asked}" if asked else "Wat er gevraagd wordt"
    return notice(f"{what} is niet getoetst: de profielen van segment V en C zijn niet bekend.")


RULES: tuple[Declaration, ...] = (
    the_start_chooses_the_catalogue,
    known_segment(
        "westfriesland-02",
        "Het segment is B, V of C.",
        valid=FROM_JULY_2025,
        source=AGREEMENTS,
    ),
    known_segment(
        "westfriesland-02",
        "Het segment is B of C.",
        valid=OLD_CONTRACT,
        source=KOGGENLAND_2025.derived(),
    ),
    known_profile(
        "westfriesland-04",
        "Segment B heeft profiel 1 tot en met 8: tot en met 4 laag, vanaf 5 midden complex.",
        valid=FROM_JULY_2025,
        source=PROFILE_TABLE,
        segments=("B",),
        products_instead=True,
    ),
    known_profile(
        "westfriesland-04",
        "Segment B heeft profiel 1 tot en met 10.",
        valid=OLD_CONTRACT,
        source=PRODUCTS_SITE,
        segments=("B",),
    ),
    other_segments_have_no_known_profiles,
    known_intensity(
        "westfriesland-06",
        "De intensiteit is PE, IN, DL of DZ.",
        valid=FROM_JULY_2025,
        source=PRODUCT_TABLE,
        segments=("B",),
        products_instead=True,
    ),
    known_intensity(
        "westfriesland-25",
        "De intensiteit is A tot en met F; G bestaat alleen voor profiel 4 en 6.",
        valid=OLD_CONTRACT,
        source=PRODUCTS_SITE,
        segments=("B",),
    ),
    known_municipality(
        "westfriesland-28",
        "De gemeente is een van de zeven van Westfriesland.",
        valid=SINCE_JEUGDWET,
        source=PROVINCE,
    ),
)
