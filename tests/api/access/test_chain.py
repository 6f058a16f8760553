"""An issuer is asked for its keys in the chain of the request that needs them."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from tests.api.access.issuing import JWKS, Network
from tests.support.identity import TestIssuer, bearing
from tests.support.office import registry

from jeugdregio_api.access.fetching import fetch
from jeugdregio_api.access.identify import by_token
from jeugdregio_api.app import create_app
from jeugdregio_api.settings import Settings

CHAIN = "4bf92f3577b34da6a3ce929d0e0e4736"
SENT = f"00-{CHAIN}-00f067aa0ba902b7-01"


def _asked(*sent: tuple[str, str]) -> tuple[Network, httpx.Response]:
    """The network after one question with a token, and the answer."""
    issuer = TestIssuer(("westfriesland",))
    network = Network(issuer.jwks)
    settings = Settings(database_url="none", issuers=(issuer.trusted(jwks_uri=JWKS),))
    identify = by_token(settings.issuers, network.transport)
    app = create_app(settings, registry(), identify=identify)

    async def call() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            told = [*sent, *bearing(issuer.token()).items()]
            headers = [(name.encode(), value.encode("latin-1")) for name, value in told]
            return await client.post(
                "/graphql", json={"query": "{ regions { code } }"}, headers=headers
            )

    return network, asyncio.run(call())


def test_the_keys_are_fetched_in_the_chain_of_the_request() -> None:
    network, answer = _asked(("traceparent", SENT), ("tracestate", "a=1"), ("tracestate", "b=2 c"))
    (fetched,) = network.headers
    assert fetched["traceparent"] == answer.headers["traceresponse"]
    assert CHAIN in fetched["traceparent"]
    assert fetched["traceparent"] != SENT
    assert fetched["tracestate"] == "a=1,b=2 c"


def test_the_keys_are_fetched_in_a_new_chain_where_the_request_names_none() -> None:
    network, answer = _asked(("tracestate", "a=1"))
    (fetched,) = network.headers
    assert fetched["traceparent"] == answer.headers["traceresponse"]
    assert "tracestate" not in fetched


@pytest.mark.parametrize("state", ["a=é", "é=a", "a", "=", "x=" + "y" * 600, "a=1 ,\x7f"])
def test_no_state_keeps_the_keys_away(state: str) -> None:
    """What cannot be sent on is left out, so that nobody is refused because of it."""
    network, answer = _asked(("traceparent", SENT), ("tracestate", state))
    assert answer.status_code == 200
    assert "errors" not in answer.json()
    (fetched,) = network.headers
    assert CHAIN in fetched["traceparent"]
    assert "tracestate" not in fetched


def test_keys_that_no_request_waits_for_are_fetched_outside_any_chain() -> None:
    network = Network({"keys": []})
    asyncio.run(fetch(JWKS, network.transport))
    assert "traceparent" not in network.headers[0]
