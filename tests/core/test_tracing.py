"""JEUGDREGIO_TRACE=1 tells which rule saw which facts, and nothing that is about a person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jeugdregio_core import NOT_APPLICABLE, Answer, Case, Scope, refuse
from jeugdregio_core.conformance.cases import read_cases, run_case
from jeugdregio_core.rules.engine import hear
from jeugdregio_core.rules.facts import BIRTH_DATE, END, PROVIDER, SEGMENT
from jeugdregio_core.tracing import VARIABLE, hearing_of

BORN = "2011-04-05"


@pytest.fixture
def traced(testland: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Any:
    """What is told while these rules decide a question."""
    monkeypatch.setenv(VARIABLE, "1")

    def lines(*judges: Any, **parts: Any) -> list[str]:
        rules = [testland.rule(j, f"testland-{n:02}", **parts) for n, j in enumerate(judges, 1)]
        question = testland.question(client={"birthDate": BORN}, request={"provider": "De Boog"})
        testland.rulebook(*rules).decide(question, hearing_of("regio testland"))
        told: list[str] = capsys.readouterr().err.splitlines()
        return told

    return lines


def reads(case: Case) -> Answer:
    assert case[BIRTH_DATE] == date(2011, 4, 5)
    assert case.get(END) is None
    return refuse("Nee.")


def has_nothing_to_do_with_it(_case: Case) -> Answer:
    return NOT_APPLICABLE


def needs_what_is_not_there(case: Case) -> Answer:
    assert case[SEGMENT]
    return None


def goes_past_the_facts(case: Case) -> Answer:
    assert case.given.region
    return None


def raises(case: Case) -> Answer:
    raise ValueError(f"geboren op {case[BIRTH_DATE]}")


def answers_a_word(_case: Case) -> Any:
    return "ja"


@pytest.mark.parametrize(
    ("judge", "told"),
    [
        (reads, "REFUSED, las client.birthDate, request.end (ontbreekt)"),
        (has_nothing_to_do_with_it, "NOT_APPLICABLE, las niets"),
        (needs_what_is_not_there, "REVIEW, las request.segment (ontbreekt)"),
        (goes_past_the_facts, "PASSED, las case.given"),
        (answers_a_word, "PLUGIN_ERROR (answer of type str), las niets"),
    ],
)
def test_a_rule_is_told_with_its_facts_and_its_answer(judge: Any, told: str, traced: Any) -> None:
    assert f"testland-01: {told}" in traced(judge)


def test_a_rule_that_stumbles_is_told_with_the_line_that_raised(traced: Any) -> None:
    line = raises.__code__.co_firstlineno + 1
    told = f"PLUGIN_ERROR (ValueError in test_tracing.py, regel {line}), las client.birthDate"
    assert f"testland-01: {told}" in traced(raises)


def test_a_rule_that_stumbled_says_nothing_of_the_next(traced: Any) -> None:
    assert "testland-02: NOT_APPLICABLE, las niets" in traced(raises, has_nothing_to_do_with_it)


def test_a_rule_that_is_not_about_the_case_is_told_too(testland: Any, traced: Any) -> None:
    assert "testland-01: OUT_OF_SCOPE" in traced(reads, scope=Scope(segments=frozenset({"B"})))


def test_every_rule_has_one_line_under_a_heading_the_framework_s_own_included(traced: Any) -> None:
    told = traced(reads, raises)
    assert [line.partition(":")[0] for line in told if not line.startswith("rule ")] == [
        "# regio testland",
        "core-01",
        "core-02",
        "core-03",
        "testland-01",
        "testland-02",
        "core-04",
    ]


def test_no_value_of_a_fact_is_told(traced: Any) -> None:
    told = "\n".join(traced(reads, raises, goes_past_the_facts))
    assert BORN not in told
    assert "De Boog" not in told


@pytest.mark.parametrize("value", [None, "", "0"])
def test_without_the_variable_a_case_is_heard_as_always(
    value: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(VARIABLE, value)
    assert hearing_of("regio testland") is hear
    assert capsys.readouterr().err == ""


def test_tracing_changes_no_decision(testland: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rulebook = testland.rulebook(testland.rule(reads), testland.rule(raises, "testland-02"))
    question = testland.question(client={"birthDate": BORN}, request={"provider": "De Boog"})
    monkeypatch.setenv(VARIABLE, "1")
    assert rulebook.decide(question, hearing_of("")) == rulebook.decide(question)


CASE = """
[[case]]
name = "Zonder geboortedatum kan het niet."
with.request.start = 2025-03-01
expect.verdict = "REVIEW"
"""


def test_the_kit_tells_which_case_it_is_about(
    testland: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, "1")
    (case,) = read_cases(CASE, "gezin.toml", "testland")
    assert run_case(testland.rulebook(testland.rule(reads)), case) == ()
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "# gezin.toml: Zonder geboortedatum kan het niet."
    assert "testland-01: REVIEW, las client.birthDate (ontbreekt)" in told


def test_the_command_line_tells_what_it_decided_on(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from jeugdregio_core.cli import main

    question = tmp_path / "vraag.toml"
    question.write_text('region = "westfriesland"\nrequest = { provider = "aanbieder-1" }\n')
    monkeypatch.setenv(VARIABLE, "1")
    with pytest.raises(SystemExit):
        main(["check", str(question)])
    said = capsys.readouterr()
    assert said.err.startswith("# regio westfriesland\ncore-01: PASSED")
    assert "las " not in said.out


def test_the_names_stay_in_order_when_the_facts_do_not(traced: Any) -> None:
    def backwards(case: Case) -> Answer:
        case.get(PROVIDER)
        case.get(BIRTH_DATE)
        return None

    assert "testland-01: PASSED, las client.birthDate, request.provider" in traced(backwards)
