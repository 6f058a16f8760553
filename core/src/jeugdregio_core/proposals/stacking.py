"""Two segments, or two profiles, that may or may not stand beside each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from jeugdregio_core.model.codes import Permission, RuleTopic
from jeugdregio_core.model.period import dutch_date, in_force
from jeugdregio_core.model.source import Source
from jeugdregio_core.model.words import spoken
from jeugdregio_core.proposals.proposal import CODE, Part, Proposed, Unfit
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.beside import Beside
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import END, PROFILE, RUNNING, START
from jeugdregio_core.rules.input import AllocationInput
from jeugdregio_core.rules.outcome import NOT_APPLICABLE, Answer, passed, refuse
from jeugdregio_core.rules.rule import Rule
from jeugdregio_core.rules.stacking import StackingMatrix, Term

_SOURCE = Source("Voorstel, geen bron")


@record
class StackingProposal:
    """Two segments or two profiles may stand beside each other, or may not, without conditions."""

    part: Part
    first: str
    second: str
    allowed: bool

    def first_day(self, today: date) -> date:
        """At once."""
        return today

    def applied(self, rulebook: Rulebook, on: date) -> Proposed:
        """The matrix in force with another answer for the pair. Raises Unfit."""
        matrix = rulebook.stacking_on(on)
        if matrix is None:
            raise Unfit(f"Op {dutch_date(on)} heeft {rulebook.region.name} geen stapeltabel.")
        now = self._now(rulebook, matrix, on)
        if now is not None and now.permission is self._permission and not now.conditions:
            raise Unfit(f"Dat is al zo: {now.title}")
        changed = self._segments(matrix) if self.part is Part.SEGMENT else matrix
        rules = changed.rules() if changed is not matrix else self._around(matrix)
        mine = {term.code for term in matrix.terms()}
        others = (
            rule for rule in rulebook.rules if rule.code not in mine or rule.valid != matrix.valid
        )
        return Proposed(
            replace(
                rulebook,
                rules=(*others, *rules),
                stacking=tuple(changed if m is matrix else m for m in rulebook.stacking),
                tables=tuple(changed if t is matrix else t for t in rulebook.tables),
            ),
            f"{self._title} Nu: {now.title if now else 'Dat hangt af van de segmenten.'}",
        )

    @property
    def _permission(self) -> Permission:
        return Permission.PERMITTED if self.allowed else Permission.FORBIDDEN

    @property
    def _title(self) -> str:
        may = "mag" if self.allowed else "mag niet"
        kind = self.part.label.capitalize()
        return f"{kind} {self.first} {may} naast {self.part.label} {self.second}."

    def _now(self, rulebook: Rulebook, matrix: StackingMatrix, on: date) -> Term | None:
        """What holds for the pair; nothing where the segment of a profile is not known."""
        if self.part is Part.SEGMENT:
            for code in (self.first, self.second):
                if code not in matrix.segments:
                    known = spoken(matrix.segments)
                    raise Unfit(f"Segment {code} staat niet in de stapeltabel. Bekend: {known}.")
            return matrix.term(self.first, self.second)
        if self.part is not Part.PROFILE:
            raise Unfit("Stapelen gaat over segmenten of profielen. Kies een van die twee.")
        first, second = (_segment(rulebook, code, on) for code in (self.first, self.second))
        return matrix.term(first, second) if first and second else None

    def _segments(self, matrix: StackingMatrix) -> StackingMatrix:
        pair = {(self.first, self.second), (self.second, self.first)}
        cells = {held: term for held, term in matrix.cells.items() if held not in pair}
        term = Term(CODE, self._title, self._permission, source=_SOURCE)
        return replace(matrix, cells=cells | {(self.first, self.second): term})

    def _around(self, matrix: StackingMatrix) -> tuple[Rule, ...]:
        """The rules of the matrix, which hear no more of the pair, and one about the pair."""
        return (
            *(_deaf(rule, self) for rule in matrix.rules()),
            Rule(
                code=CODE,
                title=self._title,
                topic=RuleTopic.STACKING,
                valid=matrix.valid,
                source=_SOURCE,
                reads=(PROFILE, RUNNING, START, END),
                judge=partial(_judge, self),
                tabular=True,
                beside=Beside(frozenset({"profile"})),
            ),
        )

    def is_pair(self, case: Case, other: AllocationInput) -> bool:
        """Whether what is asked and what runs are the two profiles."""
        asked = case.get(PROFILE)
        return (asked, other.profile) in (
            (self.first, self.second),
            (self.second, self.first),
        )


def _segment(rulebook: Rulebook, profile: str, on: date) -> str | None:
    held = in_force(rulebook.profile_sets, on)
    found = next((p for one in held for p in one.profiles if p.code == profile), None)
    if found is None:
        known = spoken(dict.fromkeys(p.code for one in held for p in one.profiles))
        raise Unfit(f"Profiel {profile} is er op {dutch_date(on)} niet. Bekend: {known}.")
    return found.segment


def _deaf(rule: Rule, pair: StackingProposal) -> Rule:
    beside = rule.beside or Beside(frozenset())
    return replace(
        rule,
        reads=tuple(dict.fromkeys((*rule.reads, PROFILE))),
        beside=replace(beside, fields=beside.fields | {"profile"}),
        judge=partial(_judge_others, rule, pair),
    )


def _judge_others(rule: Rule, pair: StackingProposal, case: Case) -> Answer:
    assert rule.judge is not None
    others = tuple(other for other in case[RUNNING] if not pair.is_pair(case, other))
    return rule.judge(Case(replace(case.given, running=others), case.on, case.catalogue))


def _judge(pair: StackingProposal, case: Case) -> Answer:
    if not any(pair.is_pair(case, other) for other in case.running_beside()):
        return NOT_APPLICABLE
    said = f"Profiel {pair.first} naast profiel {pair.second} mag"
    return passed(f"{said} samen.") if pair.allowed else refuse(f"{said} niet samen.")
