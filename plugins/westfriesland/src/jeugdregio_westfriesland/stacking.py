"""Stapelen van toewijzingen since July 2025: rules 10, 11 and 12."""

from jeugdregio_core import (
    DIFFERENT_PROVIDERS,
    Permission,
    RuleTopic,
    StackingMatrix,
    Term,
    statement,
)
from jeugdregio_westfriesland.sources import FROM_JULY_2025, SLIDES

TABLE = SLIDES.at("Stapelen van toewijzingen")

other_provider = Term(
    "westfriesland-10",
    "Twee toewijzingen in segment B, of twee in segment C, mogen alleen bij verschillende "
    "aanbieders.",
    Permission.CONDITIONAL,
    (DIFFERENT_PROVIDERS,),
)
free = Term(
    "westfriesland-11",
    "B naast C, B naast V, C naast V en V naast V mogen samen.",
    Permission.PERMITTED,
)
silent = Term(
    "westfriesland-10-producten",
    "Of een product naast de profielen (zoals vervoer) mag stapelen, zegt de bron niet.",
    Permission.UNSPECIFIED,
    source=TABLE.derived(),
)

MATRIX = StackingMatrix(
    code="westfriesland-stapelen-2025",
    valid=FROM_JULY_2025,
    source=TABLE,
    segments=("B", "V", "C"),
    cells={
        ("B", "B"): other_provider,
        ("C", "C"): other_provider,
        ("B", "C"): free,
        ("B", "V"): free,
        ("C", "V"): free,
        ("V", "V"): free,
    },
    otherwise=silent,
    silent_on_products=frozenset({"VERVOER", "MEDICATIECONTROLE", "DAGBESTEDING"}),
)

ORDER_DOES_NOT_MATTER = statement(
    "westfriesland-12",
    "Voor stapelen maakt de volgorde niet uit: B naast C is hetzelfde als C naast B.",
    topic=RuleTopic.STACKING,
    valid=FROM_JULY_2025,
    source=TABLE.derived(),
    place="region.profileSet.stacking",
)
