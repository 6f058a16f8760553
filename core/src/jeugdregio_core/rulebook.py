"""One region's validated data and rules: it answers every question about that region."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.model.norms import NormFramework
from jeugdregio_core.model.period import Dated, NotInForce, in_force
from jeugdregio_core.model.region import Region
from jeugdregio_core.rules.case import Case, governing_day
from jeugdregio_core.rules.decision import Decision, Stamp
from jeugdregio_core.rules.engine import Hear, hear
from jeugdregio_core.rules.framework import FRAMEWORK_RULES, stacking_without_a_rule
from jeugdregio_core.rules.in_force import InForce, Standing
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.questions import Choices, Question, questions
from jeugdregio_core.rules.rule import Declaration, Rule
from jeugdregio_core.rules.stacking import StackingMatrix

D = TypeVar("D", bound=Dated)


class Addition(Protocol):
    """What a deployment adds to a rulebook."""

    def added_to(self, rulebook: Rulebook) -> Rulebook:
        """Another rulebook, with the addition in it. Raises ValueError, in Dutch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Everything a region states, frozen at start."""

    region: Region
    profile_sets: tuple[ProfileSet, ...]
    stacking: tuple[StackingMatrix, ...]
    norm_frameworks: tuple[NormFramework, ...]
    rules: tuple[Rule, ...]
    stamp: Stamp
    tables: tuple[Declaration, ...] = ()
    """What rules were declared as, other than one by one: tables of documents, regie, moves."""
    _standing: Standing = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        held = Standing(self.region, self.profile_sets, self.norm_frameworks, self.rules)
        object.__setattr__(self, "_standing", held)

    def rules_on(self, day: date, topic: RuleTopic | None = None) -> tuple[Rule, ...]:
        """The region's rules in force on that day, by code."""
        held = (r for r in in_force(self.rules, day) if topic is None or r.topic is topic)
        return tuple(sorted(held, key=lambda r: r.code))

    def profile_set_on(self, day: date, municipality: str | None = None) -> ProfileSet:
        """The catalogue in force; one for this municipality goes before one for all.

        Raises NotInForce, which says what held before and after.
        """
        held = in_force(self.profile_sets, day)
        for found in sorted(held, key=lambda s: s.municipalities is None):
            if found.municipalities is None or municipality in found.municipalities:
                return found
        raise NotInForce(f"profielenset van {self.region.name}", day, self.profile_sets)

    def norm_framework_on(self, day: date) -> NormFramework:
        """The norm framework in force. Raises NotInForce."""
        for found in in_force(self.norm_frameworks, day):
            return found
        raise NotInForce(f"normenkader van {self.region.name}", day, self.norm_frameworks)

    def tables_on(self, day: date, kind: type[D]) -> tuple[D, ...]:
        """The tables of one kind in force, such as DocumentTable, MoveTable or RegieTable."""
        held: tuple[Any, ...] = self.tables
        return in_force((table for table in held if isinstance(table, kind)), day)

    def stacking_on(self, day: date) -> StackingMatrix | None:
        """The stacking matrix in force, or ``None`` where the region has none then."""
        return next(iter(in_force(self.stacking, day)), None)

    def supplemented(self, addition: Addition) -> Rulebook:
        """This rulebook with a deployment's own values in it, under a stamp of its own.

        Raises ValueError, in Dutch, where a value contradicts one that is known.
        """
        return addition.added_to(self)

    def case(self, given: CaseInput) -> Case:
        """The question with the catalogue that holds for it. ``decision_date`` must be set."""
        return self._put(given)[0]

    def _put(self, given: CaseInput) -> tuple[Case, InForce]:
        if given.decision_date is None:
            raise ValueError("decision_date is resolved at the edge, never in the core")
        on = governing_day(given, given.decision_date)
        held = self._standing.on(on, given.client.municipality)
        return Case(given, on, held.catalogue), held

    def decide(self, given: CaseInput, hearing: Hear = hear) -> Decision:
        """Decide one question. The same question under the same stamp gives the same answer."""
        case, held = self._put(given)
        profile_set = held.catalogue.profile_set
        return Decision(given, case.on, profile_set, self.stamp, hearing(case, held))

    def questions(
        self,
        on: date,
        segment: str | None = None,
        profile: str | None = None,
        municipality: str | None = None,
    ) -> tuple[Question, ...]:
        """The facts that the rules in force will look at for this segment and profile.

        The municipality matters where a catalogue holds for a part of the region.
        """
        held = [
            rule
            for rule in self.rules_on(on)
            if rule.judge is not None and rule.scope.covers(segment, profile)
        ]
        if not any(rule.topic is RuleTopic.STACKING for rule in held):
            held.append(stacking_without_a_rule)
        profile_set = self._standing.on(on, municipality).catalogue.profile_set
        choices = Choices(self.region, profile_set, on, segment, profile)
        return questions([*FRAMEWORK_RULES, *held], choices)
