"""What never changes, kept as it is shown: encoded once, for as long as the day lasts.

That is what regions state, and what was written in a decision.
"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

import orjson

from jeugdregio_api.encoding import encoded
from jeugdregio_api.stated import Stated

MOST_BYTES = 32 * 1024 * 1024
"""With more than this the shelf is emptied."""

_BESIDE = 500
"""About what an entry takes beside its text."""


class Shelf(dict[Any, orjson.Fragment]):
    """Fragments of answers, by the place in a plan and what tells one from another there.

    A plan is only followed for who may read everything in it, so that what it keeps needs no look
    at who asks. What is told apart by its identity is held on to.
    """

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[int, object] = {}
        self._bytes = 0
        self._day: date | None = None
        self._numbers = count(1)

    def number(self) -> int:
        """A number for a place in a plan that no other place has."""
        return next(self._numbers)

    def on(self, day: date) -> Shelf:
        """The shelf on this day; what was kept before is gone."""
        if day != self._day:
            self._empty()
            self._day = day
        return self

    def keep(self, key: Any, shown: Any, *held: object, beside: int = 0) -> orjson.Fragment:
        """Encode what is shown, and keep it; without a key only for this answer.

        ``beside`` is what the key takes itself, in bytes.
        """
        text = encoded(shown)
        fragment = orjson.Fragment(text)
        if key is not None:
            self._bytes += len(text) + beside + _BESIDE
            if self._bytes > MOST_BYTES:
                self._empty()
            for part in held:
                self._held[id(part)] = part
            self[key] = fragment
        return fragment

    def _empty(self) -> None:
        self.clear()
        self._held.clear()
        self._bytes = 0


def kept(name: str, shown: str, stated: Stated, given: str | None) -> list[str]:
    """The text of a function that shows what a region states, from the shelf if it is there."""
    told = [repr(name), "s.place", *(f"s.item.{part}" for part in stated.parts or ())]
    held = ""
    if stated.record:
        told.append(f"id(s.item.{stated.record})")
        held = f", s.item.{stated.record}"
    told += [f"*{given}.values()"] if given else []
    key = f"({', '.join(told)})"
    if stated.provider:
        own = "s.provider and s.provider.code"
        key = f"None if s.provider and s.provider.tariffs else ({', '.join([*told, own])})"
    return [
        f"    def {name}(s):",
        f"        key = {key}",
        f"        return shelf.get(key) or shelf.keep(key, {shown}{held})",
    ]


def kept_written(name: str, shown: str, part: str) -> list[str]:
    """The text of a function that shows what is written in a part, from the shelf if it is there.

    Equal texts are shown alike, so that they are opened once. What is not the actor's to see is
    not in the text.
    """
    return [
        f"    def {name}(s):",
        f"        key = ({name!r}, s.{part})",
        f"        return shelf.get(key) or shelf.keep(key, {shown}, beside=len(s.{part}))",
    ]
