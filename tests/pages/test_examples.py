"""The examples of the pages: every one of them is answered, in every region."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from tests.support.rows import NOON

from jeugdregio_api.http.page import PLAIN
from jeugdregio_core.registry import load_registry

EXAMPLES = PLAIN / "examples"
ROLES = json.loads((EXAMPLES / "index.json").read_text("utf-8"))
ALL = [example for role in ROLES for example in role["examples"]]
FOR_THE_REGION = {one["file"] for one in ROLES[-1]["examples"]}
REGIONS = sorted(load_registry().rulebooks)
KNOWN = (EXAMPLES / "known.graphql").read_text("utf-8")

each_region = pytest.mark.parametrize("region", REGIONS)
each_example = pytest.mark.parametrize("example", ALL, ids=lambda one: one["file"])


class Demo:
    """The demo service, asked by somebody who fills in examples as the pages do."""

    def __init__(self, app: Starlette) -> None:
        self._app = app
        self._regions = self.ask({"query": KNOWN, "operationName": "Served"})["regions"]

    def ask(self, body: dict[str, Any], token: str | None = None) -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self._call("POST", "/graphql", json=body, headers=headers)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def _call(self, method: str, path: str, **given: Any) -> Any:
        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.request(method, path, **given)

        return asyncio.run(call()).json()

    def _token_of_the_region(self, region: str) -> str:
        held = self._call("GET", "/demo/tokens")["tokens"]
        (token,) = [t["token"] for t in held if (t["region"], t["role"]) == (region, "REGION")]
        return str(token)

    def run(self, example: dict[str, Any], region: str) -> Any:
        query = (EXAMPLES / f"{example['file']}.graphql").read_text("utf-8")
        variables = filled(example["variables"], self._known(region))
        own = example["file"] in FOR_THE_REGION
        token = self._token_of_the_region(region) if own else None
        return self.ask({"query": query, "variables": variables}, token)

    def _known(self, code: str) -> dict[str, Any]:
        body = {"query": KNOWN, "operationName": "Stored", "variables": {"region": code}}
        (region,) = [one for one in self._regions if one["code"] == code]
        other = next(one["code"] for one in self._regions if one is not region)
        place = region["municipalities"][0]["code"]
        fixed = {"region": code, "other": other, "municipality": place, "key": "proef-1"}
        return {**self.ask(body), **fixed, "today": NOON.date().isoformat()}


def filled(value: Any, known: Any) -> Any:
    """What ``filled`` in asking.js makes of it."""
    if isinstance(value, dict):
        pairs = ((key, one, filled(one, known)) for key, one in value.items())
        return {key: new for key, one, new in pairs if new is not None or not _may_be_left(one)}
    if isinstance(value, list):
        return [filled(one, known) for one in value]
    if not (isinstance(value, str) and value.startswith("@")):
        return value
    found = (_follow(path, known) for path in value[1:].split(" or "))
    return next((one for one in found if one is not None), None)


def _may_be_left(value: Any) -> bool:
    return isinstance(value, str) and value.endswith(" or nothing")


def _follow(path: str, known: Any) -> Any:
    for key in path.split("."):
        if isinstance(known, list):
            known = dict(enumerate(known)).get(int(key))
        else:
            known = (known or {}).get(key)
    return known


@pytest.fixture(scope="module")
def service(demo: Starlette) -> Demo:
    return Demo(demo)


@each_region
@each_example
def test_an_example_is_answered_in_every_region(
    service: Demo, example: dict[str, Any], region: str
) -> None:
    (answer,) = service.run(example, region).values()
    assert answer
    problems = answer.get("problems", []) if isinstance(answer, dict) else []
    assert {problem["code"] for problem in problems} <= {"REFUSED_BY_RULE"}, problems


def test_every_role_finds_something_to_start_from() -> None:
    assert [role["role"] for role in ROLES] == [
        "Iedereen",
        "Verwijzer",
        "Aanbieder",
        "Gemeente",
        "Regionale organisatie",
    ]
    assert all(role["examples"] for role in ROLES)


def test_the_list_names_every_example_once() -> None:
    written = {path.stem for path in EXAMPLES.glob("*.graphql")} - {"known"}
    assert sorted(example["file"] for example in ALL) == sorted(written)
    assert len({example["title"] for example in ALL}) == len(ALL)


@each_example
def test_an_example_stores_nothing(example: dict[str, Any]) -> None:
    query = (EXAMPLES / f"{example['file']}.graphql").read_text("utf-8")
    if "mutation" in query:
        assert example["variables"]["input"]["dryRun"] is True
        assert "(proef)" in example["title"]


def test_a_path_that_leads_nowhere_fills_in_nothing() -> None:
    known = {"a": {"edges": []}, "today": date(2026, 3, 2).isoformat()}
    variables = {"x": "@a.edges.0.node or b.c", "y": ["@today"], "z": "@b.c or nothing"}
    assert filled(variables, known) == {"x": None, "y": ["2026-03-02"]}
