"""Stapelen van toewijzingen: rules 7 and 13, and profile H beside pleegzorg (12)."""

from jeugdregio_core import Case, Condition, MissingFact, Permission, StackingMatrix, Term
from jeugdregio_core.rules.facts import PROFILE, RUNNING, SEGMENT
from jeugdregio_core.rules.input import AllocationInput
from jeugdregio_friesland.catalogue import PROFILE_H
from jeugdregio_friesland.sources import BEFORE_2024, FROM_2024, LIVING_PAGE, SJH_PAGE

PAGE = SJH_PAGE.at("Wonen")


def _profiles(case: Case, other: AllocationInput) -> set[str]:
    """The SJH profiles among the two."""
    asked = {case[PROFILE]} if case[SEGMENT] == "SJH" else set()
    if other.segment != "SJH":
        return asked
    if other.profile is None:
        raise MissingFact(RUNNING)
    return {*asked, other.profile}


d_beside_h = Condition(
    "d-beside-h",
    "het om profiel D naast profiel H gaat",
    lambda case, other: _profiles(case, other) == {"D", "H"},
    (PROFILE,),
    frozenset({"segment", "profile"}),
)
h_beside_pleegzorg = Condition(
    "h-beside-pleegzorg",
    "het om profiel H naast pleegzorg gaat",
    lambda case, other: _profiles(case, other) == {"H"},
    (PROFILE,),
    frozenset({"segment", "profile"}),
)

living_beside_sjh = Term(
    "friesland-07",
    "Wonen en SJH mogen tegelijk lopen, ook bij verschillende aanbieders.",
    Permission.PERMITTED,
)
two_in_sjh = Term(
    "friesland-13",
    "Of twee toewijzingen in SJH samen mogen, zeggen de bronnen niet; alleen D hoort bij H.",
    Permission.UNSPECIFIED,
    (d_beside_h,),
    source=PROFILE_H.derived(),
)
pleegzorg_beside_sjh = Term(
    "friesland-12-pleegzorg",
    "Naast pleegzorg mag profiel H; van andere profielen zeggen de bronnen niets.",
    Permission.UNSPECIFIED,
    (h_beside_pleegzorg,),
    source=PROFILE_H,
)
silent = Term(
    "friesland-13-percelen",
    "Of andere percelen samen mogen, zeggen de bronnen niet.",
    Permission.UNSPECIFIED,
    source=PAGE.derived(),
)

MATRIX = StackingMatrix(
    code="friesland-stapelen-2024",
    valid=FROM_2024,
    source=PAGE,
    segments=("SJH", "WONEN", "DYSLEXIE", "PLEEGZORG"),
    cells={
        ("SJH", "SJH"): two_in_sjh,
        ("SJH", "WONEN"): living_beside_sjh,
        ("SJH", "PLEEGZORG"): pleegzorg_beside_sjh,
    },
    otherwise=silent,
)

BEFORE = StackingMatrix(
    code="friesland-stapelen-2018",
    valid=BEFORE_2024,
    source=LIVING_PAGE.derived(),
    segments=("SJH", "DYSLEXIE", "PLEEGZORG"),
    otherwise=Term(
        "friesland-13",
        "Of toewijzingen van vóór 2024 samen mogen, zeggen de bronnen niet.",
        Permission.UNSPECIFIED,
    ),
)
