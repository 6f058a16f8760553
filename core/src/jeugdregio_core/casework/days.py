"""Days and moments, as they are in the Netherlands."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day_of(moment: datetime) -> date:
    """The day it is at that moment."""
    return moment.astimezone(AMSTERDAM).date()


def midnight(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(tzinfo=AMSTERDAM))
