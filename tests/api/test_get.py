"""A web address is kept by many on the way: a question about persons never goes in one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jeugdregio_api.http.url import WITHOUT_PERSONS
from jeugdregio_api.schema import build_schema

OLD = "application/json"
NEW = "application/graphql-response+json"


def get(service: Any, accept: str = OLD, **members: Any) -> Any:
    sent = {k: v if isinstance(v, str) else json.dumps(v) for k, v in members.items()}
    return service.send("GET", "/graphql", params=sent, headers={"Accept": accept})


@pytest.mark.parametrize("accept", [OLD, NEW])
def test_what_is_not_about_persons_may_be_asked_by_its_address(service: Any, accept: str) -> None:
    query = "query R($r: ID!) { region(code: $r) { ...F } } fragment F on Region { name }"
    answer = get(
        service, accept, query=query, operationName="R", variables={"r": "voorbeeld"}, extensions={}
    )
    assert answer.status_code == 200
    assert answer.json() == {"data": {"region": {"name": "Voorbeeldregio"}}}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "query",
    [
        '{ decide(input: {region: "voorbeeld"}) { verdict } }',
        '{ __typename clientFile(region: "x", reference: "K-1") { client { reference } } }',
        '{ ... { referrals(region: "x") { totalCount } } }',
        "{ ...F } fragment F on Query { ... on Query { ...G } } "
        'fragment G on Query { request(region: "x", id: "1") { id } }',
        "{ onbekend }",
        "mutation { __typename }",
        "subscription { __typename }",
    ],
)
def test_what_is_about_persons_or_changes_something_is_posted(service: Any, query: str) -> None:
    answer = get(service, query=query)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["message"].startswith("Stel deze vraag met POST.")


def test_every_field_at_the_top_is_posted_unless_it_is_named() -> None:
    query = build_schema()._schema.query_type
    assert query is not None
    assert {name for name in query.fields if name in WITHOUT_PERSONS} == {"region", "regions"}


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({"query": "{ regions"}, 400),
        ({"query": "query A { regions { code } } query B { regions { code } }"}, 400),
        ({"query": "{ ...A } fragment A on Query { ...A }"}, 400),
        ({"query": "{ regions { code } }", "variables": "{"}, 400),
        ({"query": "{ regions { code } }", "variables": "[]"}, 400),
        ({"query": "{ regions { code } }", "variables": "[" * 5000}, 400),
        ({"query": "{ regions { code } }", "extensions": "5"}, 400),
        ({"query": "{ " + "regions { code } " * 16 + "}"}, 400),
        ({"documentId": "x"}, 400),
        ({"query": ""}, 400),
        ({}, 405),
        ({"variables": "{}"}, 405),
    ],
)
def test_an_address_that_holds_no_question_is_refused(
    service: Any, members: dict[str, str], status: int
) -> None:
    answer = get(service, NEW, **members)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_a_long_address_is_not_read(serve: Any, voorbeeld: Any) -> None:
    service = serve({"voorbeeld": voorbeeld}, max_body_bytes=100)
    assert get(service, query="{ regions { code } }").status_code == 200
    assert get(service, query="{ regions { code } }" + " " * 100).status_code == 414


def test_bytes_that_are_no_text_are_answered_orderly(service: Any) -> None:
    for query in ("%ff%fe", "%7B%20regions%20%7B%20code%20%7D%20%7D%ff", "%00", "%ed%a0%80"):
        answer = service.send("GET", f"/graphql?query={query}", headers={"Accept": NEW})
        assert answer.status_code == 400
