"""Marks the resolvers that only repeat what a region states, so that it can be kept as it is shown.

What such a resolver answers depends on its rulebook, the day, the catalogue and its arguments, and
on today; on nothing that is stored of anybody, and on nothing else of the question.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])

_MARK = "__stated__"


@dataclass(frozen=True, slots=True)
class Stated:
    """What tells one answer of a resolver from another, beside the place that it is seen in."""

    parts: tuple[str, ...] | None
    """The parts of the item at hand; ``None`` where the item itself is what the region states."""
    provider: bool
    """Whether the provider at hand counts, as it does for tariffs."""


def stated(resolver: F) -> F:
    """Mark a resolver of something that the region states itself."""
    setattr(resolver, _MARK, Stated(None, provider=False))
    return resolver


def stated_by(*parts: str, provider: bool = False) -> Callable[[F], F]:
    """Mark a resolver that looks up, by these parts of its item, what the region states of them."""

    def mark(resolver: F) -> F:
        setattr(resolver, _MARK, Stated(parts, provider))
        return resolver

    return mark


def stated_of(resolver: object) -> Stated | None:
    """How a resolver is marked; ``None`` for one that is not."""
    return getattr(resolver, _MARK, None)
