"""Everything a region states, object by object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from jeugdregio_core.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Stated:
    """An object in a rulebook, and how to name it to a person."""

    name: str
    item: Any


def stated(rulebook: Rulebook) -> Iterator[Stated]:
    """The region, its catalogues, matrices, frameworks and rules, and all that they hold."""
    for held in (
        rulebook.region,
        *rulebook.profile_sets,
        *rulebook.stacking,
        *rulebook.norm_frameworks,
        *rulebook.rules,
    ):
        yield from _within(held, "")


def _within(item: Any, holder: str) -> Iterator[Stated]:
    name = f"{holder}{type(item).__name__} {_code(item)}".rstrip()
    if hasattr(item, "source"):
        yield Stated(name, item)
    for field in (field for field in fields(item) if field.init):
        for part in _parts(getattr(item, field.name)):
            if is_dataclass(part):
                yield from _within(part, f"{name}, " if hasattr(item, "source") else holder)


def _code(item: Any) -> str:
    named = (
        getattr(item, attribute, None) for attribute in ("code", "rule", "arrangement", "label")
    )
    return str(next((name for name in named if name), ""))


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, (tuple, list, frozenset)):
        yield from value
    elif isinstance(value, dict):
        yield from value.values()
    else:
        yield value
