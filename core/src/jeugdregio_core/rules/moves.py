"""Moves: from which intensity a running allocation may be changed to which other (317)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from jeugdregio_core.model.codes import RequestKind, RuleTopic
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source
from jeugdregio_core.model.words import spoken
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import CHANGE_OF_INTENSITY, INTENSITY
from jeugdregio_core.rules.outcome import NOT_APPLICABLE, Answer, passed, refuse
from jeugdregio_core.rules.rule import DeclaredJudge, Rule, Scope


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MoveTable:
    """Changes of intensity: allowed within a family, refused between families.

    Two rules come of it: one that allows, one that refuses.
    """

    within_code: str
    within_title: str
    across_code: str
    across_title: str
    valid: Period
    source: Source
    families: tuple[frozenset[str], ...]
    segments: frozenset[str] = frozenset()

    def allowed(self, old: str, new: str) -> bool:
        """Whether this move stays within one family and changes something."""
        return old != new and any(old in family and new in family for family in self.families)

    def moves(self) -> tuple[tuple[str, str, bool], ...]:
        """The whole table: from, to, allowed."""
        codes = [code for family in self.families for code in sorted(family)]
        return tuple((a, b, self.allowed(a, b)) for a in codes for b in codes if a != b)

    def rules(self) -> tuple[Rule, ...]:
        """The rule that allows moves within a family and the one that refuses the others."""
        return (
            self._rule(self.within_code, self.within_title, partial(_within, self)),
            self._rule(self.across_code, self.across_title, partial(_across, self)),
        )

    def _rule(self, code: str, title: str, judge: partial[Answer]) -> Rule:
        return Rule(
            code=code,
            title=title,
            tabular=True,
            topic=RuleTopic.MESSAGE,
            valid=self.valid,
            source=self.source,
            reads=(CHANGE_OF_INTENSITY, INTENSITY),
            scope=Scope(kinds=frozenset({RequestKind.CHANGE}), segments=self.segments),
            judge=DeclaredJudge(judge),
        )


def _within(table: MoveTable, case: Case) -> Answer:
    old, new = case[CHANGE_OF_INTENSITY], case[INTENSITY]
    if old == new:
        return refuse(f"Er verandert niets: de intensiteit is al {old}.")
    if table.allowed(old, new):
        return passed(f"Van {old} naar {new} kan.")
    return NOT_APPLICABLE


def _across(table: MoveTable, case: Case) -> Answer:
    old, new = case[CHANGE_OF_INTENSITY], case[INTENSITY]
    if old == new:
        return NOT_APPLICABLE
    if table.allowed(old, new):
        return None
    return refuse(f"Van {old} naar {new} kan niet. Mogelijk vanaf {old}: {_from(table, old)}.")


def _from(table: MoveTable, old: str) -> str:
    return spoken(new for a, new, ok in table.moves() if a == old and ok)
