"""Requests as they stand, or stood at a moment."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from jeugdregio_api.allocations.queries import placed_allocation
from jeugdregio_api.catalogue.help import placed
from jeugdregio_api.context import Info
from jeugdregio_api.desk import found, look
from jeugdregio_api.fields import AsOf, Id, RegionCode
from jeugdregio_api.filters import RequestStatusFilter, TextFilter, equal, operand
from jeugdregio_api.paging import DEFAULT, After, First, Shown, part, shown
from jeugdregio_api.seen import Seen
from jeugdregio_api.selection import wanted, wanted_of_page
from jeugdregio_core.casework.reading.questions import Look, RequestFilter
from jeugdregio_core.casework.reading.records import (
    AllocationRecord,
    Page,
    ReferralRecord,
    RequestRecord,
)
from jeugdregio_core.rulebook import Rulebook

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Work


@strawberry.input(description="Which requests. What is null or left out filters nothing.")
class RequestWhere:
    """Filters of a list of requests."""

    status: RequestStatusFilter | None = operand("By status.")
    provider: TextFilter | None = operand("By the code of the provider.")


async def requests(
    info: Info,
    region: RegionCode,
    first: First = DEFAULT,
    after: After = None,
    where: Annotated[
        RequestWhere | None, strawberry.argument(description="Which requests.")
    ] = None,
    as_of: AsOf = None,
) -> Shown:
    """A part of the requests, newest first."""
    given = where or RequestWhere()
    asked = part(first, after)
    only = RequestFilter(status=equal(given.status), provider=equal(given.provider))
    wanted_here = Look(wanted=wanted_of_page(info), known_at=as_of)

    def see(work: "Work") -> Page[RequestRecord]:
        from jeugdregio_core.casework.reading import requests as reading

        return reading.page(work, asked, only, wanted_here)

    page = await look(info, region, see)
    rulebook = info.context.serving.guard(region).rulebook
    return shown(page, after, lambda record: placed_request(rulebook, record))


async def request(
    info: Info, region: RegionCode, identity: Id, as_of: AsOf = None
) -> Seen[RequestRecord]:
    """One request."""
    wanted_here = Look(wanted=wanted(info), known_at=as_of)

    def see(work: "Work") -> RequestRecord | None:
        from jeugdregio_core.casework.reading import requests as reading

        return reading.one(work, identity, wanted_here)

    record = found(await look(info, region, see), "Dit verzoek")
    return placed_request(info.context.serving.guard(region).rulebook, record)


def placed_request(rulebook: Rulebook, record: RequestRecord) -> Seen[RequestRecord]:
    """A request in the catalogue of the day on which the help is to begin."""
    municipality = record.client.municipality if record.client else None
    return placed(record, rulebook, _first_day(record), municipality)


def _first_day(record: RequestRecord) -> date:
    start = record.facts.get("start")
    return date.fromisoformat(start) if start else record.submitted_at.date()


def reference(root: Seen[RequestRecord]) -> str:
    """What the national messages call it."""
    return str(root.item.id)


def requests_of(root: Seen[ReferralRecord]) -> list[Seen[RequestRecord]]:
    """The requests under a referral."""
    return [placed_request(root.rulebook, one) for one in root.item.requests]


def allocations_of(
    root: Seen[ReferralRecord] | Seen[RequestRecord],
) -> list[Seen[AllocationRecord]]:
    """The allocations that came of it."""
    return [placed_allocation(root.rulebook, one) for one in root.item.allocations]
