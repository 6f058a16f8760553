"""Cut what holds for years at the days on which a supplied fact begins or ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from jeugdregio_core.model.period import Dated, NotInForce, Period

D = TypeVar("D", bound=Dated)
Change = Callable[[], None]
"""Carries a fact into a piece. It is called when the fact fits everywhere."""


def cut(held: D, periods: Iterable[Period]) -> tuple[D, ...]:
    """The parts of something dated, so that each period holds for a part or not at all."""
    starts = sorted({held.valid.first, *(d for d in _edges(periods) if d in held.valid)})
    if len(starts) == 1:
        return (held,)
    ends = [*(start - timedelta(days=1) for start in starts[1:]), held.valid.last]
    parts: Any = (held,) * len(starts)
    return tuple(
        replace(part, valid=Period(first, last))
        for part, first, last in zip(parts, starts, ends, strict=True)
    )


def within(pieces: Iterable[D], valid: Period | None, what: str) -> list[D]:
    """The pieces for which this period holds; without a period all of them.

    Raises ValueError, in Dutch, where its first day lies in none of them.
    """
    held = list(pieces)
    if valid is None:
        return held
    check_first_day(held, valid, what)
    return [piece for piece in held if piece.valid.first in valid]


def check_first_day(pieces: Iterable[Dated], valid: Period, what: str) -> None:
    """Raises ValueError, in Dutch, where the first day of a period lies in none of these."""
    held = list(pieces)
    if not any(valid.first in piece.valid for piece in held):
        raise ValueError(str(NotInForce(what, valid.first, held)))


def _edges(periods: Iterable[Period]) -> Iterator[date]:
    for period in periods:
        yield period.first
        if period.last is not None and period.last < date.max:
            yield period.last + timedelta(days=1)
