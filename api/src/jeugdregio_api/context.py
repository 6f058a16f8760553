"""What a resolver may look at: the rulebooks and the day it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

import strawberry

from jeugdregio_api.serving import Serving

Clock = Callable[[], date]


def today_in_amsterdam() -> date:
    """The calendar day in the Netherlands."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


@dataclass(frozen=True, slots=True)
class Context:
    """One request. ``today`` is resolved once, so that one answer never spans midnight."""

    serving: Serving
    today: date


Info: TypeAlias = strawberry.Info[Context, None]
