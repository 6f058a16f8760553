"""How a single value is shown, as text of Python: the usual kinds at once, others by the library.

A value of the usual class needs no more than a look at its class. Dates, moments and UUIDs stay
what they are: the encoder writes them as the library would.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from graphql import GraphQLEnumType, GraphQLLeafType, Undefined

from jeugdregio_api.plan.text import Names, once

_USUAL = {
    "String": ".__class__ is str",
    "ID": ".__class__ is str or isinstance({held}, UUID)",
    "Boolean": ".__class__ is bool",
    "Int": ".__class__ is int and -2147483648 <= {held} <= 2147483647",
    "Date": ".__class__ is date",
    "DateTime": ".__class__ is datetime",
}
KNOWN = {"UUID": UUID, "date": date, "datetime": datetime}
"""What the text mentions by these names."""


class Unusual(Exception):
    """A value that a plan does not show. The library does, or tells what is wrong with it."""


def leaf(kind: GraphQLLeafType, value: str, names: Names, *, required: bool) -> str:
    """The text that shows a value; ``value`` is an expression."""
    if isinstance(kind, GraphQLEnumType):
        return _member(names.of(kind.name, _by_value(kind)), value, required=required)
    by_library = names.of(kind.name, _by_library(kind, required))
    usual = _USUAL.get(kind.name)
    if usual is None:
        return f"{by_library}({value})"
    held, first = once(value)
    test = first + usual.format(held=held)
    if not required:
        test = f"{first} is None or {held}{usual.format(held=held)}"
    return f"({held} if {test} else {by_library}({held}))"


def _member(names_of_values: str, value: str, *, required: bool) -> str:
    if required:
        return f"{names_of_values}[{value}]"
    held, first = once(value)
    return f"(None if {first} is None else {names_of_values}[{held}])"


@cache
def _by_value(kind: GraphQLEnumType) -> dict[Any, str]:
    names: dict[Any, str] = {}
    for name, member in kind.values.items():
        names.setdefault(member.value, name)
    return names


@cache
def _by_library(kind: GraphQLLeafType, required: bool) -> Callable[[Any], Any]:
    def show(value: Any) -> Any:
        if value is None and not required:
            return None
        unusual = value is None or isinstance(value, Exception)
        told = Undefined if unusual else kind.coerce_output_value(value)
        if told is None or told is Undefined:
            raise Unusual
        return told

    return show
