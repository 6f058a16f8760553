"""One question may ask a lot, but not everything at once; and refusing it is quick."""

from __future__ import annotations

import time
from typing import Any

import pytest


def test_a_question_of_ten_levels_is_answered_and_one_of_eleven_is_not(service: Any) -> None:
    def levels(n: int) -> str:
        return "{ a " + "{ a " * (n - 1) + "}" * n

    ten, eleven = service.errors(levels(10)), service.errors(levels(11))
    assert not any("diep" in error["message"] for error in ten)
    assert [e["message"] for e in eleven if "diep" in e["message"]] == [
        "De vraag is te groot: hoogstens 10 niveaus diep."
    ]
    assert {e["extensions"]["code"] for e in eleven} == {"BAD_USER_INPUT"}


def test_thirty_aliases_are_answered_and_thirty_one_are_not(service: Any) -> None:
    def aliases(n: int) -> str:
        return "{ regions { " + " ".join(f"a{i}: code" for i in range(n)) + " } }"

    assert len(service.ask(aliases(30))["regions"][0]) == 30
    (error,) = service.errors(aliases(31))
    assert error["message"] == "De vraag is te groot: hoogstens 30 aliassen."


def test_aliases_hidden_in_fragments_count_as_often_as_they_are_used(service: Any) -> None:
    inner = "fragment F on Region { " + " ".join(f"a{i}: code" for i in range(10)) + " }"
    spread = "query { x: regions { ...F } y: regions { ...F } z: regions { ...F } } " + inner
    (error,) = service.errors(spread)
    assert "30 aliassen" in error["message"]


def test_fifteen_fields_at_the_top_are_answered_and_sixteen_are_not(service: Any) -> None:
    def wide(n: int) -> str:
        fields = " ".join(f"a{i}: __typename" for i in range(n))
        return f"query {{ ...F }} fragment F on Query {{ {fields} }}"

    assert len(service.ask(wide(15))) == 15
    (error,) = service.errors(wide(16))
    assert error["message"] == "De vraag is te groot: hoogstens 15 velden op het hoogste niveau."


def test_a_question_of_more_than_two_thousand_words_is_not_read(service: Any) -> None:
    (error,) = service.errors("{ regions { " + "code " * 2000 + "} }")
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "2000 tokens" in error["message"]


@pytest.mark.parametrize("links", [18, 100])
def test_fragments_that_each_spread_the_next_twice_are_measured_at_once(
    service: Any, links: int
) -> None:
    chain = "".join(f"fragment F{n} on Region {{ ...F{n + 1} ...F{n + 1} }} " for n in range(links))
    bomb = f"query {{ regions {{ ...F0 }} }} {chain} fragment F{links} on Region {{ %s }}"
    begun = time.process_time()
    errors = service.errors(bomb % "a: code")
    harmless = service.ask(bomb % "code")
    assert time.process_time() - begun < 1
    assert "30 aliassen" in errors[0]["message"]
    assert harmless == {"regions": [{"code": "voorbeeld"}]}


@pytest.mark.parametrize(
    "query",
    [
        "query { regions { ...A } } fragment A on Region { ...B } fragment B on Region { ...A }",
        "query { regions { ...A } } fragment A on Region { ...A }",
        "query { regions { ...Nergens } }",
        "{ regions " + "{ ... " * 150 + "{ code }" + " }" * 150 + " }",
        "{ regions " * 400 + "}" * 400,
    ],
)
def test_fragments_in_a_circle_and_absurd_nesting_are_refused_orderly(
    service: Any, query: str
) -> None:
    begun = time.process_time()
    errors = service.post(query).json().get("errors", [])
    assert time.process_time() - begun < 1
    assert {e["extensions"]["code"] for e in errors} <= {"BAD_USER_INPUT"}
