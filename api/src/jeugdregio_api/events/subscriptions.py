"""The events of a region, as they come."""

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Annotated

import strawberry

from jeugdregio_api.context import Info
from jeugdregio_api.desk import hold_to, office_of
from jeugdregio_api.errors import bad_input
from jeugdregio_api.events.types import Event
from jeugdregio_api.fields import RegionCode
from jeugdregio_core.model.events import EventKind

if TYPE_CHECKING:
    from jeugdregio_api.events.feed import Feed

_DIGITS = 18


async def events(
    info: Info,
    region: RegionCode,
    kinds: Annotated[
        list[EventKind] | None,
        strawberry.argument(description="Only these kinds; all when left out."),
    ] = None,
    after: Annotated[
        str | None,
        strawberry.argument(
            description="A position of an earlier event, to go on right after it. From now on "
            "when left out; 0 is from the oldest that is kept."
        ),
    ] = None,
) -> AsyncGenerator[Event, None]:
    """Every event after a position, and then each new one as it comes."""
    actor = office_of(info).actor
    hold_to(region, info)
    feed: Feed | None = info.context.feed
    assert feed is not None, "a service with an office has a feed"
    position = await feed.newest(region) if after is None else _read(after)
    return feed.follow(region, actor, kinds or (), position)  # type: ignore[return-value]


def _read(after: str) -> int:
    if not (after.isascii() and after.isdigit() and len(after) <= _DIGITS):
        raise bad_input("Geef bij after de position van een eerdere gebeurtenis.")
    return int(after)
