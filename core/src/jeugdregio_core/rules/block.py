"""Rules that look at the same few facts, together: what they say is kept by those facts.

Nothing is kept on trust. A rule is asked through a case that sees what the rule looks at. Where
that is more than the facts of the block, what it said holds for that case alone, and the next case
with the same facts is put to it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jeugdregio_core.rules.asking import Run, ToAsk, ask, has_failed
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.kept import Kept
from jeugdregio_core.rules.likeness import Likeness, Shared, is_choice
from jeugdregio_core.rules.outcome import Said, together
from jeugdregio_core.rules.seen import SeenCase

MOST_ANSWERS = 1_000
"""How many answers of a block are kept; one more, and it begins anew."""


class Answer:
    """What the rules of a block say of all cases with the same facts, run by run.

    One is equal to itself alone, so it can be looked up by.
    """

    __slots__ = ("runs",)

    def __init__(self, runs: Iterable[Said | Run]) -> None:
        self.runs = tuple(runs)


@dataclass(frozen=True, slots=True)
class Learnt:
    """Where a block tells what it learnt."""

    kept: Kept
    draw_up_anew: Callable[[], object]
    """Forget the agenda that the block is on: there was a lesson for the next."""


class Block:
    """Rules that are asked together, in runs: between two of them others may have a say."""

    __slots__ = (
        "_answers", "_learnt", "_may_look_at", "_runs", "_same", "_times",
        "kept", "likeness", "misses",
    )  # fmt: skip

    def __init__(self, held: Likeness, shared: Shared, runs: Iterable[Run], learnt: Learnt) -> None:
        self.likeness = held
        self.kept: dict[object, Answer] = {}
        self.misses = 0
        """How often nothing was kept."""
        self._times = 0
        self._may_look_at = shared.told_by(held)
        self._runs = tuple(runs)
        self._same: dict[tuple[int, ...], tuple[list[Said], Said]] = {}
        self._answers: dict[tuple[tuple[int, ...], ...], tuple[list[Run], Answer]] = {}
        self._learnt = learnt

    def find_out(self, case: Case, key: object, times: int) -> tuple[Said, ...]:
        """What is said of a case, run by run, where nothing is kept by its key yet.

        ``times`` is of how many cases the block was asked so far.
        """
        self.misses += 1
        before, self._times = self._times, times
        if len(self.kept) >= MOST_ANSWERS:
            self.kept.clear()
            self._same.clear()
            self._answers.clear()
        told, holds = self._found_out(SeenCase(case))
        if self._learnt.kept.may_keep(self.likeness, key, times - before):
            self.kept[key] = self._answer(holds)
        else:
            self._learnt.draw_up_anew()
        return told

    def _found_out(self, seen: SeenCase) -> tuple[tuple[Said, ...], list[Run]]:
        """What is said of this case, and what of that holds for all with the same facts."""
        told: list[Said] = []
        holds: list[Run] = []
        for run in self._runs:
            said: list[Said] = []
            left: list[Said | ToAsk] = []
            for one in run:
                if isinstance(one, Said):
                    said.append(one)
                    left.append(one)
                    continue
                found = ask(*one, seen.put_to_the_next())
                left.append(found if self._holds(one, found, seen) else one)
                if found.findings:
                    said.append(found)
            told.append(self._together(said))
            holds.append(tuple(left))
        return tuple(told), holds

    def _holds(self, one: ToAsk, said: Said, seen: SeenCase) -> bool:
        """Whether the rule says the same of every case with the same facts."""
        if seen.looked.keys() <= self._may_look_at:
            return not has_failed(said)
        choices = filter(is_choice, seen.looked.keys() - self._may_look_at)
        if more := frozenset(choices):
            one[0].choices |= more
            self._learnt.draw_up_anew()
        return False

    def _together(self, said: list[Said]) -> Said:
        """One object for the same findings, so that their JSON is made once."""
        if len(said) == 1:
            return said[0]
        ids = tuple(map(id, said))
        found = self._same.get(ids)
        if found is None:
            found = self._same[ids] = said, together(said)  # kept, so that no id comes again
        return found[1]

    def _answer(self, holds: list[Run]) -> Answer:
        """One object for the same answer, so that it can be looked up by."""
        ids = tuple([tuple(map(id, run)) for run in holds])
        found = self._answers.get(ids)
        if found is None:
            found = self._answers[ids] = holds, Answer(map(self._closed, holds))
        return found[1]

    def _closed(self, run: Run) -> Said | Run:
        known = [one for one in run if isinstance(one, Said)]
        if len(known) < len(run):
            return run
        return self._together([one for one in known if one.findings])
