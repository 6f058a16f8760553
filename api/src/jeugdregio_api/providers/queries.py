"""Who is contracted, and for what."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeVar

import strawberry

from jeugdregio_api.catalogue.help import H, place_on
from jeugdregio_api.context import Info
from jeugdregio_api.desk import look
from jeugdregio_api.fields import OnDay, RegionCode
from jeugdregio_api.filters import NameFilter, TextFilter, equal, operand
from jeugdregio_api.paging import After, First, Shown, part, shown
from jeugdregio_api.seen import Seen
from jeugdregio_api.selection import wanted_of_page
from jeugdregio_api.stated import registered, stated
from jeugdregio_core.casework.reading.questions import Look, ProviderFilter
from jeugdregio_core.casework.reading.records import (
    AgreementRecord,
    AvailabilityRecord,
    ContractRecord,
    Page,
    ProviderRecord,
    TariffRecord,
)
from jeugdregio_core.model.catalogue import Arrangement
from jeugdregio_core.model.period import Period

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Work

D = TypeVar("D", ContractRecord, AgreementRecord, TariffRecord)


@strawberry.input(description="Which providers. What is null or left out filters nothing.")
class ProviderWhere:
    """Filters of the sociale kaart."""

    segment: TextFilter | None = operand("Contracted for this segment.")
    profile: TextFilter | None = operand("Contracted for this support profile.")
    intensity: TextFilter | None = operand("Contracted for this intensity.")
    municipality: TextFilter | None = operand(
        "CBS code: contracted for what the catalogue of this municipality has."
    )
    contracted_on: date | None = operand("The day of the contract; today when left out.")
    name: NameFilter | None = operand("By a part of the name.")


async def providers(
    info: Info,
    region: RegionCode,
    first: First = 20,
    after: After = None,
    where: Annotated[
        ProviderWhere | None, strawberry.argument(description="Which providers.")
    ] = None,
) -> Shown:
    """Who is contracted on a day, and how soon a family can start."""
    given = where or ProviderWhere()
    asked = part(first, after)
    only = ProviderFilter(
        contracted_on=given.contracted_on or info.context.today,
        segment=equal(given.segment),
        profile=equal(given.profile),
        intensity=equal(given.intensity),
        municipality=equal(given.municipality),
        name=given.name.contains if given.name else None,
    )
    wanted = Look(wanted=wanted_of_page(info))

    def see(work: "Work") -> Page[ProviderRecord]:
        from jeugdregio_core.casework.reading import finder

        return finder.find(work, asked, only, wanted)

    found = await look(info, region, see)
    rulebook = info.context.serving.guard(region).rulebook
    here = place_on(rulebook, only.contracted_on, only.municipality)
    return shown(found, after, lambda record: Seen(record, here, record))


@registered("provider")
def provider_of(root: Seen[H]) -> Seen[ProviderRecord] | None:
    """The provider of something."""
    held = root.item.provider
    return Seen(held, root.place, held) if held else None


@stated
def contracts(root: Seen[ProviderRecord], on: OnDay = None) -> list[Seen[ContractRecord]]:
    """The contracts, each seen in the catalogue of the day in it that is nearest."""
    return [
        _in_its_catalogue(root, contract)
        for contract in root.item.contracts
        if on is None or on in period(contract)
    ]


def _in_its_catalogue(root: Seen[ProviderRecord], contract: ContractRecord) -> Seen[ContractRecord]:
    last = root.on if contract.last is None else min(root.on, contract.last)
    day = max(last, contract.first)
    here = root.place if day == root.on else place_on(root.rulebook, day, None)
    return Seen(contract, here, root.item)


@stated
def period(root: D | Seen[ContractRecord]) -> Period:
    """When it holds."""
    item = root.item if isinstance(root, Seen) else root
    return Period(item.first, item.last)


@stated
def arrangements(root: Seen[ContractRecord]) -> list[Seen[Arrangement]]:
    """The arrangements of the catalogue that the contract covers."""
    held, contract = root.profile_set, root.item
    return [
        Seen(arrangement, root.place, root.provider)
        for arrangement in (held.arrangements if held else ())
        if arrangement.segment == contract.segment and _covers(contract, arrangement)
    ]


def _covers(contract: ContractRecord, arrangement: Arrangement) -> bool:
    profile, intensity = arrangement.profile, arrangement.intensity
    ways = {(profile, intensity), (profile, None), (None, intensity), (None, None)}
    return not ways.isdisjoint(contract.items)


@stated
def availability(root: Seen[ProviderRecord]) -> Seen[AvailabilityRecord] | None:
    """The shortest wait for the help at hand."""
    found = root.item.availability
    return root.beside(found) if found else None


@stated
def waiting_times(root: Seen[ProviderRecord]) -> list[Seen[AvailabilityRecord]]:
    """The newest report for every segment and profile."""
    return [root.beside(reported) for reported in root.item.waiting_times]
