"""A plugin that misbehaves hurts only itself, and never turns into a permission."""

from __future__ import annotations

import asyncio
import decimal
import itertools
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jeugdregio_core import (
    Answer,
    Assign,
    Case,
    Municipality,
    Outcome,
    ProfileSet,
    RegieRole,
    Region,
    RuleTopic,
    Segment,
    Source,
    Verdict,
    passed,
    refuse,
    rule,
    since,
)
from jeugdregio_core.deadline import DeadlineExceeded, within
from jeugdregio_core.guard import OVERRUNS_ALLOWED, Guard
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Stamp
from jeugdregio_core.rules.facts import START
from jeugdregio_core.rules.input import AllocationInput, CaseInput, RequestInput
from jeugdregio_core.rules.outcome import DecisionVerdict
from jeugdregio_core.rules.rule import Judge, Rule


class Ending(BaseException):
    """What no ``except Exception`` catches."""


SLIDES = Source("Verzonnen dia's")
ALWAYS = since(2020)
QUESTION = CaseInput(
    region="ver", decision_date=date(2025, 1, 1), request=RequestInput(start=date(2025, 1, 1))
)


def rulebook(*judges: Judge) -> Rulebook:
    rules: list[Rule] = [
        rule(f"ver-{n:02}", topic=RuleTopic.ACCESS, valid=ALWAYS, source=SLIDES)(judge)
        for n, judge in enumerate(judges, 1)
    ]
    return Rulebook(
        region=Region(
            code="ver",
            name="Ver",
            organisation="Ver",
            source=SLIDES,
            municipalities=(Municipality(code="9999", name="Ver", valid=ALWAYS, source=SLIDES),),
        ),
        profile_sets=(
            ProfileSet(
                code="ver",
                title="Ver",
                valid=ALWAYS,
                source=SLIDES,
                segments=(Segment(code="A", name="A", source=SLIDES),),
            ),
        ),
        stacking=(),
        norm_frameworks=(),
        rules=tuple(rules),
        stamp=Stamp("jeugdregio-ver", "1.0", "0"),
    )


def sleeps(_case: Case) -> Answer:
    """Slaapt."""
    time.sleep(0.6)
    return None


def loops(_case: Case) -> Answer:
    """Stopt nooit."""
    while True:
        pass


def leaves(_case: Case) -> Answer:
    """Stapt eruit."""
    raise SystemExit(0)


def interrupts(_case: Case) -> Answer:
    """Breekt af."""
    raise KeyboardInterrupt


def is_cancelled(_case: Case) -> Answer:
    """Wordt afgezegd."""
    raise asyncio.CancelledError


def ends(_case: Case) -> Answer:
    """Eindigt op zijn eigen manier."""
    raise Ending


def overflows(case: Case) -> Answer:
    """Roept zichzelf aan."""
    return overflows(case)


def answers_a_word(_case: Case) -> Any:
    """Antwoordt met een woord."""
    return "toegestaan"


def answers_yes(_case: Case) -> Any:
    """Antwoordt met ja."""
    return True


def answers_without_end(_case: Case) -> Any:
    """Antwoordt zonder einde."""
    while True:
        yield passed("Mag.")


def assigns_without_end(case: Case) -> Answer:
    """Wijst zonder einde rollen toe."""
    role = Assign(RegieRole.REGIE, None, "Niemand.")
    return Outcome(Verdict.PASSED, regie=(role for _ in itertools.count()))  # type: ignore[arg-type]


def meddles(case: Case) -> Answer:
    """Verandert het verzoek."""
    object.__setattr__(case.given, "region", "een ander")
    return None


def meddles_within(case: Case) -> Answer:
    """Verandert wat er wordt gevraagd."""
    object.__setattr__(case.given.request, "start", date(2030, 1, 1))
    return None


def meddles_within_a_list(case: Case) -> Answer:
    """Verandert een lopende toewijzing."""
    object.__setattr__(case.given.running[0], "segment", "Z")
    return None


def swaps_the_question(case: Case) -> Answer:
    """Legt een ander verzoek voor."""
    case.given = replace(case.given, region="een ander")
    return None


def swaps_the_day(case: Case) -> Answer:
    """Kiest een andere dag."""
    case.on = date(1999, 1, 1)
    return None


def fine(_case: Case) -> Answer:
    """Is in orde."""
    return None


def fresh_question() -> CaseInput:
    """One that no test before this one can have changed."""
    return CaseInput(
        region="ver",
        decision_date=date(2025, 1, 1),
        request=RequestInput(start=date(2025, 1, 1)),
        running=(AllocationInput(segment="A", end=date(2024, 1, 1)),),
    )


@pytest.mark.parametrize("fine_first", [True, False])
@pytest.mark.parametrize(
    "judge",
    [
        sleeps,
        loops,
        leaves,
        interrupts,
        is_cancelled,
        ends,
        overflows,
        answers_a_word,
        answers_yes,
        answers_without_end,
        assigns_without_end,
        meddles,
        meddles_within,
        meddles_within_a_list,
        swaps_the_question,
        swaps_the_day,
    ],
)
def test_a_rule_that_misbehaves_asks_for_a_human(
    judge: Judge, fine_first: bool, caplog: pytest.LogCaptureFixture
) -> None:
    rules = (fine, judge) if fine_first else (judge, fine)
    decision = Guard(rulebook(*rules), seconds=0.2).decide(fresh_question())
    assert decision.verdict is DecisionVerdict.REVIEW
    assert "PLUGIN_ERROR" in {finding.error for finding in decision.findings}
    assert all(finding.verdict is not Verdict.REFUSED for finding in decision.findings)
    assert "ver-0" in caplog.text or "jeugdregio-ver 1.0" in caplog.text


def refuses_this_start(case: Case) -> Answer:
    """Weigert deze startdatum."""
    return refuse("Te vroeg.") if case[START] == date(2025, 1, 1) else passed("Mag.")


@pytest.mark.parametrize("meddling", [meddles_within, swaps_the_question, swaps_the_day])
def test_no_rule_can_turn_the_answer_of_another_into_a_permission(meddling: Judge) -> None:
    guard = Guard(rulebook(meddling, refuses_this_start), seconds=1)
    assert guard.decide(fresh_question()).verdict is not DecisionVerdict.ALLOWED


def test_a_sound_region_decides_as_it_does_without_a_guard() -> None:
    held = rulebook(fine)
    assert Guard(held, seconds=5).decide(QUESTION) == held.decide(QUESTION)


def test_a_region_that_keeps_overrunning_is_switched_off() -> None:
    guard = Guard(rulebook(sleeps), seconds=0.02)
    for _ in range(OVERRUNS_ALLOWED):
        assert not guard.switched_off
        guard.decide(QUESTION)
    assert guard.switched_off
    started = time.perf_counter()
    decision = guard.decide(QUESTION)
    assert time.perf_counter() - started < 0.02
    assert decision.verdict is DecisionVerdict.REVIEW


def test_an_endless_loop_does_not_keep_running_after_it_overran() -> None:
    seen: list[int] = []

    def endless() -> None:
        while True:
            seen.append(1)

    with pytest.raises(DeadlineExceeded):
        within(0.05, endless)
    time.sleep(0.1)
    held = len(seen)
    time.sleep(0.1)
    assert len(seen) == held


def test_a_thread_that_is_done_waits_for_more_and_one_that_overran_does_not() -> None:
    first = within(5, threading.get_ident)
    assert within(5, threading.get_ident) == first
    with pytest.raises(DeadlineExceeded):
        within(0.05, lambda: time.sleep(0.3))
    assert within(5, threading.get_ident) != first


def test_what_one_plugin_sets_is_not_set_for_the_next() -> None:
    def sets(_case: Case) -> Answer:
        """Stelt in hoe er wordt gerekend."""
        decimal.getcontext().prec = 3
        return None

    def divides(_case: Case) -> Answer:
        """Rekent."""
        return passed(f"{decimal.Decimal(1) / 3}")

    usual = Guard(rulebook(divides), 5).decide(QUESTION).findings[-1].message
    Guard(rulebook(sets), 5).decide(QUESTION)
    assert Guard(rulebook(divides), 5).decide(QUESTION).findings[-1].message == usual
    assert len(usual) > 10


def test_after_a_fork_nobody_waits_for_a_thread_that_stayed_behind() -> None:
    program = (
        "import os\n"
        "from jeugdregio_core.deadline import within\n"
        "within(5, int)\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    os._exit(within(5, lambda: 7))\n"
        "raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 7
