"""What blocks say together: where the same answers meet again, they are put together once.

Of the questions of a day that were never seen, most are a new combination of facts and few a new
combination of answers. What stands beside each other in a combination is one object with one piece
of JSON; between them are the rules that want to see every case.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from operator import itemgetter
from typing import TypeAlias

from jeugdregio_core.rules.asking import Asked, Run, ToAsk
from jeugdregio_core.rules.outcome import NOTHING, Said, together
from jeugdregio_core.rules.rule import NarrowJudge

MOST_COMBINED = 5_000
"""How many combinations are kept for a region; one more, and it begins anew."""

Part: TypeAlias = Said | ToAsk
"""What is known, or who is to be asked."""

Parts: TypeAlias = tuple[Sequence[Said], Sequence[tuple[int, Asked, NarrowJudge]]]
"""What is known, in the order of the rules; and who is to be asked, with the place of the answer,
where nothing is said yet."""


class Order:
    """The order of the rules of an agenda, as places in what they say source by source."""

    __slots__ = ("_ordered",)

    def __init__(self, places: Sequence[int]) -> None:
        self._ordered: Callable[[Sequence[Said | Run]], Sequence[Said | Run]] = (
            itemgetter(*places) if len(places) > 1 else tuple  # of one alone there is no order
        )

    def put(self, runs: Sequence[Said | Run]) -> list[Part]:
        """All parts of these runs, in order."""
        parts: list[Part] = []
        for run in self._ordered(runs):
            if isinstance(run, Said):
                parts.append(run)
            else:
                parts += run
        return parts


class Combined:
    """The parts of combinations of answers. Kept from the second time on: many never come again."""

    def __init__(self) -> None:
        self._parts: dict[Hashable, Parts | None] = {}
        self._once: set[Hashable] = set()
        self.get = self._parts.get

    def kept(self, combination: Hashable, parts: Sequence[Part]) -> Parts:
        """The parts of a combination; those that come again with neighbours in one."""
        if combination not in self._once:
            if len(self._once) >= MOST_COMBINED:
                self.clear()
            self._once.add(combination)
            return placed(parts)
        found = self._parts[combination] = placed([*_joined(parts)])
        return found

    def __len__(self) -> int:
        return len(self._parts)

    def clear(self) -> None:
        """Begin anew."""
        self._parts.clear()
        self._once.clear()


def placed(parts: Sequence[Part]) -> Parts:
    """What is known of these parts apart from who is to be asked."""
    return (
        tuple([part if isinstance(part, Said) else NOTHING for part in parts]),
        [(at, *part) for at, part in enumerate(parts) if not isinstance(part, Said)],
    )


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    known: list[Said] = []
    for part in parts:
        if isinstance(part, Said):
            known.append(part)
            continue
        if known:
            yield together(known)
            known = []
        yield part
    if known:
        yield together(known)
