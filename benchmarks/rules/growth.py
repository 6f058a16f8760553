"""How long a decision takes with more rules, and with more help that runs beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.measured import Figure, Goal, Measured, Row, Table
from benchmarks.rules.decisions import speed
from benchmarks.settings import Settings

from jeugdregio_core import (
    Answer,
    Case,
    Declaration,
    Municipality,
    Permission,
    ProfileSet,
    Region,
    RuleTopic,
    Scope,
    Segment,
    Source,
    StackingMatrix,
    Term,
    notice,
    since,
)
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Stamp
from jeugdregio_core.rules.facts import START
from jeugdregio_core.rules.input import AllocationInput, CaseInput, RequestInput
from jeugdregio_core.rules.rule import Rule
from jeugdregio_core.rules.stacking import DIFFERENT_PROVIDERS

RULES = (10, 100, 1_000)
RUNNING = (1, 10, 100)
DAYS = 300
"""On how many first days it is asked: so many that no answer is kept by the day."""
SOURCE = Source("Verzonnen")
ALWAYS = since(2020)
DAY = date(2025, 3, 1)
QUESTION = CaseInput(
    region="groei", decision_date=DAY, request=RequestInput(provider="a", segment="A", start=DAY)
)
STACKING = StackingMatrix(
    code="stapelen",
    valid=ALWAYS,
    source=SOURCE,
    segments=("A", "B"),
    cells={
        ("A", "A"): Term(
            "groei-s1", "Zo.", Permission.CONDITIONAL, conditions=(DIFFERENT_PROVIDERS,)
        ),
        ("A", "B"): Term("groei-s2", "Zo.", Permission.PERMITTED),
    },
    otherwise=Term("groei-s3", "Zo.", Permission.UNSPECIFIED),
)


def measure(settings: Settings) -> Measured:
    """Microseconds per decision, and how much longer the longest takes than linear would be."""
    about_this = _row("rules about this request", RULES, (_asked(n) for n in RULES), settings)
    about_others = _row("rules about others", RULES, (_others(n) for n in RULES), settings)
    beside = _row("help that runs", RUNNING, (_running(n) for n in RUNNING), settings)
    goals = [
        Goal("time at 100 times the rules", _longer(about_this), 100, unit="x", at_most=True),
        Goal("time at 100 times the rules about others", _longer(about_others), 2, at_most=True),
        Goal("time at 100 times the help that runs", _longer(beside), 100, unit="x", at_most=True),
    ]
    says = "A made-up region, asked on many days; microseconds per decision, without JSON."
    return Measured([Table("Growth", [about_this, about_others, beside], says)], goals)


Work = tuple[Rulebook, CaseInput]


def _row(subject: str, sizes: Iterable[int], works: Iterable[Work], settings: Settings) -> Row:
    return Row(
        subject,
        {f"{size:,}": _time(*work, settings) for size, work in zip(sizes, works, strict=True)},
    )


def _longer(row: Row) -> Figure:
    figures = list(row.figures.values())
    return figures[-1].over(figures[0])


def _time(rulebook: Rulebook, question: CaseInput, settings: Settings) -> Figure:
    asked = question.request
    questions = [
        replace(question, request=replace(asked, start=DAY + timedelta(n))) for n in range(DAYS)
    ]

    def work() -> None:
        for one in questions:
            rulebook.decide(one)

    found = speed(work, DAYS, settings.rounds, settings.seconds / 10)
    return Figure(tuple(1e6 / each for each in found.rounds))


def _asked(number: int) -> Work:
    """Rules in scope, of which every second has something to say."""
    return _rulebook(_rules(number, Scope())), QUESTION


def _others(number: int) -> Work:
    """One rule in scope, and so many about another segment."""
    return _rulebook([*_rules(1, Scope()), *_rules(number, Scope(segments=frozenset("B")))]), (
        QUESTION
    )


def _running(number: int) -> Work:
    beside = tuple(
        AllocationInput(provider="b", segment="AB"[n % 2], start=DAY) for n in range(number)
    )
    return _rulebook([STACKING]), replace(QUESTION, running=beside)


def _rules(number: int, scope: Scope) -> Iterable[Rule]:
    return [
        Rule(
            code=f"groei-{n}-{len(scope.segments)}",
            title="Een regel.",
            topic=RuleTopic.ACCESS,
            valid=ALWAYS,
            source=SOURCE,
            reads=(START,),
            scope=scope,
            judge=_talkative if n % 2 else _silent,
        )
        for n in range(number)
    ]


def _silent(case: Case) -> Answer:
    assert case[START]
    return None


def _talkative(case: Case) -> Answer:
    return notice(f"Begin op {case[START]}.")


def _rulebook(declared: Iterable[Declaration]) -> Rulebook:
    stated = tuple(declared)
    return Rulebook(
        region=Region(
            code="groei",
            name="Groei",
            organisation="Groei",
            source=SOURCE,
            municipalities=(Municipality(code="9999", name="Groei", valid=ALWAYS, source=SOURCE),),
        ),
        profile_sets=(
            ProfileSet(
                code="groei",
                title="Groei",
                valid=ALWAYS,
                source=SOURCE,
                segments=tuple(Segment(code=code, name=code, source=SOURCE) for code in "AB"),
            ),
        ),
        stacking=tuple(item for item in stated if isinstance(item, StackingMatrix)),
        norm_frameworks=(),
        rules=tuple(rule for item in stated for rule in item.rules()),
        stamp=Stamp("jeugdregio-groei", "1", "0"),
    )
