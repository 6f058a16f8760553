"""Everything in the README is run."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from jeugdregio_api.app import create_app
from jeugdregio_api.settings import Settings
from jeugdregio_core import Case, Rule
from jeugdregio_core.registry import load_registry
from jeugdregio_core.rules.input import CaseInput, RequestInput
from jeugdregio_core.rules.outcome import Outcome, Verdict

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)
    assert len(found) == 1, f"one {language} block is expected"
    return str(found[0])


async def ask(query: str) -> Any:
    app = create_app(Settings(), load_registry())
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://readme") as client:
        return (await client.post("/graphql", json={"query": query})).json()


def test_the_question_gets_the_answer_that_is_shown() -> None:
    answer = asyncio.run(ask(block("graphql")))
    assert answer["data"]["decide"] == json.loads(block("json"))


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", block("sh"), re.M))
def test_the_commands_exist(target: str) -> None:
    run = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()


def shown_rule() -> Rule:
    names: dict[str, Any] = {}
    exec(block("python"), names)  # the README's own text
    rule = names["a_change_starts_on_the_first"]
    assert isinstance(rule, Rule)
    return rule


@pytest.mark.parametrize(("day", "verdict"), [(1, None), (2, Verdict.REFUSED)])
def test_the_rule_that_is_shown_works(day: int, verdict: Verdict | None) -> None:
    rulebook = load_registry().rulebook("westfriesland")
    given = CaseInput(
        region="westfriesland",
        decision_date=date(2025, 10, 1),
        request=RequestInput(start=date(2025, 11, day)),
    )
    case: Case = replace(rulebook, rules=(shown_rule(),)).case(given)
    judge = shown_rule().judge
    assert judge is not None
    answer = judge(case)
    assert (answer.verdict if isinstance(answer, Outcome) else answer) is verdict


@pytest.mark.parametrize("path", re.findall(r"`([\w/.-]+/[\w/.-]*)`", README.split("## Where")[1]))
def test_every_place_to_look_at_is_there(path: str) -> None:
    assert (ROOT / path).exists()
