"""How lists are filtered. An operand that is null or left out filters nothing."""

from datetime import date
from typing import Any, Protocol, TypeVar

import strawberry

from jeugdregio_core.casework.reading.questions import Days
from jeugdregio_core.model.casework import AllocationStatus, ReferralStatus, RequestStatus

T_co = TypeVar("T_co", covariant=True)


def operand(description: str) -> Any:
    """An operand of a filter, or a filter of a list."""
    return strawberry.field(description=description, default=None)


@strawberry.input(description="Filters by a code or text.")
class TextFilter:
    """Compares with one text."""

    eq: str | None = operand("Only what is equal to this.")


@strawberry.input(description="Filters by a name.")
class NameFilter:
    """Compares with a part of a name."""

    contains: str | None = operand("Only names with this in it; capitals make no difference.")


@strawberry.input(description="Filters by a day; both ends are included.")
class DateFilter:
    """Compares with a day or a range of days."""

    eq: date | None = operand("Only this day.")
    gte: date | None = operand("This day or later.")
    lte: date | None = operand("This day or earlier.")


@strawberry.input(description="Filters by the status of a referral.")
class ReferralStatusFilter:
    """Compares with one status."""

    eq: ReferralStatus | None = operand("Only this status.")


@strawberry.input(description="Filters by the status of a request.")
class RequestStatusFilter:
    """Compares with one status."""

    eq: RequestStatus | None = operand("Only this status.")


@strawberry.input(description="Filters by the status of an allocation.")
class AllocationStatusFilter:
    """Compares with one status."""

    eq: AllocationStatus | None = operand("Only this status.")


class _Equal(Protocol[T_co]):
    @property
    def eq(self) -> T_co | None: ...


def equal(given: _Equal[T_co] | None) -> T_co | None:
    """The value asked for, if any."""
    return given.eq if given else None


def days(given: DateFilter | None) -> Days:
    """The range of days asked for; open where nothing is said."""
    if given is None:
        return Days()
    firsts = [day for day in (given.eq, given.gte) if day]
    lasts = [day for day in (given.eq, given.lte) if day]
    return Days(first=max(firsts, default=None), last=min(lasts, default=None))
