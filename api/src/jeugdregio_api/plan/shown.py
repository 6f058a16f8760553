"""How values are shown in the answer, at their place: objects, lists, members of enums and others.

Only what is ordinary is shown here. All else goes to ``by_library``, which shows it or raises what
the library says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import GeneratorType, NoneType
from typing import Any, NamedTuple, TypeAlias

from graphql import GraphQLLeafType, Undefined
from graphql.execution.collect_fields import FieldDetails
from graphql.pyutils import Path

from jeugdregio_api.seen import Seen

Group: TypeAlias = list[FieldDetails]
"""A field, at every place of a question where it is asked under one name."""

Place: TypeAlias = tuple[Any, str | int, str | None]
"""Where a value stands: the parts of a ``Path``, which is only made of them when it is needed."""

Show: TypeAlias = Callable[[Any, Place], Any]
"""Called with a value and its place, it gives what is shown of it, or raises."""

Failed: TypeAlias = Callable[[Exception, Place], Any]
"""Notes an error and gives what is shown instead, or raises it where nothing may be missing."""

Kinds: TypeAlias = frozenset[type]
"""The classes of the values that are shown as they are."""


class LeftToLibrary(BaseException):
    """Something that only the library executes. No error: what handles errors lets it pass."""


class Part(NamedTuple):
    """A field of an object, under its name in the answer."""

    key: str
    attribute: str | None
    """The part of the object that it is; ``None`` for one with a resolver."""
    resolved: Show
    """Called with the object and the place of the field, it gives what the resolver does."""
    as_they_are: Kinds
    shown: Show
    failed: Failed


def object_of(name: str, parts: Sequence[Part]) -> Show:
    """Shows objects of the type with this name, of which these parts are asked."""

    def show(source: Any, place: Place) -> dict[str, Any]:
        item = source.item if source.__class__ is Seen else source
        mapping = _is_mapping(item.__class__)
        told: dict[str, Any] = {}
        for key, attribute, resolved, as_they_are, shown, failed in parts:
            try:
                if attribute is None:
                    value = resolved(source, (place, key, name))
                else:
                    value = item.get(attribute) if mapping else getattr(item, attribute)
                if value.__class__ not in as_they_are:
                    value = shown(value, (place, key, name))
                told[key] = value
            except Exception as error:
                told[key] = failed(error, (place, key, name))
        return told

    return show


def listed(as_they_are: Kinds, shown: Show, failed: Failed, by_library: Show) -> Show:
    """Shows lists; the rest is about what they hold."""

    def show(values: Any, place: Place) -> Any:
        if values.__class__ is not tuple and values.__class__ is not list:
            if hasattr(values, "__next__") or hasattr(values, "__anext__"):
                raise LeftToLibrary  # it can be walked once, so whoever walks it must be the last
            return by_library(values, place)
        told: list[Any] = []
        for index, value in enumerate(values):
            try:
                if value.__class__ not in as_they_are:
                    value = shown(value, (place, index, None))
                told.append(value)
            except Exception as error:
                told.append(failed(error, (place, index, None)))
        return told

    return show


def member(by_library: Show) -> Show:
    """Shows members of an enum; the library walks past them all to find the name of one."""
    names: dict[Any, Any] = {}

    def show(value: Any, place: Place) -> Any:
        try:
            return names[value]
        except KeyError:
            told = names[value] = by_library(value, place)
            return told
        except TypeError:  # it cannot be looked up
            return by_library(value, place)

    return show


def single(kind: GraphQLLeafType, by_library: Show) -> Show:
    """Shows values of a scalar that are not shown as they are."""

    def show(value: Any, place: Place) -> Any:
        told = kind.coerce_output_value(value) if is_ordinary(value.__class__) else None
        return by_library(value, place) if told is None or told is Undefined else told

    return show


def left(_value: Any, _place: Place) -> Any:
    """Leave it to the library."""
    raise LeftToLibrary


def path_of(place: Place) -> Path:
    """The place as the library keeps it."""
    if isinstance(place, Path):
        return place
    before, key, name = place
    return Path(path_of(before), key, name)


@cache
def is_ordinary(kind: type) -> bool:
    """Whether values of a class are something, are no errors and need not be waited for."""
    odd = (NoneType, type(Undefined), Exception, GeneratorType)
    return not (issubclass(kind, odd) or hasattr(kind, "__await__"))


@cache
def _is_mapping(kind: type) -> bool:
    return issubclass(kind, Mapping)
