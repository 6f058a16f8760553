"""The steps that front-end teams take in a case, unchanged, in every region that is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.support.counter import Counter, posting, service
from tests.support.office import Clock
from tests.support.scenes import ONE, SCENES

from jeugdregio_core.store.transaction import Store

STEPS = Path(__file__).with_name("casework.graphql").read_text("utf-8")


class FrontEnd:
    """Runs the operations of the contract by name."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.scene = SCENES[counter.region]

    def run(self, operation: str, **given: Any) -> Any:
        asked = {"region": self.scene.region, "idempotencyKey": str(uuid4())} | given
        body = {"query": STEPS, "operationName": operation, "variables": {"input": asked}}
        answer = self.counter.post(body).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"][f"{operation[0].lower()}{operation[1:]}"]

    def refer(self) -> Any:
        client = {
            "reference": "K-001",
            "birthDate": "2014-05-01",
            "municipality": self.scene.municipality,
        }
        return self.run(
            "CreateReferral",
            client=client | dict(self.scene.client),
            receivedOn="2026-03-01",
            **self.scene.referral,
        )

    def ask(self, referral: str, **given: Any) -> Any:
        request = {"provider": ONE, "start": "2026-04-01", "end": "2026-09-30"}
        asked = request | dict(self.scene.request) | given
        return self.run("RequestAllocation", referral=referral, request=asked)

    def place(self, allocation: Any) -> dict[str, Any]:
        return {"municipality": self.scene.municipality, "number": allocation["number"]}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=SCENES)
def front_end(request: pytest.FixtureRequest, store: Store, clock: Clock) -> FrontEnd:
    post = posting(service(store, clock, production=True))
    counter = Counter(store, request.param, clock, post=post)
    SCENES[request.param].open(counter)
    return FrontEnd(counter)


def test_a_case_runs_from_referral_to_outcome(front_end: FrontEnd, clock: Clock) -> None:
    referred = front_end.refer()
    assert referred == {"referral": referred["referral"], "problems": []}
    assert referred["referral"]["status"] == "RECEIVED"

    recorded = front_end.run(
        "RecordDocument", client="K-001", kind="PERSPECTIEFPLAN", author="LOKAAL_TEAM"
    )
    assert recorded["problems"] == []
    assert recorded["document"]["kind"] == "PERSPECTIEFPLAN"

    requested = front_end.ask(referred["referral"]["id"])
    assert requested["problems"] == []
    assert requested["request"]["status"] == "SUBMITTED"
    assert requested["request"]["reference"] == requested["request"]["id"]
    assert requested["decision"]["verdict"] == "ALLOWED"
    assert all(finding["rule"]["code"] for finding in requested["decision"]["findings"])

    answered = front_end.run("AnswerRequest", request=requested["request"]["id"], answer="ALLOCATE")
    assert answered["problems"] == []
    assert answered["request"] == {"id": requested["request"]["id"], "status": "ALLOCATED"}
    allocation = answered["allocation"]
    period = {"start": "2026-04-01", "end": "2026-09-30", "status": "ALLOCATED"}
    assert allocation == {"number": allocation["number"]} | period
    assert answered["decision"]["verdict"] == "ALLOWED"

    clock.set(2026, 4, 2)
    place = front_end.place(allocation)
    started = front_end.run("RecordDelivery", **place, kind="START", on="2026-04-01")
    assert started["problems"] == []
    assert started["allocation"] == {"number": allocation["number"], "status": "STARTED"}

    measured = front_end.run(
        "RecordOutcome", **place, measure="GEZINSERVARING", value=8.5, measuredOn="2026-04-02"
    )
    assert measured == {"outcome": {"id": measured["outcome"]["id"]}, "problems": []}


def test_a_change_is_answered_by_the_rules_of_the_region(front_end: FrontEnd) -> None:
    requested = front_end.ask(front_end.refer()["referral"]["id"])
    answered = front_end.run("AnswerRequest", request=requested["request"]["id"], answer="ALLOCATE")
    change = front_end.run(
        "RequestChange",
        **front_end.place(answered["allocation"]),
        intensity=front_end.scene.request.get("intensity", "1"),
        start="2026-05-01",
    )
    assert change["decision"]["verdict"] in {"ALLOWED", "REVIEW", "REFUSED"}
    assert (change["decision"]["verdict"] == "REFUSED") == (
        change["request"]["status"] == "REFUSED"
    )
    for problem in change["problems"]:
        assert problem["rule"]["code"].startswith(front_end.scene.region)
        assert problem["message"].endswith((".", "?", ")"))


def test_a_refusal_is_data_and_never_an_error(front_end: FrontEnd) -> None:
    refused = front_end.ask(front_end.refer()["referral"]["id"], segment="BESTAAT-NIET")
    assert refused["request"]["status"] == refused["decision"]["verdict"] == "REFUSED"
    assert {problem["code"] for problem in refused["problems"]} == {"REFUSED_BY_RULE"}
    assert all(problem["rule"]["code"] for problem in refused["problems"])
    answered = front_end.run("AnswerRequest", request=refused["request"]["id"], answer="ALLOCATE")
    assert (answered["request"], answered["allocation"]) == (None, None)
    assert answered["problems"]
