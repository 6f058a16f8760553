"""The counter (loket) of an organisation: the steps of its office, taken over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx
from starlette.applications import Starlette
from tests.support.identity import EVERYBODY, as_actor
from tests.support.office import ACCESS, Clock, Office, Step, registry

from jeugdregio_api.access.identify import Identify
from jeugdregio_api.app import create_app
from jeugdregio_api.settings import Settings
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.problems import ProblemCode, StepProblem
from jeugdregio_core.store.transaction import Store

Body = Mapping[str, Any]
Post = Callable[[Body], httpx.Response]

_REQUEST = "request { id reference kind status }"
_DECISION = "decision { verdict on findings { verdict message rule { code title } } }"
_ALLOCATION = "allocation { id number municipality { code } version start end status }"
_SHOWN = {
    "create_referral": "referral { id status }",
    "withdraw_referral": "referral { id status }",
    "request_allocation": f"{_REQUEST} {_DECISION}",
    "request_change": f"{_REQUEST} {_DECISION}",
    "answer_request": f"{_REQUEST} {_ALLOCATION} {_DECISION}",
    "settle_dispute": _REQUEST,
    "record_document": "document { id kind version }",
    "record_delivery": _ALLOCATION,
    "record_outcome": "outcome { id measure }",
    **dict.fromkeys(
        "register_provider record_contract end_contract record_agreement end_agreement "
        "record_tariff end_tariff report_availability".split(),
        "provider { code name agbCode website }",
    ),
}


_PATIENT = {
    "decision_seconds": 60,
    "deadline_seconds": 60,
    "rate_per_minute": 0,
    "public_rate_per_minute": 0,
}
"""A busy machine, and tests that ask all day long."""


class Refused(Exception):
    """An answer with errors instead of data."""

    def __init__(self, answer: httpx.Response) -> None:
        self.status = answer.status_code
        error = answer.json()["errors"][0]
        self.code: str = error["extensions"]["code"]
        self.message: str = error["message"]
        super().__init__(f"{self.status} {self.code} {self.message}")


def _nowhere(_body: Body) -> httpx.Response:
    raise AssertionError("no service to post to")


@dataclass
class Counter(Office):
    """Takes every step as a mutation. What the office adds and sees goes to the store itself."""

    post: Post = field(default=_nowhere)

    def do(self, step: Step, actor: Any = ACCESS, **asked: Any) -> Told:
        """Take a step over HTTP. Raises Refused."""
        given = {"region": self.region, "idempotencyKey": str(uuid4())} | asked
        return told(self.post(mutation(step.__name__, given)))


def mutation(step: str, given: Mapping[str, Any]) -> Body:
    """The body of the mutation that takes this step."""
    first, *rest = step.split("_")
    name = first + "".join(word.capitalize() for word in rest)
    kind = f"{name[0].upper()}{name[1:]}Input"
    query = (
        f"mutation ($input: {kind}!) {{ told: {name}(input: $input) {{ "
        f"{_SHOWN[step]} problems {{ code message path rule {{ code }} }} }} }}"
    )
    return {"query": query, "variables": {"input": given}}


def told(answer: httpx.Response) -> Told:
    """What an answer told. Raises Refused."""
    content = answer.json()
    if "errors" in content:
        raise Refused(answer)
    said = content["data"]["told"]
    problems = tuple(map(_problem, said.pop("problems")))
    decision = said.pop("decision", None)
    made = {kind: _flat(thing) for kind, thing in said.items() if thing is not None}
    return Told(made, decision, problems)


def _problem(said: Mapping[str, Any]) -> StepProblem:
    rule = said["rule"]["code"] if said["rule"] else None
    return StepProblem(ProblemCode[said["code"]], said["message"], said["path"], rule)


def _flat(thing: dict[str, Any]) -> dict[str, Any]:
    held = thing.get("municipality")
    return thing | {"municipality": held["code"]} if held else thing


def service(
    store: Store | None,
    clock: Clock | None = None,
    moments: Callable[[], datetime] | None = None,
    identify: Identify | None = None,
    **settings: Any,
) -> Starlette:
    """The service of every region that is installed, over a store."""
    stands_still = clock or Clock()
    return create_app(
        Settings(**_PATIENT | settings),
        registry(),
        lambda: stands_still().date(),
        store=store,
        moments=moments or stands_still,
        identify=identify or as_actor(EVERYBODY),
    )


def posting(app: Starlette) -> Post:
    """Posts to a service inside this process."""

    async def call(body: Body) -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post("/graphql", json=body)

    return lambda body: asyncio.run(call(body))
