"""Look into the file of one young person."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from jeugdregio_api.allocations.queries import placed_allocation
from jeugdregio_api.context import Info
from jeugdregio_api.desk import found, look
from jeugdregio_api.fields import AsOf, RegionCode
from jeugdregio_api.referrals.queries import placed_referral
from jeugdregio_api.seen import Seen, place
from jeugdregio_api.selection import wanted
from jeugdregio_core.casework.reading.questions import Look, readable
from jeugdregio_core.casework.reading.records import (
    AllocationRecord,
    ClientRecord,
    FileRecord,
    ReferralRecord,
)

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Work


async def client_file(
    info: Info,
    region: RegionCode,
    reference: Annotated[
        str, strawberry.argument(description="Reference that the organisation gave.")
    ],
    as_of: AsOf = None,
) -> Seen[FileRecord]:
    """Everything on file of one young person."""
    readable(reference)
    asked = Look(wanted=wanted(info), known_at=as_of)

    def see(work: "Work") -> FileRecord | None:
        from jeugdregio_core.casework.reading import files

        return files.of_client(work, reference, asked)

    file = found(await look(info, region, see), "Deze jeugdige")
    return Seen(file, place(info.context.serving.guard(region).rulebook, info.context.today))


def client(root: Seen[FileRecord]) -> Seen[ClientRecord]:
    """The young person."""
    return root.beside(root.item.client)


def referrals(root: Seen[FileRecord]) -> list[Seen[ReferralRecord]]:
    """The referrals, newest first."""
    return [placed_referral(root.rulebook, one) for one in root.item.referrals]


def allocations(root: Seen[FileRecord]) -> list[Seen[AllocationRecord]]:
    """The allocations, newest first."""
    return [placed_allocation(root.rulebook, one) for one in root.item.allocations]
