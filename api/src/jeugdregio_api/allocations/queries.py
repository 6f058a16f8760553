"""Allocations as they stand, or stood at a moment."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from jeugdregio_api.catalogue.help import placed
from jeugdregio_api.context import Info
from jeugdregio_api.desk import found, look
from jeugdregio_api.fields import AsOf, RegionCode
from jeugdregio_api.filters import AllocationStatusFilter, TextFilter, equal, operand
from jeugdregio_api.paging import DEFAULT, After, First, Shown, part, shown
from jeugdregio_api.seen import Seen
from jeugdregio_api.selection import wanted, wanted_of_page
from jeugdregio_core.casework.reading.questions import AllocationFilter, Look, readable
from jeugdregio_core.casework.reading.records import (
    AllocationRecord,
    Page,
    VersionRecord,
)
from jeugdregio_core.rulebook import Rulebook

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Work


@strawberry.input(description="Which allocations. What is null or left out filters nothing.")
class AllocationWhere:
    """Filters of a list of allocations."""

    id: TextFilter | None = operand("By its id, as an event (gebeurtenis) points at it.")
    status: AllocationStatusFilter | None = operand("By status.")
    municipality: TextFilter | None = operand("By the CBS code of the municipality.")
    provider: TextFilter | None = operand("By the code of the provider.")


async def allocations(
    info: Info,
    region: RegionCode,
    first: First = DEFAULT,
    after: After = None,
    where: Annotated[
        AllocationWhere | None, strawberry.argument(description="Which allocations.")
    ] = None,
    as_of: AsOf = None,
) -> Shown:
    """A part of the allocations, newest first."""
    given = where or AllocationWhere()
    asked = part(first, after)
    only = AllocationFilter(
        id=equal(given.id),
        status=equal(given.status),
        municipality=equal(given.municipality),
        provider=equal(given.provider),
    )
    wanted_here = Look(wanted=wanted_of_page(info), known_at=as_of)

    def see(work: "Work") -> Page[AllocationRecord]:
        from jeugdregio_core.casework.reading import allocations as reading

        return reading.page(work, asked, only, wanted_here)

    page = await look(info, region, see)
    rulebook = info.context.serving.guard(region).rulebook
    return shown(page, after, lambda record: placed_allocation(rulebook, record))


async def allocation(
    info: Info,
    region: RegionCode,
    municipality: Annotated[
        str, strawberry.argument(description="CBS code of the municipality that allocated.")
    ],
    number: Annotated[int, strawberry.argument(description="Number of the allocation.")],
    as_of: AsOf = None,
) -> Seen[AllocationRecord]:
    """One allocation."""
    readable(municipality)
    wanted_here = Look(wanted=wanted(info), known_at=as_of)

    def see(work: "Work") -> AllocationRecord | None:
        from jeugdregio_core.casework.reading import allocations as reading

        return reading.one(work, municipality, number, wanted_here)

    record = found(await look(info, region, see), "Deze toewijzing")
    return placed_allocation(info.context.serving.guard(region).rulebook, record)


def placed_allocation(rulebook: Rulebook, record: AllocationRecord) -> Seen[AllocationRecord]:
    """An allocation in the catalogue of its first day."""
    return placed(record, rulebook, record.start, record.municipality)


def version_of(root: VersionRecord | Seen[AllocationRecord]) -> VersionRecord:
    """The version itself, of which a part is shown."""
    return root.item if isinstance(root, Seen) else root


def amount(root: VersionRecord) -> int | None:
    """Number of units."""
    return root.volume_amount
