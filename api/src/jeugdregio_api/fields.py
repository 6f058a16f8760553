"""How schema types are written down: every field and argument with its description."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, TypeAlias, TypeVar

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.object_type import _process_type

T = TypeVar("T")


def declared(
    *, description: str, name: str | None = None, is_input: bool = False
) -> Callable[[type[T]], type[T]]:
    """A type of the schema of which nobody makes one: it is shown over objects of the core.

    It is what ``strawberry.type`` makes but for ``__init__``, ``__eq__`` and ``__repr__``. Python
    would compile those at every start, for all types together in 90 ms. What ``date | None`` is in
    the schema is found out once, and not twice for every field.
    """

    def declare(kind: type[T]) -> type[T]:
        said = kind.__annotations__
        kind.__annotations__ = {
            part: _annotation(kind.__module__, one) for part, one in said.items()
        }
        bare = dataclass(init=False, eq=False, repr=False, match_args=False)(kind)
        kind.__annotations__ = said
        return _process_type(bare, name=name, description=description, is_input=is_input)

    return declare


@cache
def _annotation(module: str, said: object) -> StrawberryAnnotation:
    return StrawberryAnnotation(said, namespace=vars(sys.modules[module]))


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
