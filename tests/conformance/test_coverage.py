"""All 111 numbered rules of the four regions are shown, and stand where they say they stand."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
from graphql import GraphQLObjectType, GraphQLSchema, build_schema, get_named_type
from tests.conformance.conftest import Install

from jeugdregio_core.conformance.candidate import load_candidate
from jeugdregio_core.conformance.coverage import Coverage, coverage

NUMBERED = {"friesland": 22, "westfriesland": 28, "zhz": 31, "aa_zawa": 30}


@pytest.fixture(scope="module")
def covered() -> dict[str, tuple[Coverage, ...]]:
    return {region: coverage(load_candidate(f"jeugdregio_{region}")) for region in NUMBERED}


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema((resources.files("jeugdregio_api") / "schema.graphql").read_text("utf-8"))


def test_there_are_111_numbered_rules() -> None:
    assert sum(NUMBERED.values()) == 111


@pytest.mark.parametrize("region", NUMBERED)
def test_every_numbered_rule_is_there(
    region: str, covered: dict[str, tuple[Coverage, ...]]
) -> None:
    numbered = [rule.code for rule in covered[region] if rule.numbered]
    assert numbered == [f"{region}-{number:02}" for number in range(1, NUMBERED[region] + 1)]


@pytest.mark.parametrize("region", NUMBERED)
def test_every_rule_is_shown_by_a_case_on_both_sides_or_by_a_fact(
    region: str, covered: dict[str, tuple[Coverage, ...]]
) -> None:
    assert [rule.code for rule in covered[region] if not rule.complete] == []


@pytest.mark.parametrize("region", NUMBERED)
def test_every_rule_has_a_place_in_the_schema(
    region: str, covered: dict[str, tuple[Coverage, ...]], schema: GraphQLSchema
) -> None:
    lost = {rule.code: rule.place for rule in covered[region] if not stands(schema, rule.place)}
    assert lost == {}


def stands(schema: GraphQLSchema, place: str) -> bool:
    here = schema.query_type
    for name in place.split("."):
        if not isinstance(here, GraphQLObjectType) or name not in here.fields:
            return False
        here = get_named_type(here.fields[name].type)
    return True


def test_a_place_that_is_not_in_the_schema_is_seen(schema: GraphQLSchema) -> None:
    assert stands(schema, "decide")
    assert not stands(schema, "region.kleuren")


def test_a_rule_without_a_second_outcome_is_not_complete(install: Install) -> None:
    once = ("cases/toewijzing.toml", 'expect.findings = { proefland-01 = "REFUSED" }\n', "")
    rules = {rule.code: rule for rule in coverage(load_candidate(install(once)))}
    assert not rules["proefland-01"].complete
    assert rules["proefland-01"].outcomes == ("PASSED",)
    assert rules["proefland-04"].complete
    assert rules["proefland-04"].shown == 2


def test_a_case_that_fails_shows_nothing(install: Install) -> None:
    wrong = ("cases/toewijzing.toml", 'proefland-01 = "REFUSED"', 'proefland-01 = "REVIEW"')
    rules = {rule.code: rule for rule in coverage(load_candidate(install(wrong)))}
    assert rules["proefland-01"].outcomes == ("PASSED",)


def test_a_number_that_is_skipped_is_missed(install: Install) -> None:
    edits = [(name, "proefland-05", "proefland-09") for name in ("access.py",)]
    cases = Path("cases") / "toewijzing.toml"
    edits += [(str(cases), "proefland-05", "proefland-09")] * 3
    rules = {rule.code: rule for rule in coverage(load_candidate(install(*edits)))}
    assert re.search("ontbreekt", rules["proefland-05"].title)
    assert not rules["proefland-05"].complete
    assert rules["proefland-09"].complete
