"""What is agreed with a provider holds during a period, and never twice at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from jeugdregio_core.casework.problems import invalid, unknown
from jeugdregio_core.model.period import Period, dutch_date


class Held(Protocol):
    """Something that holds during a period."""

    first: date
    last: date | None


class Ending(Protocol):
    """The first day of what is ended, and the last day that it gets."""

    @property
    def first(self) -> date:
        """First day of what holds already."""

    @property
    def last(self) -> date:
        """Its last day from now on."""


H = TypeVar("H", bound=Held)


def period(first: date, last: date | None) -> Period:
    """The days on which something holds. Raises Declined."""
    try:
        return Period(first, last)
    except ValueError as error:
        raise invalid(str(error), "last") from None


def free(held: Iterable[Held], wanted: Period, what: str, path: str = "first") -> None:
    """Whether nothing of the same kind holds in this period already. Raises Declined."""
    for other in held:
        own = Period(other.first, other.last)
        if own.overlaps(wanted):
            raise invalid(
                f"{what} geldt al {own}. Kies een andere periode, of beëindig die eerst.", path
            )


def end(held: Sequence[H], asked: Ending, what: str, another: str) -> H:
    """Give the one that began on this day its last day. Raises Declined."""
    valid = period(asked.first, asked.last)
    ended = next((one for one in held if one.first == asked.first), None)
    if ended is None:
        raise unknown(f"Er is geen {what} vanaf {dutch_date(asked.first)}.", "first")
    free([one for one in held if one is not ended], valid, another, "last")
    ended.last = asked.last
    return ended
