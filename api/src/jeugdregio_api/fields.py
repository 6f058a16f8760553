"""How schema types are written down: every field and argument with its description."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

import strawberry


def field(
    description: str,
    resolver: Callable[..., object] | None = None,
    *,
    name: str | None = None,
) -> Any:
    """A field of a schema type; without a resolver it reads the attribute of its own name."""
    if resolver is None:
        return strawberry.field(description=description, name=name)
    return strawberry.field(resolver=resolver, description=description, name=name)


OnDay: TypeAlias = Annotated[
    date | None, strawberry.argument(description="The day it must hold on; today when left out.")
]
SegmentCode: TypeAlias = Annotated[
    str | None, strawberry.argument(description="Code of a segment; any when left out.")
]
ProfileCode: TypeAlias = Annotated[
    str | None,
    strawberry.argument(
        description="Code of a support profile (ondersteuningsprofiel); any when left out."
    ),
]
RegionCode: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="Code of the region, such as friesland.")
]
Id: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(name="id", description="Its id, from an earlier answer.")
]
AsOf: TypeAlias = Annotated[
    datetime | None,
    strawberry.argument(
        description="Show what was known at this moment; what is known now when left out."
    ),
]
