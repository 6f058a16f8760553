"""When the short road is taken, and that nothing which is looked at each time is skipped on it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from graphql import parse
from tests.api.plan.roads import Roads
from tests.support.asking import CONTRACT, Asker

from jeugdregio_api.bounded import Bounded
from jeugdregio_api.plan import compile as compiling
from jeugdregio_api.plan.execute import Planned
from jeugdregio_api.plan.shelf import Shelf
from jeugdregio_api.schema import build_schema
from jeugdregio_core.casework.actor import Role

PAGE = """query ($first: Int = 2, $short: Boolean = false) {
  referrals(region: "westfriesland", first: $first) {
    edges { node { id segment { code }
      client { reference @skip(if: $short) municipality { name } } } }
  }
}"""
VARIABLES: dict[str, dict[str, Any]] = {
    "ask": {"region": "westfriesland", "on": "2026-03-01"},
    "catalogue": {"region": "westfriesland", "on": "2026-03-01"},
    "norms": {"region": "westfriesland", "on": "2026-03-01"},
    "provider_finder": {"region": "westfriesland", "segment": "B", "on": "2026-03-01"},
    "referrals": {"region": "westfriesland", "first": 10},
    "regions": {},
    "rules": {"on": "2026-03-01"},
}
"""Of what front-end teams run; steps are never compiled, and a decision is asked below."""


@pytest.mark.parametrize("operation", VARIABLES)
def test_what_front_end_teams_run_goes_by_the_short_road(roads: Roads, operation: str) -> None:
    query = (CONTRACT / f"{operation}.graphql").read_text("utf-8")
    body = {"query": query, "variables": VARIABLES[operation]}
    assert roads.alike(Role.REGION, body) == "plan"


def test_a_decision_goes_by_the_short_road(roads: Roads) -> None:
    query = (CONTRACT / "decide.graphql").read_text("utf-8")
    for asked in roads.values["DecideInput"]:
        assert roads.alike(Role.REGION, {"query": query, "variables": {"input": asked}}) == "plan"


def test_a_known_question_is_measured_with_the_variables_of_each_request(roads: Roads) -> None:
    many = " ".join(f"a{number}: segment {{ code }}" for number in range(60))
    query = PAGE.replace("id segment", f"id {many} segment")
    for first, road in ((1, "plan"), (100, "library"), (2, "plan"), (100, "library")):
        body = {"query": query, "variables": {"first": first}}
        assert roads.alike(Role.REGION, body) == road


def test_a_known_question_is_still_refused_to_who_may_not_ask_it(roads: Roads) -> None:
    body = {"query": PAGE, "variables": {}}
    assert roads.alike(Role.REGION, body) == "plan"
    assert roads.alike(Role.PUBLIC, body) == "library"
    assert roads.alike(Role.REFERRER, body) == "plan"


def test_what_a_variable_leaves_out_is_left_out(roads: Roads) -> None:
    for short in (True, False, True):
        body = {"query": PAGE, "variables": {"short": short}}
        assert roads.alike(Role.REGION, body) == "plan"


@pytest.mark.parametrize("first", ["tien", 1.5, [], {}, 2**40])
def test_variables_that_do_not_fit_are_told_as_ever(roads: Roads, first: Any) -> None:
    assert roads.alike(Role.REGION, {"query": PAGE, "variables": {}}) == "plan"
    assert roads.alike(Role.REGION, {"query": PAGE, "variables": {"first": first}}) == "library"


def test_of_two_operations_the_one_that_is_named_is_answered(roads: Roads) -> None:
    query = "query A { regions { code } } query B { regions { name } }"
    for name in ("A", "B"):
        body = {"query": query, "operationName": name}
        assert roads.alike(Role.PUBLIC, body) == "plan"
    assert roads.alike(Role.PUBLIC, {"query": query}) == "library"


@pytest.mark.parametrize(
    "query",
    [
        "{ __schema { queryType { name } } }",
        "mutation { withdrawReferral(input: {}) { problems { code } } }",
        "{ regions { code } ",
        "{ regions { wat } }",
    ],
)
def test_what_is_not_compiled_is_left_to_the_library(roads: Roads, query: str) -> None:
    assert roads.alike(Role.REGION, {"query": query}) == "library"


def test_a_large_question_is_left_to_the_library(
    roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "MOST_FIELDS", 5)
    body = {"query": PAGE.replace("id segment", "id status createdAt segment")}
    assert roads.alike(Role.REGION, body) == "library"


def test_a_plan_that_is_wrong_is_noticed(roads: Roads, monkeypatch: pytest.MonkeyPatch) -> None:
    written = compile

    def other(text: str, *more: Any) -> Any:
        return written(text.replace("o.status", "o.referrer"), *more)

    monkeypatch.setattr(compiling, "compile", other, raising=False)
    query = '{ referrals(region: "westfriesland") { edges { node { referrer status } } } }'
    with pytest.raises(AssertionError):
        roads.alike(Role.REGION, {"query": query})


def test_what_is_on_the_shelf_never_takes_the_name_of_something_else() -> None:
    schema, document = build_schema()._schema, parse("{ regions { municipalities { code } } }")
    executor, shelf = Planned.build(schema, document), Shelf()
    for _ in range(40):
        plan = compiling.compiled(executor, shelf)
        written = set(re.findall(r"def (\w+)\(", plan.text)) - {"show"}
        assert any("municipalities" in name for name in written)
        assert written.isdisjoint(plan.show.__globals__)


def test_what_is_asked_is_counted_under_its_name_on_the_short_road_too(roads: Roads) -> None:
    query = "query Gemeenten { regions { municipalities { code } } }"
    assert roads.alike(Role.PUBLIC, {"query": query}) == "plan"
    for app in (roads.compiling, roads.library):
        counted = Asker(app).get("/metrics").text
        assert 'jeugdregio_requests_total{operation="Gemeenten",status="200"}' in counted


def test_only_so_many_questions_are_kept() -> None:
    kept = Bounded[int, str](3)
    for number in range(10):
        kept.put(number, "x")
        kept.get(7)
    assert [number for number in range(10) if kept.get(number)] == [7, 8, 9]
