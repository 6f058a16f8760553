"""Where a value stands: its region's rulebook, the day, and the catalogue it belongs to.

Schema types are declarations over the objects of the core; no copies are made. A field without
a resolver reads the attribute of its own name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from jeugdregio_core.casework.reading.records import ProviderRecord
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.rule import Rule

T = TypeVar("T")
U = TypeVar("U")


@dataclass(slots=True)
class Seen(Generic[T]):
    """Something a region states, seen on a day. It is never changed.

    Not frozen: a page holds many, and making a frozen one takes four times as long.
    """

    item: T
    rulebook: Rulebook
    on: date
    profile_set: ProfileSet | None = None
    provider: ProviderRecord | None = None
    """The provider at hand, where the region agrees tariffs with each."""

    def beside(self, item: U) -> "Seen[U]":
        """Something else, seen in the same place."""
        return Seen(item, self.rulebook, self.on, self.profile_set)

    def within(self, profile_set: ProfileSet, on: date) -> "Seen[ProfileSet]":
        """A catalogue of the same region, seen on a day."""
        return Seen(profile_set, self.rulebook, on, profile_set)

    def rule(self, code: str | None) -> Rule | None:
        """The region's rule with this code in force on the day."""
        held = (r for r in self.rulebook.rules if r.code == code and self.on in r.valid)
        return next(held, None)


def attribute(source: object, name: str) -> object:
    """Read a field that has no resolver of its own: an attribute, or a part of stored JSON."""
    item = source.item if isinstance(source, Seen) else source
    if item.__class__ is dict or isinstance(item, Mapping):
        return item.get(name)
    return getattr(item, name)
