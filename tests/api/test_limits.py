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
    assert error["message"] == "De vraag is te groot: hoogstens 30 aliassen en herhaalde velden."


def test_aliases_hidden_in_fragments_count_as_often_as_they_are_used(service: Any) -> None:
    inner = "fragment F on Region { " + " ".join(f"a{i}: code" for i in range(10)) + " }"
    spread = "query { x: regions { ...F } y: regions { ...F } z: regions { ...F } } " + inner
    (error,) = service.errors(spread)
    assert "30 aliassen" in error["message"]


def test_a_field_with_fields_that_is_asked_again_counts_as_an_alias(service: Any) -> None:
    def again(times: int) -> str:
        return "{ regions { " + "source { document } " * times + "} }"

    assert service.ask(again(31))["regions"]
    (error,) = service.errors(again(32))
    assert "30 aliassen en herhaalde velden" in error["message"]


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


COST = """query ($n: Int, $of: Int = 10) { %s }
  fragment Page on ReferralConnection { edges { node { id } } }"""


@pytest.mark.parametrize(
    ("fields", "variables", "cost"),
    [
        ('referrals(region: "x", first: 100) { edges { node { id status } } }', {}, 200),
        ('referrals(region: "x") { edges { node { id } } }', {}, 100),
        ('providers(region: "x") { edges { node { code } } }', {}, 40),
        ('referrals(region: "x", first: null) { ...Page }', {}, 100),
        ('referrals(region: "x", first: $n) { ...Page }', {}, 100),
        ('referrals(region: "x", first: $n) { ...Page }', {"n": None}, 100),
        ('referrals(region: "x", first: $n) { ...Page }', {"n": 7}, 14),
        ('referrals(region: "x", first: $of) { ...Page }', {}, 20),
        ('referrals(region: "x", first: $of) { ...Page }', {"of": 3}, 6),
        ('referrals(region: "x", first: 0) { ...Page }', {}, 2),
        ('referrals(region: "x", first: 2000000000) { ...Page }', {}, 200),
        ('referrals(region: "x", first: $n) { ...Page }', {"n": "veel"}, 200),
        ('referrals(region: "x", first: 10) { totalCount }', {}, 10),
        ('a: referrals(region: "x") { ...Page } b: referrals(region: "x") { ...Page }', {}, 200),
        ('requests(region: "x", first: 9) { edges { node { client { id: reference } } } }', {}, 27),
        ("regions { code profileSets { code } }", {}, 2),
        ("__schema { types { name } }", {}, 0),
        ("... { ... on Query { regions { code } } }", {}, 1),
        ("onbekend(first: 100) { dit { dat } }", {}, 2),
    ],
)
def test_a_list_costs_as_much_as_it_may_show(
    serve: Any, voorbeeld: Any, fields: str, variables: dict[str, Any], cost: int
) -> None:
    def refusals(most: int) -> list[str]:
        service = serve({"voorbeeld": voorbeeld}, max_cost=most)
        errors = service.post(COST % fields, variables).json().get("errors", ())
        return [e["message"] for e in errors if "punten" in e["message"]]

    assert refusals(max(1, cost)) == []
    if cost > 1:
        (message,) = refusals(cost - 1)
        assert message.startswith(f"De vraag kost {cost} punten, hoogstens {cost - 1}.")


def test_all_lists_at_once_are_too_dear(service: Any) -> None:
    page = "edges { node { client { reference } provider { name } allocations { number } } }"
    lists = " ".join(f'a{n}: referrals(region: "x", first: 100) {{ {page} }}' for n in range(15))
    (error,) = service.errors(f"{{ {lists} }}")
    assert error["message"].startswith("De vraag kost 7500 punten, hoogstens 5000.")
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    ("setting", "query", "message"),
    [
        ("max_depth", "{ regions { source { document } } }", "hoogstens 2 niveaus diep"),
        ("max_aliases", "{ regions { a: code b: code c: code } }", "hoogstens 2 aliassen"),
        (
            "max_root_fields",
            "{ a: __typename b: __typename regions { code } }",
            "hoogstens 2 velden",
        ),
        ("max_tokens", "{ regions { code } }", "more than 2 tokens"),
    ],
)
def test_a_deployment_can_set_every_limit(
    serve: Any, voorbeeld: Any, setting: str, query: str, message: str
) -> None:
    (error,) = serve({"voorbeeld": voorbeeld}, **{setting: 2}).errors(query)
    assert message in error["message"]
    assert "errors" not in serve({"voorbeeld": voorbeeld}).post(query).json()
