"""Which rules are asked together: those that look at the same facts, or nearly."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from jeugdregio_core.rules.asking import Asked, ToAsk
from jeugdregio_core.rules.facts import MissingFact
from jeugdregio_core.rules.likeness import ENDLESS, Likeness, Shared, is_day, values
from jeugdregio_core.rules.outcome import Said
from jeugdregio_core.rules.rule import NarrowJudge
from jeugdregio_core.rules.seen import SeenCase
from jeugdregio_core.rules.settling import is_watched

FEW = 20_000
"""How many different values the facts of rules that are put together may have, roughly.

Beyond that a rule would be asked again too often for facts that it does not look at.
"""


class Group:
    """Rules that are asked together, in the runs in which they follow each other."""

    __slots__ = ("likeness", "runs")

    def __init__(self, held: Likeness) -> None:
        self.likeness = held
        self.runs: list[list[Said | ToAsk]] = []


def looks_at(asked: Asked, judge: NarrowJudge, seen: SeenCase, shared: Shared) -> Likeness | None:
    """The facts by which what a rule says can be kept, or ``None`` where it has to see each case.

    Those are what it looks at in the case at hand, and the choices it looked at in others.
    """
    if asked.rule.judge is None or is_watched(asked.rule.judge):
        return None
    try:
        judge(seen)
    except MissingFact:
        pass
    except (Exception, SystemExit):  # it will be told of when it is asked
        return None
    looked = shared.likeness(seen.looked)
    if not looked or looked & ENDLESS:
        return None
    return looked | shared.likeness(asked.choices)


class Grouping:
    """The groups of the rules of one agenda."""

    def __init__(self, found: Iterable[Likeness], hopeless: Collection[Likeness]) -> None:
        """Make groups for rules with these likenesses, from the most alike on."""
        self._hopeless = hopeless
        self.groups: list[Group] = []
        self._by: dict[Likeness, Group] = {}
        for held in sorted(set(found), key=lambda one: (values(one), sorted(map(str, one)))):
            group = next((g for g in self.groups if self._fits(held, g.likeness)), None)
            if group is None:
                self.groups.append(group := Group(held))
            group.likeness |= held
            self._by[held] = group

    def of(self, held: Likeness) -> Group:
        """The group of rules with this likeness."""
        return self._by[held]

    def _fits(self, one: Likeness, other: Likeness) -> bool:
        both = one | other
        most = 4 * min(values(one), values(other))
        if not any(map(is_day, both)):
            most = max(FEW, most)
        return values(both) <= most and not is_hopeless(both, self._hopeless)


def is_hopeless(held: Likeness, hopeless: Iterable[Likeness]) -> bool:
    """Whether cases that are alike in all of this were found to be rare."""
    return any(held >= found for found in hopeless)
