"""Which rules are asked of the cases with one outline, together or one by one, and in what order.

Most rules are not about most cases. What decides that is the same for many cases, so it is found
out once and kept, and so is what a rule says of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.rules.asking import Run, ToAsk, ask
from jeugdregio_core.rules.block import Answer, Block, Learnt
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.combined import Combined, Order, Parts, placed
from jeugdregio_core.rules.facts import PROFILE, SEGMENT, Fact
from jeugdregio_core.rules.framework import FRAMEWORK_RULES, OUT_OF_SCOPE, stacking_without_a_rule
from jeugdregio_core.rules.grouping import Grouping, is_hopeless, looks_at
from jeugdregio_core.rules.ordering import Ordering, Put
from jeugdregio_core.rules.outcome import NOTHING, Finding, Said, Verdict, together
from jeugdregio_core.rules.outline import Outline, outlined, shared
from jeugdregio_core.rules.reading import Find, Found, Reading
from jeugdregio_core.rules.rule import Rule
from jeugdregio_core.rules.seen import SeenCase
from jeugdregio_core.rules.settling import settled


@dataclass(slots=True, eq=False)
class Agenda:
    """Everything that is asked of the cases with one outline."""

    known: tuple[Said, ...]
    """What is said of all of them."""
    find: Find
    """Finds what is kept of each block."""
    keys: Find
    """By what that is kept."""
    blocks: tuple[Block, ...]
    one_by_one: tuple[ToAsk, ...]
    """The rules that want to see every case."""
    order: Order
    """Of what is known, then each block, then each rule by itself."""
    framework: int
    """How many of the answers, in order, come of the framework's own rules."""
    may_be_silent: bool
    """Whether it may be that no rule of the region says anything."""
    closing: ToAsk | None
    """Asked where no other rule spoke of stacking."""
    about_stacking: bool
    """Whether a rule of the region may speak of stacking."""
    combined: Combined
    """What combinations of answers come to."""
    undecided: Said
    """Which rules could not be told to be in scope."""
    says_all: bool = field(init=False)
    """Whether nothing is to be said after the others."""
    times: int = 0
    """Of how many cases it was asked, more or less: threads may count as one."""

    def __post_init__(self) -> None:
        self.says_all = not (self.may_be_silent or self.closing or self.undecided.findings)

    def said(self, case: Case) -> Sequence[Said]:
        """What all rules but the closing one say of a case, in their order."""
        self.times += 1
        found = self.find(case.given, case.on)
        parts = self.combined.get(found)
        if parts is None:
            parts = self._in_order(found, case)
        known, to_ask = parts
        if not to_ask:
            return known
        said = [*known]
        for at, asked, judge in to_ask:
            said[at] = ask(asked, judge, case)
        return said

    def _in_order(self, found: Found, case: Case) -> Parts:
        """What is known of the case and who is to be asked, of a combination not kept yet."""
        runs: list[Said | Run] = [*self.known]
        _, *keys = self.keys(case.given, case.on)
        for answer, key, block in zip(found[1:], keys, self.blocks, strict=True):
            if isinstance(answer, Answer):
                runs += answer.runs
            else:
                runs += block.find_out(case, key, self.times)
        parts = self.order.put([*runs, *zip(self.one_by_one, strict=True)])
        return placed(parts) if None in found else self.combined.kept(found, parts)


class Drafting:
    """Draws up the agenda for one outline, by the first case that has it."""

    def __init__(self, outline: Outline, case: Case, learnt: Learnt) -> None:
        self.outline = outline
        self.case = case
        self.learnt = learnt
        self.shared = shared(outline)
        self.undecided: dict[Fact[str], list[str]] = {}

    def agenda(self, rules: Iterable[Rule]) -> Agenda:
        """The agenda where these rules, which judge cases, are in force."""
        return self._agenda(rules, self._put)

    def plain_agenda(self, rules: Iterable[Rule]) -> Agenda:
        """The same, with nothing known beforehand: every rule is put to every case."""
        return self._agenda(rules, self._put_plainly)

    def _agenda(self, rules: Iterable[Rule], put: Callable[[Rule], Put]) -> Agenda:
        in_scope = [rule for rule in rules if self._in_scope(rule)]
        framework = [put(rule) for rule in FRAMEWORK_RULES]
        region = [found for rule in in_scope if (found := put(rule))[1] is not NOTHING]
        asked, closing, _ = put(stacking_without_a_rule)
        likenesses = [held for *_, held in framework + region if held is not None]
        order = Ordering(Grouping(likenesses, self.learnt.kept.hopeless))
        before = order.lay(framework)
        order.lay(region)
        blocks = order.blocks(self.shared, self.learnt)
        reading = Reading([block.likeness for block in blocks])
        runs = Order(order.places())
        return Agenda(
            known=tuple(order.known),
            find=reading.find(runs, [block.kept.get for block in blocks]),
            keys=reading.keys(),
            blocks=blocks,
            one_by_one=tuple(order.one_by_one),
            order=runs,
            combined=self.learnt.kept.combined,
            framework=before,
            may_be_silent=not any(isinstance(found, Said) for _, found, _ in region),
            closing=None if isinstance(closing, Said) else (asked, closing),
            about_stacking=any(one.rule.topic is RuleTopic.STACKING for one, *_ in region),
            undecided=_undecided(self.undecided),
        )

    def _put(self, rule: Rule) -> Put:
        asked = self.learnt.kept.of(rule)
        assert rule.judge is not None
        found = settled(asked, rule.judge, outlined(self.outline, self.case.catalogue))
        if isinstance(found, Said):
            return asked, found, None
        held = looks_at(asked, found, SeenCase(self.case), self.shared)
        hopeless = held is not None and is_hopeless(held, self.learnt.kept.hopeless)
        return asked, found, None if hopeless else held

    def _put_plainly(self, rule: Rule) -> Put:
        assert rule.judge is not None
        return self.learnt.kept.of(rule), rule.judge, None

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


def _undecided(left: Mapping[Fact[str], Sequence[str]]) -> Said:
    return together(Said.of(_undecided_by(fact, codes)) for fact, codes in left.items())


def _undecided_by(fact: Fact[str], codes: Iterable[str]) -> Finding:
    message = (
        f"Nodig om te weten welke regels gelden: {fact.label.lower()} ({fact.path}). "
        f"Niet beoordeeld: {', '.join(codes)}."
    )
    return Finding(OUT_OF_SCOPE, Verdict.REVIEW, message, missing=fact.path)
