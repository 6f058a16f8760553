"""Months between days, as people count them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal


def later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def length(first: date, last: date) -> Decimal:
    """How many months a period lasts, both days included: 1 January to 31 March is exactly 3."""
    after = last + timedelta(days=1)
    whole = (after.year - first.year) * 12 + after.month - first.month
    if later(first, whole) > after:
        whole -= 1
    begun, ended = later(first, whole), later(first, whole + 1)
    return whole + Decimal((after - begun).days) / (ended - begun).days
