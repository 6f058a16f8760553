"""The same question, asked of the regions installed here and of a deployed API, word for word."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jeugdregio_core.cli import remote
from jeugdregio_core.cli.view import DecisionView
from jeugdregio_core.conformance.cases import WorkedCase, load_cases
from jeugdregio_core.registry import Registry, load_registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def _one_per_verdict(region: str) -> Iterable[WorkedCase]:
    cases = load_cases(f"jeugdregio_{region}", region)
    return {case.verdict: case for case in cases}.values()


@pytest.fixture(scope="module")
def deployed() -> Iterator[str]:
    """The address of a real service on a free port."""
    program = Path(sys.executable).with_name("jeugdregio")
    with subprocess.Popen([program, "serve", "--port", "0"], stdout=subprocess.PIPE) as service:
        assert service.stdout is not None
        try:
            said = re.search(r"http://\S+/graphql", service.stdout.readline().decode())
            assert said is not None
            yield said[0]
        finally:
            service.terminate()


def test_worked_cases_are_decided_alike_here_and_there(deployed: str, registry: Registry) -> None:
    for region, rulebook in registry.rulebooks.items():
        for case in _one_per_verdict(region):
            here = DecisionView.model_validate(rulebook.decide(case.given))
            assert remote.decide(deployed, case.given).as_json() == here.as_json(), case.name


@pytest.mark.parametrize("options", [(), ("--all",), ("--json",)])
def test_a_person_reads_the_same_words_from_both(
    command: Any, deployed: str, registry: Registry, options: tuple[str, ...]
) -> None:
    region = next(iter(registry.rulebooks))
    question = f'{{"region": "{region}", "request": {{"start": "2025-09-01"}}}}'
    here = command("check", "-", *options, stdin=question)
    there = command("check", "-", *options, "--url", deployed, stdin=question)
    assert here.status in (1, 2)
    assert there == here


def test_what_neither_knows_is_told_alike(command: Any, deployed: str) -> None:
    here = command("check", "-", stdin='{"region": "atlantis"}')
    there = command("check", "-", "--url", deployed, stdin='{"region": "atlantis"}')
    assert here.status == 64
    assert there == here
