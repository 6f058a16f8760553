"""Who asks and who grants: rule 15."""

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    RequestedBy,
    RuleTopic,
    known_municipality,
    refuse,
    rule,
)
from jeugdregio_core.rules.facts import REQUESTED_BY
from jeugdregio_friesland.profiles import INTENSITIES
from jeugdregio_friesland.sources import FROM_2024, SINCE_2018, before_2024


@rule(
    "friesland-15-aanvrager",
    topic=RuleTopic.ACCESS,
    valid=FROM_2024,
    source=INTENSITIES,
    reads=(REQUESTED_BY,),
    segments=("SJH",),
)
def the_provider_asks(case: Case) -> Answer:
    """De aanbieder vraagt een PIC aan; de gemeente kent toe."""
    by = case.get(REQUESTED_BY)
    if by is None:
        return NOT_APPLICABLE
    if by is not RequestedBy.PROVIDER:
        return refuse(
            f"Dit verzoek komt van de {by.label}. Een PIC vraagt de aanbieder aan; de gemeente "
            "kent toe."
        )
    return None


RULES: tuple[Declaration, ...] = (
    known_municipality(
        "friesland-15",
        "De gemeente die toekent, hoort bij de regio.",
        valid=SINCE_2018,
        source=INTENSITIES,
    ),
    the_provider_asks,
    before_2024(the_provider_asks),
)
