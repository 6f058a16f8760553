"""What is asked and what is done as GraphQL input types, made from the core.

A resolver gets the plain mapping that was sent. The core reads it, so that problems are the same on
every road in.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from functools import cache
from inspect import cleandoc
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

import strawberry

from jeugdregio_api.fields import declared
from jeugdregio_core.comparison import question
from jeugdregio_core.rules.input import CaseInput

Given: TypeAlias = Mapping[str, Any]
"""An input as it was sent."""

_NAMES: dict[type[Any], str] = {
    CaseInput: "DecideInput",
    question.InRegion: "CompareRegionInput",
}


@cache
def input_type(kind: type[Any]) -> type[Any]:
    """The GraphQL input type of a dataclass whose fields say in ``doc`` what they are."""
    of_a_decision = kind.__module__ == CaseInput.__module__
    name = _NAMES.get(kind, f"Decide{kind.__name__}" if of_a_decision else kind.__name__)
    hints = get_type_hints(kind)
    annotations: dict[str, Any] = {}
    members: dict[str, Any] = {
        "__annotations__": annotations,
        "__module__": __name__,
        "__doc__": kind.__doc__,
    }
    for part in sorted(fields(kind), key=_is_required, reverse=True):
        required = _is_required(part)
        wanted = _as_graphql(hints[part.name])
        annotations[part.name] = wanted if required else wanted | None
        members[part.name] = strawberry.field(
            description=part.metadata["doc"],
            default=MISSING if required else strawberry.UNSET,
        )
    declare: Callable[[type[Any]], type[Any]] = declared(
        description=cleandoc(kind.__doc__ or ""), is_input=True
    )
    made = declare(type(name, (), members))
    definition: Any = made.__strawberry_definition__
    definition.from_input = _plain
    return made


def _is_required(part: Field[Any]) -> bool:
    return part.default is MISSING and part.default_factory is MISSING


def _as_graphql(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return _as_graphql(next(arm for arm in get_args(hint) if arm is not NoneType))
    if get_origin(hint) is tuple:
        return list[_as_graphql(get_args(hint)[0])]  # type: ignore[misc]
    if hint is Decimal:
        return float
    return input_type(hint) if isinstance(hint, type) and is_dataclass(hint) else hint


def _plain(_kind: type[Any], value: Mapping[str, Any], _context: object) -> Any:
    return value


if TYPE_CHECKING:
    DecideInput: TypeAlias = Given
    CompareInput: TypeAlias = Given
else:
    DecideInput = input_type(CaseInput)
    CompareInput = input_type(question.CompareInput)
