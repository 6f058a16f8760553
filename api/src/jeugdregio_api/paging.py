"""Lists that are asked in parts: Relay connections over the pages that the store reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

import strawberry

from jeugdregio_api.fields import declared, field
from jeugdregio_core.casework.reading.questions import PartOf
from jeugdregio_core.casework.reading.records import Page
from jeugdregio_core.record import record

T = TypeVar("T")
R = TypeVar("R")

DEFAULT = 50

First: TypeAlias = Annotated[
    int | None, strawberry.argument(description="How many items at most: 1 to 100.")
]
After: TypeAlias = Annotated[
    str | None, strawberry.argument(description="A cursor of an earlier answer; after that one.")
]


@declared(description="Where a part of a list begins and ends.")
class PageInfo:
    """Declared over a part of a list."""

    has_next_page: bool = field("Whether there is more.")
    has_previous_page: bool = field("Whether this part was asked after a cursor.")
    start_cursor: str | None = field("Cursor of the first item; null when there is none.")
    end_cursor: str | None = field("Cursor of the last item; null when there is none.")


@declared(description="An item and its place in the list.")
class Edge(Generic[T]):
    """Declared over an item of a part."""

    cursor: str = field("Where it stands; ask for more after it.")
    node: T = field("The item.")


@declared(description="A part of a list, newest or soonest first.")
class Connection(Generic[T]):
    """Declared over a part of a list."""

    total_count: int = field("How many there are in the whole list, with this filter.")
    page_info: PageInfo = field("Where this part begins and ends.")
    edges: list[Edge[T]] = field("The items, each with its place.")


@dataclass(slots=True)
class ShownEdge:
    """An item and its place. Not frozen: a page holds many."""

    cursor: str
    node: Any


@record
class ShownPageInfo:
    """Where a part begins and ends."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@record
class Shown:
    """A part of a list as the schema shows it."""

    total_count: int | None
    page_info: ShownPageInfo
    edges: list[ShownEdge]


def part(first: int | None, after: str | None) -> PartOf:
    """The part that is asked for. Raises BadQuestion."""
    return PartOf(first=DEFAULT if first is None else first, after=after)


def shown(page: Page[R], after: str | None, seen: Callable[[R], Any]) -> Shown:
    """A page with every item seen in its place."""
    ends = (page.cursors[0], page.cursors[-1]) if page.cursors else (None, None)
    items = zip(page.cursors, page.items, strict=True)
    return Shown(
        total_count=page.total,
        page_info=ShownPageInfo(page.more, after is not None, *ends),
        edges=[ShownEdge(cursor, seen(item)) for cursor, item in items],
    )
