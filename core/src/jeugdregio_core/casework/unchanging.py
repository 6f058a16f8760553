"""Texts that never change once they are stored, kept in this process until the day is over.

What is kept here is given to nobody by itself: a reader asks for it by an id that the database has
just shown to somebody who may see it. So what was destroyed is not found any more.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import TypeAlias, cast
from uuid import UUID

Texts: TypeAlias = tuple[str, ...]

MOST_BYTES = 32 * 1024 * 1024
"""With more than this everything is let go."""

_BESIDE = 300
"""About what an entry takes beside its texts."""


class Unchanging:
    """Texts by what they are of. Equal texts are kept once: decisions are often alike.

    Threads use it together. Each looks once and holds on to what it found, so that it does no harm
    when another lets everything go.
    """

    def __init__(self) -> None:
        self._held: dict[Hashable, dict[int, Texts]] = {}
        """By the number of the id, which is sooner looked up than the id."""
        self._same: dict[str, str] = {}
        self._bytes = 0
        self._day: date | None = None

    def of_each(
        self,
        kind: Hashable,
        ids: Sequence[UUID],
        day: date,
        read: Callable[[Sequence[UUID]], Iterable[tuple[UUID, Texts]]],
    ) -> list[Texts]:
        """The texts of this kind of each of these, in order; read now if they are not kept.

        The kind says which texts, and whose they are to see.
        """
        held = self._on(day).setdefault(kind, {})
        found = [held.get(one.int) for one in ids]
        missing = [one for one, texts in zip(ids, found, strict=True) if texts is None]
        if not missing:
            return cast("list[Texts]", found)
        new = {one.int: self._kept(texts) for one, texts in read(missing)}
        held.update(new)
        if self._bytes > MOST_BYTES:
            self._let_go()
        return [texts or new[one.int] for one, texts in zip(ids, found, strict=True)]

    def _on(self, day: date) -> dict[Hashable, dict[int, Texts]]:
        if day != self._day:
            self._let_go()
            self._day = day
        return self._held

    def _kept(self, texts: Texts) -> Texts:
        self._bytes += _BESIDE + sum(len(text) for text in texts if text not in self._same)
        return tuple(self._same.setdefault(text, text) for text in texts)

    def _let_go(self) -> None:
        self._held, self._same, self._bytes = {}, {}, 0
