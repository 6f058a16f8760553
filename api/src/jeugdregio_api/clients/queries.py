"""Young people beside what is about them."""

from typing import TypeVar

from jeugdregio_api.catalogue.help import H
from jeugdregio_api.seen import Seen
from jeugdregio_api.stated import stated_by
from jeugdregio_core.casework.reading.records import (
    AllocationRecord,
    ClientRecord,
    ReferralRecord,
)
from jeugdregio_core.model.region import Municipality

M = TypeVar("M", ClientRecord, ReferralRecord, AllocationRecord)


def client_of(root: Seen[H]) -> Seen[ClientRecord] | None:
    """The young person something is about."""
    held = root.item.client
    return root.beside(held) if held else None


@stated_by("municipality")
def municipality(root: Seen[M]) -> Municipality | None:
    """The municipality as the region knows it on the day, or last knew it."""
    region, code = root.rulebook.region, root.item.municipality
    return region.municipality(code, root.on) or region.former_municipality(code)
