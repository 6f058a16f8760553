"""Remember the last few answers, so that memory stays within bounds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Kept(Generic[T]):
    """At most so many answers; the one that was needed longest ago goes. Threads may share it."""

    most: int
    _held: OrderedDict[Hashable, T] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer to this key, made when it is not there."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            self._held[key] = made
            while len(self._held) > self.most:
                self._held.popitem(last=False)
        return made


class Same:
    """A key that is these very objects, whatever they hold."""

    __slots__ = ("_objects",)

    def __init__(self, *objects: object) -> None:
        self._objects = objects

    def __hash__(self) -> int:
        return hash(tuple(map(id, self._objects)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Same)
            and len(self._objects) == len(other._objects)
            and all(mine is its for mine, its in zip(self._objects, other._objects, strict=True))
        )
