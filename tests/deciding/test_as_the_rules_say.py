"""However a decision is reached, it is what the rules say, one by one, of the case itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.plain_engine import plainly, told
from tests.support.random_questions import Asker, turning_days

from jeugdregio_core.cli.view import DecisionView
from jeugdregio_core.conformance.cases import load_cases
from jeugdregio_core.registry import load_registry
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.encoding import encode
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.parse import parse_case

REGIONS = ("aa_zawa", "friesland", "westfriesland", "zhz")
RULEBOOKS: Mapping[str, Rulebook] = load_registry().rulebooks


@pytest.mark.parametrize("region", REGIONS)
@given(chance=st.randoms(use_true_random=False))
def test_a_question_at_random_is_decided_as_the_rules_say(region: str, chance: Random) -> None:
    rulebook = RULEBOOKS[region]
    question = parse_case(Asker(rulebook, chance).question())
    assert told(rulebook.decide(question)) == plainly(rulebook, question)


@pytest.mark.parametrize("region", REGIONS)
def test_many_questions_that_are_alike_are_decided_as_the_rules_say(region: str) -> None:
    rulebook, chance = RULEBOOKS[region], Random(20250701)
    asker = Asker(rulebook, chance)
    for _ in range(60):
        question = parse_case(asker.question())
        for day in chance.sample(asker.days, 5):
            other = _starting(question, day)
            assert told(rulebook.decide(other)) == plainly(rulebook, other)


@pytest.mark.parametrize("region", REGIONS)
def test_a_worked_case_is_decided_as_the_rules_say(region: str) -> None:
    for case in load_cases(f"jeugdregio_{region}", region):
        rulebook = RULEBOOKS[region].supplemented(case.supplement)
        assert told(rulebook.decide(case.given)) == plainly(rulebook, case.given), case.name


@pytest.mark.parametrize("region", REGIONS)
def test_on_each_side_of_every_day_on_which_something_changes(region: str) -> None:
    rulebook = RULEBOOKS[region]
    cases = load_cases(f"jeugdregio_{region}", region)
    for day in sorted(turning_days(rulebook)):
        for case in cases[::5]:
            moved = _starting(case.given, day)
            assert told(rulebook.decide(moved)) == plainly(rulebook, moved), (case.name, day)


@pytest.mark.parametrize("region", REGIONS)
def test_the_json_of_a_decision_is_what_the_command_line_and_the_api_tell(region: str) -> None:
    rulebook = RULEBOOKS[region]
    asker = Asker(rulebook, Random(1))
    for _ in range(200):
        decision = rulebook.decide(parse_case(asker.question()))
        assert json.loads(encode(decision)) == _viewed(decision)


def _viewed(decision: Any) -> Any:
    return json.loads(DecisionView.model_validate(decision).as_json())


def _starting(question: CaseInput, day: str) -> CaseInput:
    start = date.fromisoformat(day)
    return replace(question, request=replace(question.request, start=start))
