"""A public service shows no page, no introspection and no suggestions."""

from __future__ import annotations

from typing import Any

import pytest

HTML = {"Accept": "text/html"}
SUGGESTED = [
    "{ region { name } }",
    "{ regionss { code } }",
    '{ region(cod: "x") { name } }',
    '{ region(code: "voorbeeld") { rules(topic: REGIES) { code } } }',
    "query ($i: DecideInputt) { regions { code } }",
]


def test_the_page_is_for_development_only(service: Any, public_service: Any) -> None:
    assert service.send("GET", "/graphql", headers=HTML).status_code == 200
    assert public_service.send("GET", "/graphql", headers=HTML).status_code == 405
    assert public_service.send("GET", "/").status_code == 404
    for path in ("/page/", "/page/page.js", "/graphiql/page.js", "/graphiql/index.html"):
        assert public_service.send("GET", path).status_code == 404


@pytest.mark.parametrize(
    "query", ["{ __schema { types { name } } }", '{ __type(name: "A") { name } }']
)
def test_introspection_is_for_development_only(
    service: Any, public_service: Any, query: str
) -> None:
    service.ask(query)
    refused = public_service.post(query).json()
    assert "data" not in refused
    assert {error["extensions"]["code"] for error in refused["errors"]} == {"BAD_USER_INPUT"}


def test_the_schema_can_be_read_whole_in_development(service: Any) -> None:
    from graphql import build_client_schema, get_introspection_query

    answer = service.ask(get_introspection_query())
    assert "DecideInput" in build_client_schema(answer).type_map


@pytest.mark.parametrize("query", SUGGESTED)
def test_suggestions_are_for_development_only(public_service: Any, query: str) -> None:
    assert not any("Did you mean" in e["message"] for e in public_service.errors(query))


def test_development_does_suggest(service: Any) -> None:
    assert any("Did you mean" in e["message"] for q in SUGGESTED for e in service.errors(q))


def test_suggestions_for_variables_are_for_development_only(
    service: Any, public_service: Any
) -> None:
    query = "query ($t: RuleTopic) { regions { rules(topic: $t) { code } } }"
    assert "Did you mean" in service.errors(query, t="REGIES")[0]["message"]
    assert "Did you mean" not in public_service.errors(query, t="REGIES")[0]["message"]


def test_a_public_service_answers_questions(public_service: Any) -> None:
    assert public_service.ask("{ regions { code } }") == {"regions": [{"code": "voorbeeld"}]}
