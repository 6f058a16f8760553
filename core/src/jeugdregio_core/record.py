"""Values of the house itself: frozen to the type checker, and not guarded while the program runs.

A frozen dataclass sets each field through ``object.__setattr__``, which takes three times as long
as setting it, and Python compiles six methods for every such class at every start, where a record
has three. What a plugin gives or gets is guarded: that stays a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def record(kind: type[T]) -> type[T]: ...
@overload
def record(*, eq: bool = True, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: Any = None, *, eq: bool = True, kw_only: bool = False) -> Any:
    """Make a dataclass of a class, with slots, that is equal by value and not to be changed."""

    def make(kind: Any) -> Any:
        kind.__repr__ = _shown
        return dataclass(slots=True, repr=False, eq=eq, unsafe_hash=eq, kw_only=kw_only)(kind)

    return make(kind) if kind else make


@recursive_repr()
def _shown(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"
