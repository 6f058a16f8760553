"""Chance that is the same every time: all that is drawn follows from the seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from jeugdregio_core.casework.days import AMSTERDAM
from jeugdregio_core.record import record

T = TypeVar("T")


@record
class Draw:
    """A source of chance."""

    chance: Random

    @classmethod
    def seeded(cls, *seed: object) -> Draw:
        """One that gives the same for the same seed."""
        return cls(Random(" ".join(map(str, seed))))  # noqa: S311

    def often(self, share: float) -> bool:
        """Yes, in this share of the cases."""
        return self.chance.random() < share

    def one_of(self, items: Sequence[T]) -> T:
        """One of them, all as likely."""
        return items[int(self.chance.random() * len(items))]

    def weighed(self, weights: Mapping[T, float]) -> T:
        """One of them, by its weight."""
        left = self.chance.random() * sum(weights.values())
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        return item

    def some_of(self, items: Sequence[T], least: int, most: int) -> list[T]:
        """Some of them, in their own order."""
        count = min(len(items), self.number(least, most))
        places = sorted(self.chance.sample(range(len(items)), count))
        return [items[place] for place in places]

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self.chance.random() * (most - least + 1))

    def between(self, first: date, last: date) -> date:
        """A day, both ends included."""
        return first + timedelta(days=self.number(0, (last - first).days))

    def after(self, day: date, least: int, most: int) -> date:
        """A day that comes so many days later."""
        return day + timedelta(days=self.number(least, most))

    def moment(self, day: date) -> datetime:
        """A moment in the working hours of a day."""
        hour = time(self.number(8, 15), self.number(0, 59), self.number(0, 59), tzinfo=AMSTERDAM)
        return datetime.combine(day, hour)

    def identity(self) -> UUID:
        """An id."""
        return UUID(int=self.chance.getrandbits(128), version=4)
