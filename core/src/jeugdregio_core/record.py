"""Values that a decision makes many of.

A frozen dataclass sets each field through ``object.__setattr__``, which takes three times as long
as setting it. A record is frozen to the type checker, and is not guarded while it runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """Make a dataclass of a class, with slots, that is equal by value and not to be changed."""
    return dataclass(slots=True, unsafe_hash=True)(kind)
