"""Referrals as they stand, or stood at a moment."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from jeugdregio_api.catalogue.help import placed
from jeugdregio_api.context import Info
from jeugdregio_api.desk import found, look
from jeugdregio_api.fields import AsOf, Id, RegionCode
from jeugdregio_api.filters import (
    DateFilter,
    ReferralStatusFilter,
    TextFilter,
    days,
    equal,
    operand,
)
from jeugdregio_api.paging import DEFAULT, After, First, Shown, part, shown
from jeugdregio_api.seen import Seen
from jeugdregio_api.selection import wanted, wanted_of_page
from jeugdregio_core.casework.reading.questions import Look, ReferralFilter
from jeugdregio_core.casework.reading.records import Page, ReferralRecord
from jeugdregio_core.rulebook import Rulebook

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Work


@strawberry.input(description="Which referrals. What is null or left out filters nothing.")
class ReferralWhere:
    """Filters of a list of referrals."""

    status: ReferralStatusFilter | None = operand("By status.")
    municipality: TextFilter | None = operand("By the CBS code of the municipality.")
    provider: TextFilter | None = operand("By the code of the provider that was chosen.")
    received_on: DateFilter | None = operand("By the day on which the referral came in.")


async def referrals(
    info: Info,
    region: RegionCode,
    first: First = DEFAULT,
    after: After = None,
    where: Annotated[
        ReferralWhere | None, strawberry.argument(description="Which referrals.")
    ] = None,
    as_of: AsOf = None,
) -> Shown:
    """A part of the referrals, newest first."""
    given = where or ReferralWhere()
    asked = part(first, after)
    only = ReferralFilter(
        status=equal(given.status),
        municipality=equal(given.municipality),
        provider=equal(given.provider),
        received_on=days(given.received_on),
    )
    wanted_here = Look(wanted=wanted_of_page(info), known_at=as_of)

    def see(work: "Work") -> Page[ReferralRecord]:
        from jeugdregio_core.casework.reading import referrals as reading

        return reading.page(work, asked, only, wanted_here)

    page = await look(info, region, see)
    rulebook = info.context.serving.guard(region).rulebook
    return shown(page, after, lambda record: placed_referral(rulebook, record))


async def referral(
    info: Info, region: RegionCode, identity: Id, as_of: AsOf = None
) -> Seen[ReferralRecord]:
    """One referral."""
    wanted_here = Look(wanted=wanted(info), known_at=as_of)

    def see(work: "Work") -> ReferralRecord | None:
        from jeugdregio_core.casework.reading import referrals as reading

        return reading.one(work, identity, wanted_here)

    record = found(await look(info, region, see), "Deze verwijzing")
    return placed_referral(info.context.serving.guard(region).rulebook, record)


def placed_referral(rulebook: Rulebook, record: ReferralRecord) -> Seen[ReferralRecord]:
    """A referral in the catalogue of the day on which it came in."""
    return placed(record, rulebook, record.received_on, record.municipality)
