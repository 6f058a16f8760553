"""Help that is named by codes, as a referral or an allocation does: what the catalogue says of it.

The catalogue is that of the day the help is about, so an old code keeps its old meaning.
"""

from datetime import date
from typing import TypeVar

from jeugdregio_api.catalogue import queries
from jeugdregio_api.catalogue.types import Arrangement, Intensity, Profile, Segment
from jeugdregio_api.fields import declared, field
from jeugdregio_api.seen import Place, Seen, place
from jeugdregio_api.stated import stated_by
from jeugdregio_core.casework.reading.records import (
    AllocationRecord,
    ReferralRecord,
    RequestRecord,
)
from jeugdregio_core.model import catalogue
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.period import NotInForce
from jeugdregio_core.rulebook import Rulebook

H = TypeVar("H", ReferralRecord, RequestRecord, AllocationRecord)


def placed(item: H, rulebook: Rulebook, on: date, municipality: str | None) -> Seen[H]:
    """Something stored, seen in the catalogue of its day, beside its provider."""
    return Seen(item, place_on(rulebook, on, municipality), item.provider)


def place_on(rulebook: Rulebook, on: date, municipality: str | None) -> Place:
    """The place with the catalogue in force then, if there is one."""
    key = (id(rulebook), on, municipality)
    held = _places.get(key)
    if held is None:
        if len(_places) >= _MOST:
            _places.clear()
        held = _places[key] = place(rulebook, on, _in_force(rulebook, on, municipality))
    return held


def _in_force(rulebook: Rulebook, on: date, municipality: str | None) -> ProfileSet | None:
    try:
        return rulebook.profile_set_on(on, municipality)
    except NotInForce:
        return None


_MOST = 4_000

_places: dict[tuple[int, date, str | None], Place] = {}
"""By the identity of the rulebook, which the place holds. A page asks a hundred times."""


@stated_by("segment", "profile", "intensity", provider=True)
def _arrangement(root: Seen[H]) -> Seen[catalogue.Arrangement] | None:
    item, held = root.item, root.profile_set
    if held is None or item.segment is None or item.profile is None or item.intensity is None:
        return None
    known = held.arrangement(item.segment, item.profile, item.intensity)
    return Seen(known, root.place, root.provider) if known else None


def _codes(root: Seen[H]) -> H:
    return root.item


@declared(description="The codes of help, as they were given.")
class HelpCodes:
    """Declared over what is stored; also what no catalogue knows is here."""

    segment: str | None = field("Code of the segment.")
    profile: str | None = field("Code of the support profile.")
    intensity: str | None = field("Code of the intensity.")


@declared(description="Help that is named by codes.")
class Help:
    """What a referral, a request and an allocation have in common."""

    codes: HelpCodes = field("The codes as they were given.", _codes)
    segment: Segment | None = field(
        "Its segment; null where the catalogue of its day has none.", queries.segment_of
    )
    profile: Profile | None = field(
        "Its support profile; null where the catalogue of its day has none.", queries.profile_of
    )
    intensity: Intensity | None = field(
        "Its intensity; null where the catalogue of its day has none.", queries.intensity_of
    )
    arrangement: Arrangement | None = field(
        "Its arrangement; null where the catalogue of its day has none.", _arrangement
    )
