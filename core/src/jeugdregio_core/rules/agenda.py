"""Which rules are asked of the cases with one outline, and what is known beforehand they say.

Most rules are not about most cases. What decides that is the same for many cases, so it is found
out once and kept, and so is what a declared table says of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.rules.case import Case, Catalogue
from jeugdregio_core.rules.facts import PROFILE, SEGMENT, Fact
from jeugdregio_core.rules.framework import FRAMEWORK_RULES, OUT_OF_SCOPE, stacking_without_a_rule
from jeugdregio_core.rules.outcome import (
    NOT_APPLICABLE,
    Answer,
    Finding,
    NotApplicable,
    Regie,
    RequiredDocument,
    Said,
    Verdict,
)
from jeugdregio_core.rules.outline import Outline, outlined
from jeugdregio_core.rules.rule import NarrowJudge, Rule
from jeugdregio_core.rules.settling import Asked, settled


@dataclass(frozen=True, slots=True)
class Known:
    """What rules that follow each other say of every case with one outline."""

    findings: tuple[Finding, ...]
    regie: tuple[Regie, ...]
    documents: tuple[RequiredDocument, ...]
    assigns: bool
    """Whether there is more than findings."""


Step: TypeAlias = tuple[Known | None, NarrowJudge, Asked]
"""What is known to be found first, and then a rule to ask."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything that is asked of the cases with one outline, in order."""

    framework: tuple[Step, ...]
    region: tuple[Step, ...]
    closing: tuple[Step, ...]
    """Asked where no other rule spoke of stacking."""
    about_stacking: bool
    """Whether a rule of the region may speak of stacking."""
    undecided: tuple[Finding, ...]
    """Which rules could not be told to be in scope."""


class Drafting:
    """Draws up the agenda for one outline."""

    def __init__(
        self,
        outline: Outline,
        catalogue: Catalogue,
        asked: Callable[[Rule], Asked],
        *,
        plain: bool = False,
    ) -> None:
        self.outline = outline
        self.catalogue = catalogue
        self.asked = asked
        self.plain = plain
        self.undecided: dict[Fact[str], list[str]] = {}

    def agenda(self, rules: Iterable[Rule]) -> Agenda:
        """The agenda where these rules, which judge cases, are in force."""
        region = list(self._put(rule for rule in rules if self._in_scope(rule)))
        return Agenda(
            framework=_steps(self._put(FRAMEWORK_RULES)),
            region=_steps(region),
            closing=_steps(self._put((stacking_without_a_rule,))),
            about_stacking=any(asked.rule.topic is RuleTopic.STACKING for asked, _ in region),
            undecided=tuple(_undecided(fact, codes) for fact, codes in self.undecided.items()),
        )

    def _in_scope(self, rule: Rule) -> bool:
        scope, (kind, segment, profile, _, product, *_) = rule.scope, self.outline
        if (scope.kinds and kind not in scope.kinds) or not scope.covers(segment, profile):
            return False
        if scope.segments and segment is None:
            return self._undecided_by(SEGMENT, rule)
        if scope.profiles and profile is None:
            return product is None and self._undecided_by(PROFILE, rule)
        return True

    def _undecided_by(self, fact: Fact[str], rule: Rule) -> bool:
        self.undecided.setdefault(fact, []).append(rule.code)
        return False

    def _put(self, rules: Iterable[Rule]) -> Iterator[tuple[Asked, NarrowJudge | Said]]:
        """Each rule with who is to judge, or with what it says of all these cases."""
        for rule in rules:
            asked = self.asked(rule)
            assert rule.judge is not None
            if self.plain:
                yield asked, rule.judge
                continue
            found = settled(asked, rule.judge, outlined(self.outline, self.catalogue))
            if not isinstance(found, NotApplicable):
                yield asked, found


def _steps(put: Iterable[tuple[Asked, NarrowJudge | Said]]) -> tuple[Step, ...]:
    """Everything that is known before a rule is asked, put together."""
    steps: list[Step] = []
    known: list[Said] = []
    for asked, found in put:
        if isinstance(found, Said):
            known.append(found)
        else:
            steps.append((_known(known), found, asked))
            known.clear()
    if known:
        steps.append((_known(known), _nothing_left, _NOBODY))
    return tuple(steps)


def _known(said: Iterable[Said]) -> Known | None:
    findings = tuple(one.finding for one in said)
    regie = tuple(role for one in said for role in one.regie)
    documents = tuple(document for one in said for document in one.documents)
    return Known(findings, regie, documents, bool(regie or documents)) if findings else None


def _nothing_left(_case: Case) -> Answer:
    return NOT_APPLICABLE


_NOBODY = Asked(OUT_OF_SCOPE)


def _undecided(fact: Fact[str], codes: Iterable[str]) -> Finding:
    message = (
        f"Nodig om te weten welke regels gelden: {fact.label.lower()} ({fact.path}). "
        f"Niet beoordeeld: {', '.join(codes)}."
    )
    return Finding(OUT_OF_SCOPE, Verdict.REVIEW, message, missing=fact.path)
