"""Another intensity than was advised, or than runs now: rule 19."""

from jeugdregio_aa_zawa.catalogue import BOUGHT
from jeugdregio_aa_zawa.sources import FROM_2018, REQUEST_AND_TARIFF
from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    RequestKind,
    RuleTopic,
    passed,
    review,
    rule,
)
from jeugdregio_core.rules.facts import ADVISED_INTENSITY, INTENSITY


@rule(
    "aa_zawa-19",
    topic=RuleTopic.PROFILE,
    valid=FROM_2018,
    source=REQUEST_AND_TARIFF,
    reads=(ADVISED_INTENSITY, INTENSITY),
    segments=BOUGHT,
)
def another_intensity_needs_consultation(case: Case) -> Answer:
    """Wijkt de intensiteit af van het advies, dan overlegt de aanbieder met het lokale team."""
    chosen = case.get(INTENSITY)
    if chosen is None:
        return NOT_APPLICABLE
    advised = case[ADVISED_INTENSITY]
    if chosen == advised:
        return passed(f"De aanbieder volgt het advies van de verwijzer: {advised}.")
    return review(
        f"De verwijzer adviseerde {advised}, de aanbieder kiest {chosen}. De aanbieder overlegt "
        "hierover met het lokale team. Komen zij er niet uit, dan beslist een onafhankelijke "
        "deskundige; dat besluit is bindend."
    )


@rule(
    "aa_zawa-19-wijziging",
    topic=RuleTopic.MESSAGE,
    valid=FROM_2018,
    source=REQUEST_AND_TARIFF.derived(),
    kinds=(RequestKind.CHANGE,),
)
def changing_during_care_is_not_described(_case: Case) -> Answer:
    """Over een wijziging tijdens de hulp zeggen de bronnen niets."""
    return review(
        "Of een lopende toewijzing gewijzigd kan worden, zeggen de bronnen niet. "
        "Laat het beoordelen."
    )


RULES: tuple[Declaration, ...] = (
    another_intensity_needs_consultation,
    changing_during_care_is_not_described,
)
