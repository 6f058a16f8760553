"""What is kept of one question is never said of another, in whichever order they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest
from tests.support.plain_engine import plainly, told
from tests.support.random_questions import Asker

from jeugdregio_core.casework.plain import plain
from jeugdregio_core.conformance.cases import load_cases
from jeugdregio_core.registry import load_registry
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules import block, combined, grouping, kept, trial
from jeugdregio_core.rules.encoding import encode
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.parse import parse_case
from jeugdregio_core.supplement import Supplement

REGIONS = ("aa_zawa", "friesland", "westfriesland", "zhz")
GROUPS = ("client", "referral", "providers", "documents", "running", "norms", "changeOf", "kind")
RULEBOOKS: Mapping[str, Rulebook] = load_registry().rulebooks


@cache
def alike(region: str) -> Sequence[tuple[CaseInput, Any]]:
    """Questions that share most of their facts with others, and what the rules say of each."""
    rulebook, chance = RULEBOOKS[region], Random(f"alike {region}")
    asker = Asker(rulebook, chance)
    cases = [_written(case.given) for case in load_cases(f"jeugdregio_{region}", region)]
    pool = [asker.question() for _ in range(12)] + chance.sample(cases, 8)
    found = [parse_case(_mixed(pool, chance)) for _ in range(400)]
    return [(question, plainly(rulebook, question)) for question in found]


def _written(given: CaseInput) -> dict[str, Any]:
    written: dict[str, Any] = plain(given)
    return written


def _mixed(pool: list[dict[str, Any]], chance: Random) -> dict[str, Any]:
    """The request and the groups of facts of different questions, each with a day of another."""
    mixed = dict(chance.choice(pool[:6] + pool[12:15]))
    for group in chance.sample(GROUPS, 3):
        mixed.pop(group, None)
        other = chance.choice(pool)
        if group in other:
            mixed[group] = other[group]
    if chance.random() < 0.5:
        days = {day: chance.choice(pool)["request"].get(day) for day in ("start", "end")}
        mixed["request"] = mixed["request"] | {d: at for d, at in days.items() if at}
    return mixed


def fresh(region: str) -> Rulebook:
    """The rulebook, with nothing kept."""
    return replace(RULEBOOKS[region])


@pytest.fixture(params=["as it is", "everything apart", "everything together", "hardly kept"])
def kept_so(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Kept in all the ways in which it can be: what is learnt and when must not matter."""
    if request.param == "everything apart":
        monkeypatch.setattr(grouping, "FEW", 0)
        monkeypatch.setattr(trial, "TRIAL", 5)
    if request.param == "everything together":
        monkeypatch.setattr(grouping, "FEW", 10**30)
        monkeypatch.setattr(trial, "TRIAL", 10**6)
    if request.param == "hardly kept":
        monkeypatch.setattr(kept, "MOST_AGENDAS", 3)
        monkeypatch.setattr(kept, "MOST_ANSWERS", 40)
        monkeypatch.setattr(block, "MOST_ANSWERS", 2)
        monkeypatch.setattr(combined, "MOST_COMBINED", 3)
    return str(request.param)


@pytest.mark.parametrize("region", REGIONS)
def test_questions_that_are_alike_are_each_decided_as_the_rules_say(
    region: str, kept_so: str
) -> None:
    rulebook = fresh(region)
    for _ in range(2):
        for question, expected in alike(region):
            assert told(rulebook.decide(question)) == expected


@pytest.mark.parametrize("region", REGIONS)
def test_the_order_of_asking_makes_no_difference(region: str) -> None:
    questions = [question for question, _ in alike(region)]
    forwards, backwards = fresh(region), fresh(region)
    answered = {question: encode(forwards.decide(question)) for question in questions}
    for question in reversed(questions):
        assert encode(backwards.decide(question)) == answered[question]


@pytest.mark.parametrize("region", REGIONS)
def test_many_at_once_are_each_decided_as_the_rules_say(region: str) -> None:
    rulebook = fresh(region)
    with ThreadPoolExecutor(8) as threads:
        decided = threads.map(rulebook.decide, [question for question, _ in alike(region)])
        assert list(map(told, decided)) == [expected for _, expected in alike(region)]


def test_what_is_kept_under_one_rulebook_is_not_said_under_the_next() -> None:
    cases = [
        case for case in load_cases("jeugdregio_zhz", "zhz") if case.supplement != Supplement()
    ]
    assert cases
    empty, filled = fresh("zhz"), RULEBOOKS["zhz"].supplemented(cases[0].supplement)
    for rulebook in (empty, filled, empty, filled):
        for question, _ in alike("zhz"):
            assert told(rulebook.decide(question)) == plainly(rulebook, question)


@pytest.mark.parametrize("region", REGIONS)
def test_what_came_before_is_looked_up(region: str) -> None:
    rulebook = fresh(region)
    for _ in range(3):
        for question, _ in alike(region):
            rulebook.decide(question)
    blocks = [b for a in rulebook._standing.kept.agendas.values() for b in a.blocks]
    before = sum(b.misses for b in blocks)
    for question, _ in alike(region):
        rulebook.decide(question)
    assert blocks
    assert sum(b.misses for b in blocks) == before


def test_combinations_that_come_again_are_kept_and_no_more_than_agreed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(combined, "MOST_COMBINED", 20)
    rulebook = fresh("zhz")
    most = 0
    for question, _ in alike("zhz"):
        rulebook.decide(question)
        most = max(most, len(rulebook._standing.kept.combined))
    assert 0 < most <= 20
