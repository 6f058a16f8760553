"""Text of Python, and the names of what it mentions."""

from collections.abc import Mapping
from typing import Any


class Names:
    """Gives a name to every object that a text mentions."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self.known = dict(known)
        self._given: dict[object, str] = {}

    def of(self, what: str, item: Any, also: object = None) -> str:
        """The name of an object; ``what`` is the readable part of it.

        ``also`` tells the same from another where objects are made anew.
        """
        key = also or id(item)
        name = self._given.get(key)
        if name is None:
            name = self._given[key] = f"{what}_{len(self.known)}"
            self.known[name] = item
        return name


def once(value: str) -> tuple[str, str]:
    """How to mention a value that is worked out once: later on, and the first time."""
    return (value, value) if value.isidentifier() else ("t", f"(t := {value})")
