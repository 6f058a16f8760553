"""A message goes on in the chain of the request it came of, for whoever may know which that was."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlmodel import Session, col, update
from tests.events.conftest import Post
from tests.support.counter import mutation, service
from tests.support.identity import as_actor
from tests.support.office import BUYER, actor
from tests.support.receiver import Received, Receiver, receiving
from tests.support.scenes import SCENES, referred

from jeugdregio_core import trace_context
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.events import chain
from jeugdregio_core.events.addresses import read_networks
from jeugdregio_core.events.deliverer import Deliverer
from jeugdregio_core.events.sending import Sender, over_http
from jeugdregio_core.store import tables

CHAIN, OTHER = "4bf92f3577b34da6a3ce929d0e0e4736", "a3ce929d0e0e47364bf92f3577b34da6"
HOORN = actor(Role.MUNICIPALITY, "0405")
NOORD = actor(Role.PROVIDER, "noord")
STEP = r"00-{}-(?!0{{16}})([0-9a-f]{{16}})-01"


@dataclass
class Street:
    """A service, and who hears of what is done over it: each a web server of its own."""

    post: Post
    stack: ExitStack
    receivers: dict[str, Receiver] = field(default_factory=dict)

    def listens(self, name: str, who: Actor) -> None:
        self.receivers[name] = self.stack.enter_context(receiving())
        given = {"role": who.role.value, "organisation": who.organisation}
        self.post.subscribe(url=self.receivers[name].url, **given)

    def asks(self, who: Actor, step: str, named: str | None, **given: Any) -> tuple[str, Any]:
        """Take a step over HTTP: the step of the chain that the answer names, and its data."""
        usual = {"region": self.post.office.region, "idempotencyKey": str(uuid4())}
        body = mutation(step, usual | given)
        sent = {"traceparent": f"00-{named}-00f067aa0ba902b7-01", "tracestate": "gemeente=K-001"}
        app = service(self.post.store, self.post.clock, identify=as_actor(who))

        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.post("/graphql", json=body, headers=sent if named else {})

        answer = asyncio.run(call())
        told = answer.json()["data"]["told"]
        assert told["problems"] == []
        return answer.headers["traceresponse"], told

    def refers(self, named: str | None, who: Actor = HOORN) -> tuple[str, Any]:
        client = {"reference": "K-001", "birthDate": "2014-05-01", "municipality": "0405"}
        given: dict[str, Any] = {
            "client": client,
            "referrer": "HUISARTS",
            "receivedOn": "2026-03-01",
        }
        given["provider"] = "noord"
        return self.asks(who, "create_referral", named, **given)

    def requests(self, named: str, referral: str) -> None:
        request = {"provider": "noord", "start": "2026-04-01", "end": "2026-09-30"}
        request |= SCENES[self.post.office.region].request
        self.asks(NOORD, "request_allocation", named, referral=referral, request=request)

    def delivers(self) -> None:
        sender = Sender(over_http(), read_networks("127.0.0.0/8"), 5)
        deliverer = Deliverer(self.post.store, sender, self.post.clock, lambda: 0.0)
        asyncio.run(deliverer.once())

    def heard(self, name: str) -> dict[str, Received]:
        """What arrived, by its kind."""
        return {message.said["type"]: message for message in self.receivers[name].messages}


def _step(message: Received, named: str) -> str:
    """The newest step of this chain, that the message names."""
    found = re.fullmatch(STEP.format(named), message.headers["traceparent"])
    assert found, message.headers
    return found[1]


@pytest.fixture
def street(post: Post) -> Iterator[Street]:
    """Without the subscriber that the post came with: nothing is sent to names outside."""

    def stop(session: Session) -> None:
        session.exec(
            update(tables.Webhook)
            .where(col(tables.Webhook.id) == post.webhook)
            .values(stopped_at=post.clock())
        )

    post.store.write((), stop)
    with ExitStack() as stack:
        yield Street(post, stack)


def test_a_webhook_goes_on_in_the_chain_of_the_request_with_a_step_of_its_own(
    street: Street,
) -> None:
    street.listens("region", BUYER)
    answered, _ = street.refers(CHAIN)
    street.delivers()
    message = street.heard("region")["NIEUWE_VERWIJZING"]
    assert _step(message, CHAIN) not in ("00f067aa0ba902b7", answered.split("-")[2])
    assert "tracestate" not in message.headers


def test_every_try_is_a_step_of_its_own(street: Street) -> None:
    street.listens("region", BUYER)
    street.receivers["region"].status = 503
    street.refers(CHAIN)
    street.delivers()
    street.post.clock.later(seconds=10)
    street.delivers()
    tries = [_step(message, CHAIN) for message in street.receivers["region"].messages]
    assert len({*tries}) == 2


def test_a_chain_that_began_here_goes_on_too(street: Street) -> None:
    street.listens("region", BUYER)
    answered, _ = street.refers(None)
    street.delivers()
    sent = street.heard("region")["NIEUWE_VERWIJZING"].headers["traceparent"]
    assert sent.split("-")[1] == answered.split("-")[1]
    assert sent != answered


def test_only_who_asked_and_the_region_can_lay_messages_side_by_side(street: Street) -> None:
    """Nobody learns from a chain which messages, and whose, are about one family."""
    street.listens("region", BUYER)
    street.listens("municipality", HOORN)
    street.listens("provider", NOORD)
    _, told = street.refers(CHAIN)
    street.requests(OTHER, told["referral"]["id"])
    street.delivers()
    region, place, provider = map(street.heard, ("region", "municipality", "provider"))
    assert _step(region["NIEUWE_VERWIJZING"], CHAIN) != _step(place["NIEUWE_VERWIJZING"], CHAIN)
    assert _step(region["NIEUW_VERZOEK"], OTHER) != _step(provider["NIEUW_VERZOEK"], OTHER)
    assert "traceparent" not in place["NIEUW_VERZOEK"].headers
    assert "traceparent" not in provider["NIEUWE_VERWIJZING"].headers


@pytest.mark.parametrize(
    ("reader", "asker", "same"),
    [
        (BUYER, NOORD, True),
        (actor(Role.REGION, "regio"), actor(Role.MUNICIPALITY), True),
        (HOORN, HOORN, True),
        (actor(Role.MUNICIPALITY), HOORN, False),
        (HOORN, actor(Role.MUNICIPALITY), False),
        (actor(Role.PROVIDER, "0405"), HOORN, False),
        (actor(Role.PROVIDER, "zuid"), NOORD, False),
        (NOORD, BUYER, False),
    ],
    ids=lambda one: getattr(one, "subject", None),
)
def test_an_organisation_is_the_same_only_in_the_same_role(
    reader: Actor, asker: Actor, same: bool
) -> None:
    webhook = tables.Webhook(role=reader.role.value, organisation=reader.organisation)
    line = tables.AuditLine(
        role=asker.role.value, organisation=asker.organisation, trace=f"00-{CHAIN}-{'1' * 16}-00"
    )
    sent = chain.headers(webhook, line)
    assert bool(sent) is same
    if same:
        assert re.fullmatch(f"00-{CHAIN}-(?!1{{16}})[0-9a-f]{{16}}-00", sent["traceparent"])


def test_what_came_of_no_request_or_of_one_that_the_log_forgot_is_in_no_chain(post: Post) -> None:
    referred(post.office)
    _trace(lambda: referred(post.office, "K-002"))
    post.fill()
    assert ["traceparent" in one.headers for one in post.take()] == [False, True]
    assert chain.headers(post.subscriber(), None) == {}


def _trace(step: Callable[[], Any]) -> None:
    """Take a step in a chain, as the service does."""
    trace_context.enter(f"00-{CHAIN}-00f067aa0ba902b7-01")
    try:
        step()
    finally:
        trace_context.enter(None)
