"""What a resolver may look at: the rulebooks, the day it is, and what is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

import strawberry

from jeugdregio_api.http.trace import Trace, current_trace
from jeugdregio_api.serving import Serving
from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.record import record

if TYPE_CHECKING:
    from jeugdregio_api.events.feed import Feed
    from jeugdregio_core.casework.desk import Desk

Clock = Callable[[], date]
Moments = Callable[[], datetime]


def today_in_amsterdam() -> date:
    """The calendar day in the Netherlands."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


@record
class Context:
    """One request. ``today`` is resolved once, so that one answer never spans midnight.

    ``desk`` is where what is stored is read and written; ``None`` where nothing is stored.
    """

    serving: Serving
    today: date
    actor: Actor
    """Who asks."""
    desk: Desk | None = None
    trace: Trace | None = field(default_factory=current_trace)
    feed: Feed | None = None
    """Where what happens in cases is followed; there where there is a desk."""


Info: TypeAlias = strawberry.Info[Context, None]
