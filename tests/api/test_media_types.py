"""GraphQL over HTTP: two media types, each with its own status codes."""

from __future__ import annotations

from typing import Any

import pytest

NEW = "application/graphql-response+json"
OLD = "application/json"
GOOD = "{ regions { code } }"
SYNTAX = "{ regions"
INVALID = "{ burgemeesters }"
PARTIAL = '{ regions { code } region(code: "x") { name } }'
NULL = '{ region(code: "x") { name } }'


@pytest.mark.parametrize("accept", ["*/*", OLD, "", "text/plain", f"{OLD}, */*;q=0.1"])
@pytest.mark.parametrize("query", [GOOD, SYNTAX, INVALID, PARTIAL, NULL])
def test_plain_json_is_answered_with_200(service: Any, accept: str, query: str) -> None:
    answer = service.post(query, accept=accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == f"{OLD}; charset=utf-8"


@pytest.mark.parametrize("accept", [NEW, f"{NEW}, {OLD};q=0.9", NEW.upper()])
@pytest.mark.parametrize(
    ("query", "status"), [(GOOD, 200), (PARTIAL, 200), (NULL, 200), (SYNTAX, 400), (INVALID, 400)]
)
def test_the_newer_type_tells_by_its_status_that_nothing_was_executed(
    service: Any, accept: str, query: str, status: int
) -> None:
    answer = service.post(query, accept=accept)
    assert answer.status_code == status
    assert answer.headers["content-type"] == f"{NEW}; charset=utf-8"
    assert ("data" in answer.json()) == (status == 200)


def test_partial_data_comes_with_its_errors(service: Any) -> None:
    answer = service.post(PARTIAL, accept=NEW).json()
    assert answer["data"] == {"regions": [{"code": "voorbeeld"}], "region": None}
    assert answer["errors"][0]["path"] == ["region"]


def test_variables_that_do_not_fit_are_refused_before_anything_is_executed(service: Any) -> None:
    query = "query ($on: Date!) { regions { rules(on: $on) { code } } }"
    assert service.post(query, {"on": "morgen"}, accept=NEW).status_code == 400
    assert service.post(query, {}, accept=NEW).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_questions_are_posted(service: Any, method: str) -> None:
    answer = service.send(method, "/graphql?query={regions{code}}", headers={"Accept": OLD})
    assert answer.status_code == 405
    assert "POST" in answer.headers["allow"]
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_an_answer_is_kept_by_nobody_on_the_way(service: Any) -> None:
    answer = service.post(GOOD)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
