"""Stacking (stapelen): which allocations may stand beside each other.

A matrix states it per pair of segments, as data. One matrix decides a case, shows as a table in
the API and the docs, and can be laid beside another region's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from jeugdregio_core.model.codes import Permission, RuleTopic
from jeugdregio_core.model.period import Period, dutch_date
from jeugdregio_core.model.source import Source
from jeugdregio_core.rules.beside import Beside
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import (
    END,
    PRODUCT,
    PROFILE,
    PROVIDER,
    RUNNING,
    SEGMENT,
    START,
    Fact,
    MissingFact,
)
from jeugdregio_core.rules.input import AllocationInput
from jeugdregio_core.rules.outcome import NOT_APPLICABLE, Answer, Outcome, Verdict
from jeugdregio_core.rules.rule import DeclaredJudge, NarrowJudge, Rule, Say


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold between the request and a running allocation.

    ``holds`` may raise MissingFact; ``text`` completes the Dutch sentence "mag als ...".
    """

    code: str
    text: str
    holds: Callable[[Case, AllocationInput], bool]
    reads: tuple[Fact[Any], ...] = ()
    looks_at: frozenset[str] | None = None
    """The fields of the running allocation that it looks at; ``None`` when that is not said.

    Of providers it may only matter whether they are the same.
    """
    turns: tuple[date, ...] = ()
    """The first days of a running allocation from which on the answer may be another."""


def _known(value: str | None) -> str:
    if value is None:
        raise MissingFact(RUNNING)
    return value


DIFFERENT_PROVIDERS = Condition(
    "different-providers",
    "de aanbieders verschillen",
    lambda case, other: case[PROVIDER] != _known(other.provider),
    (PROVIDER,),
    frozenset({"provider"}),
)
SAME_PROVIDER = Condition(
    "same-provider",
    "de aanbieder dezelfde is",
    lambda case, other: case[PROVIDER] == _known(other.provider),
    (PROVIDER,),
    frozenset({"provider"}),
)
SAME_PROFILE = Condition(
    "same-profile",
    "het profiel hetzelfde is",
    lambda case, other: case[PROFILE] == _known(other.profile),
    (PROFILE,),
    frozenset({"profile"}),
)


def initial_from(first: date) -> Condition:
    """The running allocation is the initial one and started on or after the given day."""

    def holds(_case: Case, other: AllocationInput) -> bool:
        if other.start is None or other.initial is None:
            raise MissingFact(RUNNING)
        return other.initial and other.start >= first

    return Condition(
        f"initial-from-{first.isoformat()}",
        f"de eerste toewijzing op of na {dutch_date(first)} begon",
        holds,
        looks_at=frozenset({"start", "initial"}),
        turns=(first,),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """What one rule says of the pairs it is named for.

    ``otherwise`` is the verdict when a condition does not hold: REFUSED, or REVIEW where the
    sources only say when it is allowed. With UNSPECIFIED the sources are silent on the pair,
    except where the conditions hold.
    """

    code: str
    title: str
    permission: Permission
    conditions: tuple[Condition, ...] = ()
    otherwise: Verdict = Verdict.REFUSED
    source: Source | None = None
    """Only where it differs from that of the matrix."""

    @property
    def condition(self) -> str | None:
        """The conditions as one Dutch clause, or nothing."""
        return " en ".join(c.text for c in self.conditions) or None


@dataclass(frozen=True, slots=True)
class StackingPair:
    """One cell of the matrix, as the API and the docs show it."""

    first: str
    second: str
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StackingMatrix:
    """Per pair of segments what is allowed. A pair that is not named falls under ``otherwise``.

    A pair may be written once or in both orders; in both orders it must say the same.
    """

    code: str
    valid: Period
    source: Source
    segments: tuple[str, ...]
    cells: Mapping[tuple[str, str], Term] = field(default_factory=dict)
    otherwise: Term
    silent_on_products: frozenset[str] = frozenset()
    """Products beside the profiles that the cells do not speak of; ``otherwise`` holds for them."""

    def asymmetric(self) -> tuple[tuple[str, str], ...]:
        """Pairs that say something else in the other order."""
        return tuple(
            (a, b)
            for (a, b), term in self.cells.items()
            if a <= b and self.cells.get((b, a), term) is not term
        )

    def unknown_segments(self) -> tuple[str, ...]:
        """Segments in a cell that the matrix does not list."""
        named = {code for pair in self.cells for code in pair}
        return tuple(sorted(named - set(self.segments)))

    def term(self, first: str, second: str) -> Term:
        """What holds for this pair, in whichever order it is asked."""
        return self.cells.get((first, second)) or self.cells.get((second, first)) or self.otherwise

    def pairs(self) -> Iterator[StackingPair]:
        """Every unordered pair once, in the order of the segments."""
        for index, first in enumerate(self.segments):
            for second in self.segments[index:]:
                yield StackingPair(first, second, self.term(first, second))

    def terms(self) -> tuple[Term, ...]:
        """The different terms, in the order they appear."""
        return tuple(dict.fromkeys([*self.cells.values(), self.otherwise]))

    def rules(self) -> tuple[Rule, ...]:
        """One rule per term."""
        return tuple(self.rule(term) for term in self.terms())

    def rule(self, term: Term) -> Rule:
        """The rule that a term stands for."""
        reads: list[Fact[Any]] = [SEGMENT, RUNNING, START, END]
        reads += [PRODUCT] if self.silent_on_products else []
        reads += [fact for condition in term.conditions for fact in condition.reads]
        return Rule(
            code=term.code,
            title=term.title,
            tabular=all(condition.looks_at is not None for condition in term.conditions),
            beside=self._beside(term),
            topic=RuleTopic.STACKING,
            valid=self.valid,
            source=term.source or self.source,
            reads=tuple(dict.fromkeys(reads)),
            judge=DeclaredJudge(partial(self._judge, term), partial(self._narrowed, term)),
        )

    def _beside(self, term: Term) -> Beside:
        """What the term looks at of an allocation that runs."""
        own = {"segment", "product"} if self.silent_on_products else {"segment"}
        looks = (condition.looks_at or () for condition in term.conditions)
        turns = (day for condition in term.conditions for day in condition.turns)
        return Beside(frozenset(own).union(*looks), tuple(turns))

    def _judge(self, term: Term, case: Case) -> Answer:
        if not case.running_beside():
            return NOT_APPLICABLE
        segment = case[SEGMENT]
        product = case.get(PRODUCT) if self.silent_on_products else None
        return _weighed(term, case, segment, partial(self._term_for, segment, product))

    def _term_for(self, segment: str, product: str | None, other: AllocationInput) -> Term:
        if self.silent_on_products & {product, other.product}:
            return self.otherwise
        return self.term(segment, _known(other.segment))

    def _narrowed(self, term: Term, outlined: Case, _say: Say) -> NarrowJudge:
        """Of the matrix only the row of the segment asked for."""
        segment, product = outlined.get(SEGMENT), outlined.get(PRODUCT)
        if segment is None:
            return partial(self._judge, term)
        row = {code: self.term(segment, code) for pair in self.cells for code in pair}
        silent, otherwise = self.silent_on_products, self.otherwise

        def term_for(other: AllocationInput) -> Term:
            if other.product in silent or product in silent:
                return otherwise
            return row.get(_known(other.segment), otherwise)

        return lambda case: _weighed(term, case, segment, term_for)


def _weighed(
    term: Term, case: Case, segment: str, term_for: Callable[[AllocationInput], Term]
) -> Answer:
    """The strictest that the term says of what runs beside; the first where there are more."""
    found: tuple[Verdict, AllocationInput, Sequence[Condition]] | None = None
    unknown: MissingFact | None = None
    for other in case.running_beside():
        try:
            if term_for(other) is not term:
                continue
            failed = _failed(term, case, other)
        except MissingFact as missing:
            unknown = missing
            continue
        verdict = _verdict(term, failed)
        if found is None or verdict.strictness > found[0].strictness:
            found = (verdict, other, failed)
    if unknown is not None and (found is None or found[0] is not Verdict.REFUSED):
        raise unknown
    if found is None:
        return NOT_APPLICABLE
    verdict, other, failed = found
    return Outcome(verdict, _sentence(term, _pair(segment, other), failed))


def _failed(term: Term, case: Case, other: AllocationInput) -> Sequence[Condition]:
    if term.permission in (Permission.PERMITTED, Permission.FORBIDDEN):
        return ()
    return [condition for condition in term.conditions if not condition.holds(case, other)]


def _verdict(term: Term, failed: Sequence[Condition]) -> Verdict:
    match term.permission:
        case Permission.PERMITTED:
            return Verdict.PASSED
        case Permission.FORBIDDEN:
            return Verdict.REFUSED
    if term.conditions and not failed:
        return Verdict.PASSED
    return Verdict.REVIEW if term.permission is Permission.UNSPECIFIED else term.otherwise


def _pair(segment: str, other: AllocationInput) -> str:
    pair = f"{segment} naast {other.segment or 'een product'}"
    return pair if other.provider is None else f"{pair} (aanbieder {other.provider})"


def _sentence(term: Term, pair: str, failed: Sequence[Condition]) -> str:
    match term.permission:
        case Permission.PERMITTED:
            return f"{pair} mag samen."
        case Permission.FORBIDDEN:
            return f"{pair} mag niet samen."
    if term.conditions and not failed:
        return f"{pair} mag samen, omdat {term.condition}."
    if term.permission is Permission.UNSPECIFIED:
        return f"{pair}: de bronnen zeggen niet of dit samen mag. Laat het beoordelen."
    wanted = " en ".join(c.text for c in failed)
    if term.otherwise is Verdict.REFUSED:
        return f"{pair} mag alleen samen als {wanted}."
    return f"{pair}: de bronnen staan dit alleen toe als {wanted}. Laat het beoordelen."
