"""For each region and role an organisation that has something to see in the demo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from jeugdregio_core.casework.actor import Role
from jeugdregio_core.model.codes import ReferrerType
from jeugdregio_core.model.region import Region
from jeugdregio_core.record import record

if TYPE_CHECKING:
    from jeugdregio_core.store.transaction import Store


@record
class Account:
    """Somebody in the demo."""

    role: Role
    region: Region
    organisation: str | None
    name: str

    @property
    def label(self) -> str:
        """What people choose it by."""
        return f"{self.region.name}: {self.role.label} {self.name}"


def accounts(region: Region, day: date, store: Store | None) -> Iterator[Account]:
    """The accounts of a region: those with most to see. Without a store there is no provider."""
    municipality, provider = _busiest(region, store)
    here = region.municipalities_on(day)
    yield Account(Role.REGION, region, None, region.organisation)
    for one in sorted(here, key=lambda m: m.code != municipality)[:1]:
        yield Account(Role.MUNICIPALITY, region, one.code, one.name)
    if provider:
        yield Account(Role.PROVIDER, region, *provider)
    yield Account(Role.REFERRER, region, _referrer(), "(huisarts)")


def _busiest(region: Region, store: Store | None) -> tuple[str | None, tuple[str, str] | None]:
    if store is None:
        return None, None
    from jeugdregio_core.casework.demo.busiest import busiest

    found = store.read(lambda session: busiest(session, region.code))
    return found.municipality, found.provider


def _referrer() -> str:
    """The code of a general practitioner who refers in the demo."""
    from jeugdregio_core.casework.demo.families import REFERRERS

    return REFERRERS[ReferrerType.HUISARTS]
