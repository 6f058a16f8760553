"""Where a value stands: its region's rulebook, the day, and the catalogue it belongs to.

Schema types are declarations over the objects of the core; no copies are made. A field without
a resolver reads the attribute of its own name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from jeugdregio_core.casework.reading.records import ProviderRecord
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.rule import Rule

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Place:
    """A region's rulebook on a day, and the catalogue that what is seen there belongs to.

    ``place`` gives one of each, so that its identity tells it from another.
    """

    rulebook: Rulebook
    on: date
    profile_set: ProfileSet | None


def place(rulebook: Rulebook, on: date, profile_set: ProfileSet | None = None) -> Place:
    """This place."""
    key = (id(rulebook), on, id(profile_set))
    return _places.get(key) or _places.setdefault(key, Place(rulebook, on, profile_set))


_places: WeakValueDictionary[tuple[int, date, int], Place] = WeakValueDictionary()
"""By identities that no other can have, for as long as the place holds on to them."""


@dataclass(slots=True)
class Seen(Generic[T]):
    """Something a region states, seen on a day. It is never changed.

    Not frozen: a page holds many, and making a frozen one takes four times as long.
    """

    item: T
    place: Place
    provider: ProviderRecord | None = None
    """The provider at hand, where the region agrees tariffs with each."""

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook of the region."""
        return self.place.rulebook

    @property
    def on(self) -> date:
        """The day."""
        return self.place.on

    @property
    def profile_set(self) -> ProfileSet | None:
        """The catalogue."""
        return self.place.profile_set

    def beside(self, item: U) -> "Seen[U]":
        """Something else, seen in the same place."""
        return Seen(item, self.place)

    def within(self, profile_set: ProfileSet, on: date) -> "Seen[ProfileSet]":
        """A catalogue of the same region, seen on a day."""
        return Seen(profile_set, place(self.rulebook, on, profile_set))

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
