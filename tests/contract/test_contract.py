"""The operations that front-end teams run, unchanged, against every region that is installed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import GraphQLNamedType, GraphQLObjectType, build_schema, get_named_type
from starlette.applications import Starlette

from jeugdregio_api.app import create_app
from jeugdregio_api.schema import exported
from jeugdregio_api.settings import Settings
from jeugdregio_core.registry import load_registry
from jeugdregio_core.rulebook import Rulebook

REGISTRY = load_registry()
ROADS = {
    "compiled": create_app(Settings(production=True), REGISTRY),
    "by the library": create_app(Settings(production=True, max_plans=0), REGISTRY),
}
RULEBOOKS = list(REGISTRY.rulebooks.values())
DAYS = [
    pytest.param(rulebook, day.isoformat(), id=f"{rulebook.region.code} {day}")
    for rulebook in RULEBOOKS
    for held in rulebook.profile_sets
    for day in sorted({held.valid.first, held.valid.last or held.valid.first})
]

each_region = pytest.mark.parametrize("rulebook", RULEBOOKS, ids=lambda book: book.region.code)
each_day = pytest.mark.parametrize(("rulebook", "day"), DAYS)


def ask(operation: str, **variables: Any) -> Any:
    """The data that the operation of this name is answered with, the same on both roads."""
    compiled, by_the_library = (_asked(app, operation, variables) for app in ROADS.values())
    assert compiled == by_the_library
    return compiled


def _asked(app: Starlette, operation: str, variables: dict[str, Any]) -> Any:
    query = Path(__file__).with_name(f"{operation}.graphql").read_text("utf-8")

    async def call() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post("/graphql", json={"query": query, "variables": variables})

    answer = asyncio.run(call())
    assert answer.status_code == 200
    assert "errors" not in answer.json(), answer.json()["errors"]
    return answer.json()["data"]


def test_every_plugin_that_is_installed_is_served() -> None:
    assert REGISTRY.refused == ()
    assert [r["code"] for r in ask("regions")["regions"]] == [b.region.code for b in RULEBOOKS]


def test_regions_tell_their_municipalities_and_their_catalogues() -> None:
    for region in ask("regions")["regions"]:
        assert region["municipalities"]
        assert all(len(m["code"]) == 4 for m in region["municipalities"])
        assert all(held["source"]["document"] for held in region["profileSets"])


@each_day
def test_a_catalogue_answers_on_its_first_and_its_last_day(rulebook: Rulebook, day: str) -> None:
    held = ask("catalogue", region=rulebook.region.code, on=day)["region"]["profileSet"]
    assert held["period"]["first"] <= day
    assert held["period"]["last"] is None or day <= held["period"]["last"]
    assert held["segments"]
    segments = {segment["code"] for segment in held["segments"]}
    for arrangement in held["arrangements"]:
        assert arrangement["segment"]["code"] in segments
        assert arrangement["profile"]
        assert arrangement["intensity"]
        tariff = arrangement["tariff"]
        assert (tariff["amountCents"] is None) == (tariff["reason"] is not None)
    assert all(pair["rule"]["code"] for pair in held["stacking"])


@each_region
def test_norm_frameworks_answer_on_their_first_day(rulebook: Rulebook) -> None:
    for framework in rulebook.norm_frameworks:
        on = framework.valid.first.isoformat()
        held = ask("norms", region=rulebook.region.code, on=on)["region"]["normFramework"]
        assert held["title"] == framework.title
        values = [None if norm.value is None else float(norm.value) for norm in framework.norms]
        assert [norm["value"] for norm in held["norms"]] == values
        about = [t.code for t in framework.targets if t.segment is not None]
        assert [t["code"] for t in held["targets"] if t["segment"]] == about


@each_day
def test_rules_answer_with_their_period_and_source(rulebook: Rulebook, day: str) -> None:
    regions = {region["code"]: region["rules"] for region in ask("rules", on=day)["regions"]}
    rules = regions[rulebook.region.code]
    assert rules
    assert [rule["code"] for rule in rules] == sorted(rule["code"] for rule in rules)
    assert all(rule["title"] and rule["source"]["document"] for rule in rules)


def test_rules_answer_by_topic() -> None:
    for region in ask("rules", on="2025-07-01", topic="REGIE")["regions"]:
        assert {rule["topic"] for rule in region["rules"]} <= {"REGIE"}


@each_day
def test_a_region_tells_what_to_ask(rulebook: Rulebook, day: str) -> None:
    questions = ask("ask", region=rulebook.region.code, on=day)["region"]["questions"]
    facts = [question["fact"] for question in questions]
    assert len(facts) == len(set(facts))
    assert {"client.municipality", "request.start"} <= set(facts)
    assert all(question["label"] and question["rules"] for question in questions)


@each_day
def test_a_question_with_little_in_it_is_decided_and_explained(
    rulebook: Rulebook, day: str
) -> None:
    region = rulebook.region
    question = {
        "region": region.code,
        "client": {"municipality": region.municipalities[0].code},
        "request": {"start": day},
    }
    decision = ask("decide", input=question)["decide"]
    assert decision["verdict"] in {"REVIEW", "REFUSED"}
    assert decision["findings"]
    for finding in decision["findings"]:
        assert finding["message"].endswith((".", "?", ")")), finding["message"]
        assert "fout in de plug-in" not in finding["message"]
        assert finding["rule"]["source"]["document"]
    stamp = rulebook.stamp
    assert decision["rulebook"] == {
        "distribution": stamp.distribution,
        "version": stamp.version,
        "hash": stamp.hash,
    }


@each_region
def test_a_rule_names_a_place_that_the_api_has(rulebook: Rulebook) -> None:
    missing = {rule.place for rule in rulebook.rules if not _in_the_schema(rule.place)}
    assert missing == set()


def _in_the_schema(place: str) -> bool:
    schema = build_schema(exported())
    kind: GraphQLNamedType | None = schema.query_type
    for name in place.split("."):
        if not isinstance(kind, GraphQLObjectType) or name not in kind.fields:
            return False
        kind = get_named_type(kind.fields[name].type)
    return True
