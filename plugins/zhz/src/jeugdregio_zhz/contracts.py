"""What a provider must have: rules 17, 27 and 29."""

from jeugdregio_core import (
    Answer,
    Case,
    Declaration,
    RuleTopic,
    refuse,
    rule,
    statement,
)
from jeugdregio_core.rules.facts import (
    AGREEMENTS,
    CONTRACTED_SEGMENTS,
    PROVIDER,
    PROVIDERS,
    SEGMENT,
)
from jeugdregio_zhz.sources import CHANGES, EDUCATION, FROM_2022


@rule(
    "zhz-17",
    topic=RuleTopic.CONTRACT,
    valid=FROM_2022,
    source=EDUCATION,
    reads=(PROVIDER, PROVIDERS, AGREEMENTS),
    segments=("3",),
)
def day_care_works_with_schools(case: Case) -> Answer:
    """Een aanbieder van dagvoorzieningen heeft afspraken met het samenwerkingsverband."""
    if "samenwerkingsverband" in case.agreements():
        return None
    return refuse(
        "Van de aanbieder zijn geen afspraken met het samenwerkingsverband van het onderwijs "
        "bekend. Voor dagbesteding en dagbehandeling moeten die aantoonbaar zijn."
    )


@rule(
    "zhz-29",
    topic=RuleTopic.CONTRACT,
    valid=FROM_2022,
    source=CHANGES,
    reads=(PROVIDER, PROVIDERS, CONTRACTED_SEGMENTS, AGREEMENTS, SEGMENT),
)
def contract_fits_the_segment(case: Case) -> Answer:
    """De aanbieder heeft de hoofdovereenkomst en de deelovereenkomst van het segment."""
    segment = case[SEGMENT]
    if segment not in case.contracted_segments():
        return refuse(f"De aanbieder heeft geen deelovereenkomst voor segment {segment}.")
    if "hoofdovereenkomst" not in case.agreements():
        return refuse("De aanbieder heeft geen hoofdovereenkomst met de regio.")
    return None


pgb_and_zin_are_equal = statement(
    "zhz-27",
    "De kwaliteitseisen voor pgb zijn dezelfde als voor zorg in natura: er is één stel regels.",
    topic=RuleTopic.CONTRACT,
    valid=FROM_2022,
    source=CHANGES,
    place="region.rules",
)

RULES: tuple[Declaration, ...] = (
    day_care_works_with_schools,
    pgb_and_zin_are_equal,
    contract_fits_the_segment,
)
