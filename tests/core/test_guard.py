"""A plugin that misbehaves hurts only itself, and never turns into a permission."""

from __future__ import annotations

import time
from datetime import date

import pytest

from jeugdregio_core import (
    Answer,
    Case,
    Municipality,
    ProfileSet,
    Region,
    RuleTopic,
    Segment,
    Source,
    Verdict,
    rule,
    since,
)
from jeugdregio_core.deadline import DeadlineExceeded, within
from jeugdregio_core.guard import OVERRUNS_ALLOWED, Guard
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Stamp
from jeugdregio_core.rules.input import CaseInput, RequestInput
from jeugdregio_core.rules.outcome import DecisionVerdict
from jeugdregio_core.rules.rule import Judge, Rule

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


def meddles(case: Case) -> Answer:
    """Verandert het verzoek."""
    object.__setattr__(case.given, "region", "een ander")
    return None


def fine(_case: Case) -> Answer:
    """Is in orde."""
    return None


@pytest.mark.parametrize("judge", [sleeps, loops, leaves, interrupts, meddles])
def test_a_rule_that_misbehaves_asks_for_a_human(judge: Judge) -> None:
    question = CaseInput(
        region="ver", decision_date=date(2025, 1, 1), request=RequestInput(start=date(2025, 1, 1))
    )
    decision = Guard(rulebook(fine, judge), seconds=0.2).decide(question)
    assert decision.verdict is DecisionVerdict.REVIEW
    assert "PLUGIN_ERROR" in {finding.error for finding in decision.findings}
    assert all(finding.verdict is not Verdict.REFUSED for finding in decision.findings)


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
