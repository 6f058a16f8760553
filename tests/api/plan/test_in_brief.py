"""What is often shown is read in brief: each field alone is shown as it is among all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type
from tests.support.acting import Stage, World, stage
from tests.support.office import BUYER

from jeugdregio_api.schema import build_schema

SCHEMA = build_schema()._schema
PLACES = {
    "Client": "referrals(region: $region) { edges { node { client { %s } } } }",
    "Allocation": "referrals(region: $region) { edges { node { allocations { %s } } } }",
    "RecordedDecision": "requests(region: $region) { edges { node { decisions { %s } } } }",
}
"""Where what is read in brief stands."""


@pytest.fixture(scope="module")
def service(files: World) -> Stage:
    """The service over what is on file."""
    return stage(files.store)


def _fields(name: str, deep: int = 1) -> Iterator[tuple[str, str]]:
    """Every field, with the plain fields of what it holds."""
    kind = SCHEMA.get_type(name)
    assert isinstance(kind, GraphQLObjectType)
    for field, held in kind.fields.items():
        inner = get_named_type(held.type)
        if is_leaf_type(inner):
            yield field, field
        elif deep:
            yield field, f"{field} {{ {' '.join(text for _, text in _fields(inner.name, 0))} }}"


def _shown(service: Stage, place: str, fields: str) -> list[dict[str, Any]]:
    query = f"query ($region: ID!) {{ {PLACES[place] % fields} }}"
    told = json.loads(service.post(BUYER, query, {"region": "westfriesland"}))
    assert "errors" not in told, told
    ((_, page),) = told["data"].items()
    found = [held for edge in page["edges"] for held in edge["node"].values()]
    return [one for held in found for one in (held if isinstance(held, list) else [held])]


@pytest.mark.parametrize(
    ("place", "field", "text"),
    [(place, field, text) for place in PLACES for field, text in _fields(place)],
)
def test_a_field_alone_is_shown_as_it_is_among_all(
    service: Stage, place: str, field: str, text: str
) -> None:
    whole = _shown(service, place, " ".join(text for _, text in _fields(place)))
    assert whole
    assert [{field: one[field]} for one in whole] == _shown(service, place, text)


@pytest.mark.parametrize("list_name", ["referrals", "requests", "allocations"])
def test_every_list_is_read_in_brief_as_it_is_in_full(service: Stage, list_name: str) -> None:
    def page(more: str) -> list[tuple[str, str, str]]:
        query = f"""query ($region: ID!) {{ {list_name}(region: $region) {{ edges {{ node {{
          id status client {{ reference {more} }} }} }} }} }}"""
        told = json.loads(service.post(BUYER, query, {"region": "westfriesland"}))
        nodes = [edge["node"] for edge in told["data"][list_name]["edges"]]
        return [(node["id"], node["status"], node["client"]["reference"]) for node in nodes]

    assert page("") == page("birthDate familyReference") != []
