"""A rule: a code, a Dutch title, a period, a source, and what it says of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any, Protocol

from jeugdregio_core.model.codes import RequestKind, RuleTopic
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source
from jeugdregio_core.rules.beside import Beside
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import KIND, PROFILE, SEGMENT, Fact
from jeugdregio_core.rules.outcome import Answer, Outcome, Said

Judge = Callable[[Case], Answer]

NarrowJudge = Callable[[Case], Answer | Said]
"""A judge for the cases with one outline; what it says may be made ready beforehand."""

Say = Callable[[Outcome], Said]
"""Put an outcome under its rule beforehand."""


@dataclass(frozen=True, slots=True, eq=False)
class DeclaredJudge:
    """A judge that is made of a declaration, and looks at nothing but the case.

    What it says of an outline holds for every case with that outline. ``narrowed`` makes of an
    outline a quicker judge, that says the same of those cases.
    """

    judge: Judge
    narrowed: Callable[[Case, Say], NarrowJudge] | None = None

    def __call__(self, case: Case) -> Answer:
        """What it says of this case."""
        return self.judge(case)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which cases a rule is about. An empty part means: all."""

    kinds: frozenset[RequestKind] = frozenset()
    segments: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()

    def covers(self, segment: str | None, profile: str | None) -> bool:
        """Whether a case of this segment and profile can be in scope; ``None`` is open."""
        return (not self.segments or segment is None or segment in self.segments) and (
            not self.profiles or profile is None or profile in self.profiles
        )

    @property
    def facts(self) -> tuple[Fact[Any], ...]:
        """The facts needed to tell whether a case is in scope."""
        return (
            ((KIND,) if self.kinds else ())
            + ((SEGMENT,) if self.segments else ())
            + ((PROFILE,) if self.profiles else ())
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """A numbered rule of a region.

    ``judge`` is ``None`` for a rule that is not about a case but about the catalogue, a payment
    or a target; ``place`` then names where the API answers it, such as
    ``region.profileSet.profiles``.
    """

    code: str
    title: str
    topic: RuleTopic
    valid: Period
    source: Source
    reads: tuple[Fact[Any], ...] = ()
    scope: Scope = Scope()
    judge: Judge | None = None
    place: str = "decide"
    tabular: bool = False
    """Whether the verdict follows from the facts it reads and what is in force on the first day.

    Then a million cases can be looked up in a table of the different ones. Of START and END no
    more may matter than that; of RUNNING each allocation by itself, and what ``beside`` says.
    """
    beside: Beside | None = None

    def rules(self) -> tuple[Rule, ...]:
        """A rule declares itself."""
        return (self,)

    @property
    def facts(self) -> tuple[Fact[Any], ...]:
        """Every fact that can matter to it, scope included, without repetition."""
        return tuple(dict.fromkeys(self.scope.facts + self.reads))


class Declaration(Protocol):
    """Anything a plugin states that comes down to rules: a rule, a table, a matrix."""

    def rules(self) -> tuple[Rule, ...]:
        """The rules it comes down to."""


def rule(
    code: str,
    *,
    topic: RuleTopic,
    valid: Period,
    source: Source,
    reads: Iterable[Fact[Any]] = (),
    kinds: Iterable[RequestKind] = (),
    segments: Iterable[str] = (),
    profiles: Iterable[str] = (),
) -> Callable[[Judge], Rule]:
    """Make a rule of a function; its docstring, in Dutch, is the title."""

    def decorate(judge: Judge) -> Rule:
        return Rule(
            code=code,
            title=cleandoc(judge.__doc__ or "").strip(),
            topic=topic,
            valid=valid,
            source=source,
            reads=tuple(reads),
            scope=Scope(
                kinds=frozenset(kinds), segments=frozenset(segments), profiles=frozenset(profiles)
            ),
            judge=judge,
        )

    return decorate


def statement(
    code: str, title: str, *, topic: RuleTopic, valid: Period, source: Source, place: str
) -> Rule:
    """A rule about the catalogue, a payment or a target: no case is judged by it.

    ``place`` is where the API shows or answers it.
    """
    return Rule(code=code, title=title, topic=topic, valid=valid, source=source, place=place)
