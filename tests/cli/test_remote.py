"""A deployed API answers as the plugins here do; whatever it answers, a person understands it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from jeugdregio_core.cli import remote
from jeugdregio_core.cli.view import DecisionView
from jeugdregio_core.registry import Registry
from jeugdregio_core.rules.parse import parse_case

CASE = """\
region = "voorbeeld"
kind = "EXTENSION"
decisionDate = 2025-03-01
client = {municipality = "9001", birthDate = 2014-05-01, protectionMeasure = false}
providers = [{code = "p1", segments = []}]
norms = {hoursPerWeek = 1.5, grounds = ["SCHOOLUITVAL"]}

[request]
provider = "p1"
segment = "A"
start = 2025-04-01
requestedBy = "TOEGANG"
reportedAt = 2025-03-01T10:00:00+01:00
volume = {amount = 3, unit = "UUR", frequency = "WEEK"}

[[documents]]
kind = "PERSPECTIEFPLAN"
"""
URL = "https://regels.example"
Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], list[httpx.Request]]:
    """A service that answers like this; gives the requests it receives."""

    def serve(answer: Answer) -> list[httpx.Request]:
        received: list[httpx.Request] = []

        def handle(request: httpx.Request) -> httpx.Response:
            received.append(request)
            return answer(request)

        transport = httpx.MockTransport(handle)
        monkeypatch.setattr(remote, "decide", partial(remote.decide, transport=transport))
        return received

    return serve


@pytest.fixture
def rulebook_answers(installed: Registry) -> Answer:
    """Decides with the region's own rulebook, from what came over the line."""

    def answer(request: httpx.Request) -> httpx.Response:
        given = parse_case(json.loads(request.content)["variables"]["input"])
        decision = installed.rulebook(given.region).decide(given)
        view = json.loads(DecisionView.model_validate(decision).as_json())
        return httpx.Response(200, json={"data": {"decide": view}})

    return answer


@pytest.mark.parametrize("options", [(), ("--all",), ("--json",)])
@pytest.mark.parametrize("provider", ["p1", "gestopt"])
def test_the_service_and_the_plugins_here_give_the_same_answer(
    checked: Any, service: Any, rulebook_answers: Answer, provider: str, options: tuple[str, ...]
) -> None:
    case = CASE.replace('"p1"', f'"{provider}"')
    received = service(rulebook_answers)
    here, there = checked(case, *options), checked(case, *options, "--url", URL)
    assert there == here
    assert len(received) == 1


def test_every_fact_of_the_question_reaches_the_service(
    checked: Any, service: Any, rulebook_answers: Answer
) -> None:
    received = service(rulebook_answers)
    checked(CASE, "--url", URL)
    assert json.loads(received[0].content)["variables"]["input"] == {
        "region": "voorbeeld",
        "kind": "EXTENSION",
        "decisionDate": "2025-03-01",
        "client": {"municipality": "9001", "birthDate": "2014-05-01", "protectionMeasure": False},
        "providers": [{"code": "p1", "segments": []}],
        "norms": {"hoursPerWeek": 1.5, "grounds": ["SCHOOLUITVAL"]},
        "request": {
            "provider": "p1",
            "segment": "A",
            "start": "2025-04-01",
            "requestedBy": "TOEGANG",
            "reportedAt": "2025-03-01T10:00:00+01:00",
            "volume": {"amount": 3, "unit": "UUR", "frequency": "WEEK"},
        },
        "documents": [{"kind": "PERSPECTIEFPLAN"}],
    }


def test_the_operation_is_the_one_that_front_end_teams_run(
    checked: Any, service: Any, rulebook_answers: Answer
) -> None:
    received = service(rulebook_answers)
    checked(CASE, "--url", URL)
    contract = Path(__file__).parents[1] / "contract/decide.graphql"
    assert json.loads(received[0].content)["query"] == contract.read_text("utf-8")


@pytest.mark.parametrize("url", [URL, f"{URL}/", f"{URL}/graphql", f"{URL}/graphql/"])
def test_the_address_may_name_the_service_or_its_endpoint(
    checked: Any, service: Any, rulebook_answers: Answer, url: str
) -> None:
    received = service(rulebook_answers)
    assert checked(CASE, "--url", url).status == 0
    assert str(received[0].url) == f"{URL}/graphql"


@pytest.mark.parametrize(
    ("code", "status", "told"),
    [
        ("BAD_USER_INPUT", 64, "Zo kan het niet.\n"),
        ("NOT_FOUND", 64, "Zo kan het niet.\n"),
        ("INTERNAL_SERVER_ERROR", 69, f"De dienst op {URL}/graphql kan nu niet antwoorden: Zo kan"),
        ("RATE_LIMITED", 69, f"De dienst op {URL}/graphql kan nu niet antwoorden: Zo kan"),
        (None, 69, f"De dienst op {URL}/graphql kan nu niet antwoorden: Zo kan"),
    ],
)
def test_what_the_service_says_is_passed_on(
    checked: Any, service: Any, code: str | None, status: int, told: str
) -> None:
    extensions = {"extensions": {"code": code}} if code else {}
    errors = [{"message": "Zo kan het niet.", **extensions}]
    service(lambda _: httpx.Response(400, json={"errors": errors, "data": None}))
    ended = checked(CASE, "--url", URL)
    assert (ended.status, ended.out) == (status, "")
    assert ended.err.startswith(told)


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(200, text="<html>"),
        httpx.Response(502, text=""),
        httpx.Response(301, headers={"Location": "/elders"}),
        httpx.Response(200, content=b"\xff\xfe"),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={}),
        httpx.Response(200, json={"data": None}),
        httpx.Response(200, json={"data": {"decide": {"verdict": "ALLOWED"}}}),
        httpx.Response(200, json={"errors": "stuk"}),
        httpx.Response(200, json={"errors": [{"message": 3, "extensions": None}]}),
    ],
)
def test_an_address_where_something_else_answers_is_told_so(
    checked: Any, service: Any, response: httpx.Response
) -> None:
    service(lambda _: response)
    ended = checked(CASE, "--url", URL)
    assert (ended.status, ended.out) == (69, "")
    assert URL in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("error", [httpx.ConnectError("geweigerd"), httpx.ReadTimeout("te laat")])
def test_a_service_that_cannot_be_reached_is_told_so(
    checked: Any, service: Any, error: httpx.HTTPError
) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    service(fail)
    ended = checked(CASE, "--url", URL)
    assert (ended.status, ended.out) == (69, "")
    assert ended.err == f"De dienst op {URL}/graphql is niet bereikbaar ({error}).\n"


@pytest.mark.parametrize("url", ["regels", "ftp://regels.example", "", "http://a:b"])
def test_an_address_that_is_none_is_the_callers_to_mend(checked: Any, url: str) -> None:
    ended = checked(CASE, "--url", url)
    assert (ended.status, ended.out) == (64, "")
    assert "is geen webadres" in ended.err


def test_bad_input_is_told_before_anyone_is_asked(
    checked: Any, service: Any, rulebook_answers: Answer
) -> None:
    received = service(rulebook_answers)
    ended = checked(CASE.replace("2025-04-01", '"morgen"'), "--url", URL)
    assert ended.status == 64
    assert received == []
