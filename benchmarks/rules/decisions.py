"""One explained decision at a time: from the question to the JSON of the answer."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from time import process_time
from typing import Any

from benchmarks.measured import Figure, Goal, Measured, Row, Table
from benchmarks.rules import unseen
from benchmarks.rules.where import shares
from benchmarks.settings import Settings

from jeugdregio_core.casework.plain import plain
from jeugdregio_core.cli.view import DecisionView
from jeugdregio_core.conformance.cases import load_cases
from jeugdregio_core.registry import load_registry
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.encoding import encode
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.parse import parse_case

DECIDE, JSON, WHOLE = "decide /s", "decide, JSON /s", "parse, decide, JSON /s"
UNSEEN = "never seen, JSON /s"
REACH, FAR = 100_000, 300_000
SHIFTS = range(0, 200, 10)
"""By how many days each worked case is moved, so that no two questions are the same."""

SAYS = (
    """\
One process, one thread, seconds of processor time; a rulebook as a plugin gives it. The questions
are the worked cases of the region, each moved by twenty different numbers of days, so that no two
are the same; most hold something that is refused or must be judged by a person. A decision has
every finding, with its Dutch sentence, rule and source; in the column without JSON nobody looks at
them one by one. Parsing starts from plain data such as a JSON library gives. They are asked again
and again, so what rules say of like cases is kept.

"""
    + unseen.SAYS
)


@dataclass(frozen=True, slots=True)
class Workload:
    """Different questions about one region."""

    rulebook: Rulebook
    questions: Sequence[CaseInput]
    asked: Sequence[dict[str, Any]]
    cases: Sequence[CaseInput]
    """The worked cases, as they are."""

    def decide(self) -> None:
        """Decide each."""
        decide = self.rulebook.decide
        for question in self.questions:
            decide(question)

    def decide_and_tell(self) -> None:
        """Decide each, and tell it in JSON."""
        decide = self.rulebook.decide
        for question in self.questions:
            encode(decide(question))

    def everything(self) -> None:
        """Read each, decide it and tell it."""
        decide = self.rulebook.decide
        for asked in self.asked:
            encode(decide(parse_case(asked)))


def measure(settings: Settings) -> Measured:
    """How many decisions a second, region by region."""
    rows, goals, notes, profiles = [], [], [], []
    for region, rulebook in sorted(load_registry().rulebooks.items()):
        work = workload(rulebook)
        told = list(checked(work))
        found = _measured(work, settings)
        found[UNSEEN] = unseen.speed_unseen(rulebook, work.cases, settings)
        rows.append(Row(region, found))
        goals.append(Goal(f"decisions with JSON, {region}", found[JSON], REACH, FAR, "/s"))
        notes.append(_note(region, work, told))
        profiles.append(_profile(region, work))
    return Measured(
        tables=[Table("One explained decision", rows, SAYS)],
        goals=goals,
        notes={
            "What is in a decision": "\n".join(notes),
            "Where the time of a decision goes": "\n".join(profiles),
        },
    )


def workload(rulebook: Rulebook) -> Workload:
    """The worked cases of a region, on different days."""
    region = rulebook.region.code
    cases = [case.given for case in load_cases(f"jeugdregio_{region}", region)]
    questions = [_moved(given, shift) for shift in SHIFTS for given in cases]
    return Workload(rulebook, questions, [plain(question) for question in questions], cases)


def checked(work: Workload) -> Iterator[Decision]:
    """The decisions, each told as the command line tells it. Raises AssertionError."""
    for question, asked in zip(work.questions, work.asked, strict=True):
        decision = work.rulebook.decide(question)
        assert parse_case(asked) == question
        assert json.loads(encode(decision)) == json.loads(
            DecisionView.model_validate(decision).as_json()
        )
        yield decision


def speed(work: Callable[[], None], pieces: int, rounds: int, seconds: float) -> Figure:
    """How many pieces per second of processor time, per round of about so many seconds."""
    work()
    found = []
    for _ in range(rounds):
        done, took = 0, 0.0
        gc.collect()
        while took < seconds:
            start = process_time()
            work()
            took += process_time() - start
            done += pieces
        found.append(done / took)
    return Figure(tuple(found))


def _measured(work: Workload, settings: Settings) -> dict[str, Figure]:
    columns = {DECIDE: work.decide, JSON: work.decide_and_tell, WHOLE: work.everything}
    share, pieces = settings.seconds / len(columns), len(work.questions)
    return {name: speed(column, pieces, settings.rounds, share) for name, column in columns.items()}


def _moved(given: CaseInput, days: int) -> CaseInput:
    asked, shift = given.request, timedelta(days)
    return replace(
        given,
        request=replace(
            asked,
            start=asked.start and asked.start + shift,
            end=asked.end and asked.end + shift,
        ),
    )


def _note(region: str, work: Workload, told: Sequence[Decision]) -> str:
    findings = sum(len(decision.findings) for decision in told) / len(told)
    size = sum(len(encode(decision)) for decision in told) / len(told)
    kept = unseen.looked_up(work.rulebook, work.questions)
    own, life = replace(work.rulebook), unseen.Unseen(work.rulebook, work.cases)
    unseen.looked_up(own, life.questions(unseen.BEFORE))
    return (
        f"- {region}: {len(work.questions):,} questions, {findings:.1f} findings and "
        f"{size:,.0f} bytes of JSON on average. Of what blocks were asked {kept:.1%} was kept; "
        f"of questions never seen {unseen.looked_up(own, life.questions(unseen.AT_ONCE)):.1%}."
    )


def _profile(region: str, work: Workload) -> str:
    spent = (f"{owner} {share:.0%}" for owner, share in shares(work.decide_and_tell).items())
    return f"- {region}: {', '.join(spent)}."
