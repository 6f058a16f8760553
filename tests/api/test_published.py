"""The schema and the addresses of the service can be read at fixed places."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import build_schema
from starlette.routing import Route

from jeugdregio_api.schema import exported


@pytest.mark.parametrize("fixture", ["service", "public_service"])
def test_the_schema_is_published_in_production_too(
    request: pytest.FixtureRequest, fixture: str
) -> None:
    answer = request.getfixturevalue(fixture).send("GET", "/schema.graphql")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == exported()
    assert "Query" in build_schema(answer.text).type_map


def test_every_address_is_described(public_service: Any) -> None:
    answer = public_service.send("GET", "/openapi.json")
    described = answer.json()["paths"]
    served = {route.path: route.methods for route in public_service.app.routes}
    assert all(isinstance(route, Route) for route in public_service.app.routes)
    assert {
        path: {method.upper() for method in operations} for path, operations in described.items()
    } == {path: methods - {"HEAD"} for path, methods in served.items()}


def test_the_description_says_what_it_is_about_and_whose_words_it_uses(service: Any) -> None:
    document = service.send("GET", "/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert document["info"]["version"] == service.send("GET", "/health").json()["version"]
    assert document["info"]["license"]["identifier"] == "EUPL-1.2"
    schemas = document["components"]["schemas"]
    referred = set(_references(document))
    assert referred == {f"#/components/schemas/{name}" for name in schemas}


def _references(value: Any) -> Any:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from _references(inner)


def test_what_is_answered_is_what_is_described(service: Any) -> None:
    document = service.send("GET", "/openapi.json").json()
    for path in ("/health", "/schema.graphql", "/openapi.json"):
        (media,) = document["paths"][path]["get"]["responses"]["200"]["content"]
        assert service.send("GET", path).headers["content-type"].partition(";")[0] == media
    health = document["components"]["schemas"]["Gezondheid"]
    report = service.send("GET", "/health").json()
    assert set(health["required"]) <= set(health["properties"]) <= set(report)
