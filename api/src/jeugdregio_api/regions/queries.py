"""The regions that are served."""

from typing import Annotated

import strawberry

from jeugdregio_api.context import Info
from jeugdregio_api.fields import OnDay
from jeugdregio_api.seen import Seen, place
from jeugdregio_api.stated import stated, stated_by
from jeugdregio_core.model.region import Municipality, Region
from jeugdregio_core.rules.decision import Stamp


def regions(info: Info) -> list[Seen[Region]]:
    """Every region that is served, seen today."""
    context = info.context
    return [Seen(book.region, place(book, context.today)) for book in context.serving.rulebooks]


def region(
    info: Info,
    code: Annotated[
        strawberry.ID, strawberry.argument(description="Code of the region, such as friesland.")
    ],
) -> Seen[Region]:
    """One region, seen today. Raises UnknownRegion."""
    rulebook = info.context.serving.guard(code).rulebook
    return Seen(rulebook.region, place(rulebook, info.context.today))


@stated_by()
def municipalities(root: Seen[Region], on: OnDay = None) -> tuple[Municipality, ...]:
    """The municipalities on a day."""
    return root.item.municipalities_on(on or root.on)


@stated
def stamp(root: Seen[Region]) -> Stamp:
    """Which rulebook answers."""
    return root.rulebook.stamp
