"""Which segment, which municipality and which door: rules 1, 14, 28 and 31."""

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    Entry,
    RequestKind,
    RuleTopic,
    known_municipality,
    known_segment,
    notice,
    refuse,
    review,
    rule,
    spoken,
)
from jeugdregio_core.rules.facts import CHANGE_OF, ENTRY, MUNICIPALITY, PRODUCT, SEGMENT, START
from jeugdregio_zhz.region import WENT_UP_IN
from jeugdregio_zhz.sources import (
    AFTER_THE_GOALS,
    BEFORE_THE_MERGERS,
    CHANGES,
    EDUCATION,
    FROM_2022,
    MUNICIPALITY_LIST,
    REGION_SITE,
    SEGMENTS,
    SINCE_THE_MERGERS,
)


@rule(
    "zhz-01-na-2025",
    topic=RuleTopic.PERIOD,
    valid=AFTER_THE_GOALS,
    source=EDUCATION.derived(),
    reads=(START,),
)
def the_contract_may_have_ended(_case: Case) -> Answer:
    """Of de contracten na 2025 zo doorlopen, is niet bekend."""
    return notice(
        "De doelen van de regio lopen tot en met 31 december 2025. Wanneer de contracten eindigen, "
        "is niet bekend. Controleer of deze regels nog gelden."
    )


@rule(
    "zhz-14",
    topic=RuleTopic.ACCESS,
    valid=FROM_2022,
    source=CHANGES.derived(),
    reads=(CHANGE_OF, SEGMENT, ENTRY),
    kinds=(RequestKind.NEW, RequestKind.CHANGE),
    segments=("1", "2"),
)
def entry_through_the_central_access(case: Case) -> Answer:
    """Instroom in segment 1 en 2 loopt alleen via de centrale toegang."""
    running = case.get(CHANGE_OF)
    if running is not None and running.segment == case[SEGMENT]:
        return NOT_APPLICABLE
    if case[ENTRY] is not Entry.CENTRAL_ACCESS:
        return refuse(
            f"Segment {case[SEGMENT]} is alleen bereikbaar via de centrale toegang. "
            "Meld de jeugdige daar aan."
        )
    return None


@rule(
    "zhz-28",
    topic=RuleTopic.ACCESS,
    valid=FROM_2022,
    source=CHANGES,
    reads=(PRODUCT,),
)
def childcare_is_local(case: Case) -> Answer:
    """Opvang is geen dienst van de regio: die regelt de gemeente met BSO+."""
    if case.get(PRODUCT) != "OPVANG":
        return NOT_APPLICABLE
    return refuse(
        "Opvang is geen dienst van de regio. Vraag bij de gemeente naar BSO+ (gespecialiseerde "
        "opvang na school)."
    )


@rule(
    "zhz-31",
    topic=RuleTopic.ACCESS,
    valid=BEFORE_THE_MERGERS,
    source=REGION_SITE,
    reads=(MUNICIPALITY, START),
)
def a_municipality_before_the_mergers(case: Case) -> Answer:
    """Tot 2019 telde de regio 17 gemeenten; van acht daarvan is de code bekend."""
    wanted, region = case[MUNICIPALITY], case.catalogue.region
    if case.municipality(wanted) is not None:
        return None
    later = region.former_municipality(wanted)
    if later is not None:
        return refuse(f"Gemeente {wanted} ({later.name}) is er pas {later.valid}.")
    former = spoken(name for names in WENT_UP_IN.values() for name in names)
    return review(
        f"Gemeente {wanted} is niet te controleren. Tot 2019 hoorden ook {former} bij "
        "de regio; hun codes zijn niet bekend."
    )


RULES: tuple[Declaration, ...] = (
    known_segment(
        "zhz-01",
        "Het segment is een van de zeven: 1 tot en met 7.",
        valid=FROM_2022,
        source=SEGMENTS,
    ),
    the_contract_may_have_ended,
    entry_through_the_central_access,
    childcare_is_local,
    a_municipality_before_the_mergers,
    known_municipality(
        "zhz-31",
        "De gemeente is een van de tien van Zuid-Holland Zuid.",
        valid=SINCE_THE_MERGERS,
        source=MUNICIPALITY_LIST,
    ),
)
