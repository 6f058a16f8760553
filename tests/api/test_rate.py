"""Who asks too often waits a little; nobody else does."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.datastructures import Headers
from starlette.requests import Request

from jeugdregio_api.access.identify import PUBLIC
from jeugdregio_api.app import create_app
from jeugdregio_api.limits import rate
from jeugdregio_api.limits.rate import Buckets, RateLimit
from jeugdregio_api.settings import Settings
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.registry import build_registry

QUERY = {"query": "{ regions { code } }"}
NEW = "application/graphql-response+json"


@dataclass
class Watch:
    """A clock that goes on when it is told to."""

    at: float = 0

    def __call__(self) -> float:
        return self.at


def _from(address: str) -> Request:
    return Request({"type": "http", "client": (address, 1), "headers": []})


def _send(app: Any, who: str, address: str = "192.0.2.1", **headers: str) -> httpx.Response:
    async def call() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post("/graphql", json=QUERY, headers={"x-who": who, **headers})

    return asyncio.run(call())


@pytest.fixture
def app() -> Any:
    """A service that knows who asks by a header: three a minute, and two for the public."""

    async def identify(headers: Headers, client: str | None = None) -> Actor:
        who = headers["x-who"]
        return Actor(who, Role.PROVIDER) if who else PUBLIC

    settings = Settings(rate_per_minute=3, public_rate_per_minute=2)
    return create_app(settings, build_registry([]), identify=identify)


@pytest.mark.parametrize("media", ["application/json", NEW])
def test_the_public_is_told_when_to_come_back(app: Any, media: str) -> None:
    statuses = [_send(app, "").status_code for _ in range(2)]
    answer = _send(app, "", Accept=media)
    assert (statuses, answer.status_code) == ([200, 200], 429)
    assert answer.headers["content-type"] == f"{media}; charset=utf-8"
    assert 1 <= int(answer.headers["retry-after"]) <= 30
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "RATE_LIMITED"
    assert error["message"].startswith("U vraagt te veel achter elkaar. Wacht ")
    assert "data" not in answer.json()


def test_who_is_known_has_a_larger_bucket_wherever_they_are(app: Any) -> None:
    addresses = ("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4")
    statuses = [_send(app, "anna", address).status_code for address in addresses]
    assert statuses == [200, 200, 200, 429]


def test_others_do_not_wait_for_who_asked_too_often(app: Any) -> None:
    for _ in range(4):
        _send(app, "anna")
        _send(app, "", "192.0.2.1")
    assert _send(app, "bram").status_code == 200
    assert _send(app, "", "192.0.2.2").status_code == 200


def test_how_the_service_is_doing_may_always_be_asked(serve: Any, voorbeeld: Any) -> None:
    service = serve({"voorbeeld": voorbeeld}, public_rate_per_minute=1)
    assert [service.post("{ regions { code } }").status_code for _ in range(2)] == [200, 429]
    assert {service.send("GET", "/health").status_code for _ in range(5)} == {200}


def test_a_bucket_fills_again_evenly() -> None:
    watch = Watch()
    bucket = Buckets(60, watch)
    assert {bucket.take("anna") for _ in range(60)} == {0}
    assert bucket.take("anna") == pytest.approx(1)
    watch.at += 0.25
    assert bucket.take("anna") == pytest.approx(0.75)
    watch.at += 0.75
    assert bucket.take("anna") == 0
    watch.at += 3600
    assert [bucket.take("anna") for _ in range(61)].count(0) == 60


def test_a_limit_of_nothing_is_no_limit() -> None:
    bucket = Buckets(0)
    assert {bucket.take("anna") for _ in range(1000)} == {0}


def test_a_network_of_ipv6_addresses_is_one_caller() -> None:
    limit = RateLimit(Buckets(1), Buckets(1))
    assert limit.wait(_from("2001:db8:1:2::1"), PUBLIC) == 0
    assert limit.wait(_from("2001:db8:1:2:ffff::9"), PUBLIC) > 0
    assert limit.wait(_from("2001:db8:1:3::1"), PUBLIC) == 0
    assert limit.wait(_from("::ffff:192.0.2.1"), PUBLIC) == 0
    assert limit.wait(_from("::ffff:192.0.2.2"), PUBLIC) == 0


def test_a_flood_of_callers_takes_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate, "REMEMBERED", 100)
    bucket = Buckets(1, Watch())
    for number in range(1000):
        assert bucket.take(str(number)) == 0
    assert len(bucket._levels) == 100
    assert bucket.take("999") > 0
