"""What a resolver may look at: the rulebooks, the day it is, and what is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

import strawberry

from jeugdregio_api.serving import Serving

if TYPE_CHECKING:
    from jeugdregio_api.events.feed import Feed
    from jeugdregio_core.casework.desk import Actor, Desk

Clock = Callable[[], date]
Moments = Callable[[], datetime]


def today_in_amsterdam() -> date:
    """The calendar day in the Netherlands."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Office:
    """Where what is stored is read and written, and who asks."""

    desk: Desk
    actor: Actor


@dataclass(frozen=True, slots=True)
class Context:
    """One request. ``today`` is resolved once, so that one answer never spans midnight.

    ``office`` is ``None`` for a service that stores nothing.
    """

    serving: Serving
    today: date
    office: Office | None = None
    feed: Feed | None = None
    """Where what happens in cases is followed; there where there is an office."""

    @property
    def subject(self) -> str:
        """Whose connections are counted together."""
        return self.office.actor.subject if self.office else ""


Info: TypeAlias = strawberry.Info[Context, None]
