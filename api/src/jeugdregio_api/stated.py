"""Marks the resolvers whose answers can be kept as they are shown.

What a resolver of something ``stated`` answers depends on its rulebook, the day, the catalogue and
its arguments, and on today; on nothing that is stored of anybody, and on nothing else of the
question. What one of something ``written`` answers depends on one text that was stored.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from jeugdregio_core.record import record

F = TypeVar("F", bound=Callable[..., Any])

_MARK = "__stated__"
_WRITTEN = "__written__"


@record
class Stated:
    """What tells one answer of a resolver from another, beside the place that it is seen in."""

    parts: tuple[str, ...] | None
    """The parts of the item at hand; ``None`` where the item itself is what the region states."""
    provider: bool = False
    """Whether the provider at hand may count, as it does for tariffs."""
    record: str | None = None
    """A part that is told apart by its identity, since it is a record that is kept itself."""


def stated(resolver: F) -> F:
    """Mark a resolver of something that the region states itself."""
    setattr(resolver, _MARK, Stated(None))
    return resolver


def stated_with_provider(resolver: F) -> F:
    """Mark a resolver of something that the region may state for the provider at hand."""
    setattr(resolver, _MARK, Stated(None, provider=True))
    return resolver


def stated_by(*parts: str, provider: bool = False) -> Callable[[F], F]:
    """Mark a resolver that looks up, by these parts of its item, what the region states of them."""

    def mark(resolver: F) -> F:
        setattr(resolver, _MARK, Stated(parts, provider))
        return resolver

    return mark


def registered(part: str) -> Callable[[F], F]:
    """Mark a resolver of a provider that an item has: what it is contracted for, and the like.

    The record of a provider is the same for as long as nothing changes in its region.
    """

    def mark(resolver: F) -> F:
        setattr(resolver, _MARK, Stated((), record=part))
        return resolver

    return mark


def stated_of(resolver: object) -> Stated | None:
    """How a resolver is marked; ``None`` for one that is not."""
    return getattr(resolver, _MARK, None)


def written(part: str) -> Callable[[F], F]:
    """Mark a resolver that only opens this part of a record, which holds it as text."""

    def mark(resolver: F) -> F:
        setattr(resolver, _WRITTEN, part)
        return resolver

    return mark


def written_of(resolver: object) -> str | None:
    """The part that a resolver opens; ``None`` for one that is not marked so."""
    return getattr(resolver, _WRITTEN, None)
