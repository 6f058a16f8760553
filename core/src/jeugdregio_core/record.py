"""Frozen dataclasses that are quick to make: a decision makes many.

A frozen dataclass sets each field through ``object.__setattr__``, which looks the name up every
time. A record keeps the slots at hand, and takes half as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


class Told:
    """What is told again and again keeps the words it was told in: see rules/encoding.py."""

    __slots__ = ("told",)

    told: bytes | None


@dataclass_transform(frozen_default=True)
def record(kind: type[T]) -> type[T]:
    """Make a frozen dataclass with slots of a class; its fields have plain defaults or none."""
    made: Any = dataclass(frozen=True, slots=True)(kind)
    names = {f"set_{f.name}": vars(made)[f.name].__set__ for f in fields(made)}
    names |= {f"default_{f.name}": f.default for f in fields(made)}
    names["set_told"] = vars(Told)["told"].__set__
    exec("\n    ".join(_lines(made)), names)  # noqa: S102
    made.__init__ = names["__init__"]
    result: type[T] = made
    return result


def _lines(kind: Any) -> Iterator[str]:
    parts = [f.name if f.default is MISSING else f"{f.name}=default_{f.name}" for f in fields(kind)]
    yield f"def __init__(self, {', '.join(parts)}):"
    yield from (f"set_{f.name}(self, {f.name})" for f in fields(kind))
    if issubclass(kind, Told):
        yield "set_told(self, None)"
    if hasattr(kind, "__post_init__"):
        yield "self.__post_init__()"
