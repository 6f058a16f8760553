"""Periods of validity: a first and a last day, both included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol, TypeVar

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


@lru_cache(maxsize=4096)
def dutch_date(day: date) -> str:
    """Write a day as people say it: ``1 juli 2025``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which something holds, from ``first`` up to and including ``last``.

    ``last=None`` means: no end is known. A last day before the first is an error.
    """

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(
                f"De periode eindigt op {dutch_date(self.last)}, "
                f"vóór het begin op {dutch_date(self.first)}."
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two periods share at least one day."""
        return (self.last is None or other.first <= self.last) and (
            other.last is None or self.first <= other.last
        )

    def __str__(self) -> str:
        if self.last is None:
            return f"vanaf {dutch_date(self.first)}"
        return f"{dutch_date(self.first)} tot en met {dutch_date(self.last)}"


def since(year: int, month: int = 1, day: int = 1) -> Period:
    """A period that starts on the given day and has no known end."""
    return Period(date(year, month, day))


def between(first: tuple[int, int, int], last: tuple[int, int, int]) -> Period:
    """A closed period; both days, given as (year, month, day), are included."""
    return Period(date(*first), date(*last))


class Dated(Protocol):
    """Anything that holds during a period."""

    @property
    def valid(self) -> Period:
        """The days on which it holds."""


D = TypeVar("D", bound=Dated)


class NotInForce(LookupError):
    """Nothing holds on the day asked for; the message says what held before and what after."""

    def __init__(self, what: str, on: date, known: Iterable[Dated]) -> None:
        self.what = what
        self.on = on
        self.known = tuple(sorted((item.valid for item in known), key=lambda p: p.first))
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        known = "; ".join(str(period) for period in self.known) or "niets"
        return f"Op {dutch_date(self.on)} geldt geen {self.what}. Bekend: {known}."


def in_force(items: Iterable[D], on: date) -> tuple[D, ...]:
    """Everything that holds on the given day, in the order given. Never falls back."""
    return tuple(item for item in items if on in item.valid)
