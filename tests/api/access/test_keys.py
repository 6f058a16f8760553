"""Keys of an issuer: fetched once, changed without anybody noticing, and kept while it is away."""

from __future__ import annotations

import asyncio
import gzip
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc.jwk import ECKey, OctKey
from starlette.responses import RedirectResponse, Response
from tests.api.access.issuing import JWKS, Network

from jeugdregio_api.access import fetching
from jeugdregio_api.access.fetching import NotFetched, fetch
from jeugdregio_api.access.key_sets import Keys, NoKeySet, keys_in
from jeugdregio_api.access.keys import FRESH, PAUSE, RETRY, FetchedKeys, KeysAway

LASTING = 3600.0


def _public(name: str, **said: Any) -> dict[str, Any]:
    return {**ECKey.generate_key("P-256", private=False).as_dict(), "kid": name} | said


GOOD = json.dumps({"keys": [_public("een")]})


@dataclass
class Published:
    """Keys on the network, and a clock that stands still until it is moved."""

    network: Network
    at: float = 1000.0
    keys: FetchedKeys = field(init=False)

    def __post_init__(self) -> None:
        self.keys = FetchedKeys(self._fetch, LASTING, lambda: self.at)

    async def _fetch(self) -> Keys:
        return keys_in(await fetch(JWKS, self.network.transport), ["ES256"])

    async def knows(self, *names: str) -> list[bool]:
        """Whether these keys are there, asked at the same moment."""
        found = await asyncio.gather(*(self.keys.key(name) for name in names))
        return [key is not None for key in found]

    @property
    def fetches(self) -> int:
        return len(self.network.asked)


@pytest.fixture
def published() -> Published:
    return Published(Network({"keys": [_public("een")]}))


def _run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(story())


def test_keys_are_fetched_when_the_first_token_comes(published: Published) -> None:
    async def story() -> None:
        assert published.fetches == 0
        assert await published.knows("een", "een", "een") == [True] * 3
        assert published.fetches == 1

    _run(story)


def test_a_storm_of_unknown_names_is_one_fetch_a_minute(published: Published) -> None:
    async def story() -> None:
        published.network.slow = 0.01
        await published.knows("een")
        for minute in range(1, 4):
            published.at += PAUSE
            storm = [f"verzonnen-{n}" for n in range(200)]
            assert not any(await published.knows(*storm))
            published.at += PAUSE - 1
            assert not any(await published.knows(*storm))
            assert published.fetches == 1 + minute
            published.at += 1 - PAUSE

    _run(story)


def test_a_new_key_of_the_issuer_is_found(published: Published) -> None:
    async def story() -> None:
        await published.knows("een")
        published.network.jwks = {"keys": [_public("een"), _public("twee")]}
        published.at += PAUSE
        published.network.slow = 0.01
        assert await published.knows("twee", "twee", "een") == [True] * 3
        assert published.fetches == 2

    _run(story)


def test_a_key_that_the_issuer_withdrew_goes_here_too(published: Published) -> None:
    async def story() -> None:
        await published.knows("een")
        published.network.jwks = {"keys": [_public("twee")]}
        published.at += FRESH
        assert await published.knows("een") == [False]

    _run(story)


def test_who_has_a_known_key_does_not_wait_for_a_fetch(published: Published) -> None:
    async def story() -> None:
        await published.knows("een")
        published.network.slow = 0.2
        published.at += PAUSE
        fetching_now = asyncio.create_task(published.knows("verzonnen"))
        await asyncio.sleep(0.02)
        async with asyncio.timeout(0.1):
            assert await published.knows("een") == [True]
        assert await fetching_now == [False]

    _run(story)


@pytest.mark.parametrize(
    "answer",
    [
        Response(GOOD, status_code=500),
        Response(GOOD, status_code=203),
        RedirectResponse("https://vervalser.example/jwks"),
        Response("geen json"),
        Response("[" * 30_000),
        Response('{"keys": []}'),
        Response('{"keys": {}}'),
        Response("[]"),
        Response(b"\xff"),
        Response(" " * fetching.MAX_BYTES + GOOD),
        Response(gzip.compress(GOOD.encode()), headers={"Content-Encoding": "gzip"}),
        OSError("weg"),
    ],
)
def test_while_the_issuer_is_away_its_keys_go_on_for_a_while(
    published: Published, answer: Any
) -> None:
    async def story() -> None:
        await published.knows("een")
        published.network.answer = answer
        published.at += LASTING
        assert await published.knows("een") == [True]
        published.at += PAUSE
        with pytest.raises(KeysAway):
            await published.knows("een")
        published.network.answer = None
        published.at += RETRY
        assert await published.knows("een") == [True]
        assert not any("vervalser" in url for url in published.network.asked)

    _run(story)


def test_an_issuer_that_was_never_there_is_asked_again_soon(published: Published) -> None:
    async def story() -> None:
        published.network.answer = Response("stuk", status_code=503)
        for _ in range(3):
            with pytest.raises(KeysAway):
                await published.knows("een")
        assert published.fetches == 1
        published.network.answer = None
        published.at += RETRY
        assert await published.knows("een") == [True]

    _run(story)


def test_an_issuer_that_is_slow_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.05)
    network = Network({"keys": []}, slow=5)
    with pytest.raises(NotFetched):
        asyncio.run(fetch(JWKS, network.transport))


def _weak() -> dict[str, Any]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024).public_key()
    size = key.public_numbers().n.to_bytes(128, "big")
    n = urlsafe_b64encode(size).rstrip(b"=").decode()
    return {"kty": "RSA", "n": n, "e": "AQAB", "kid": "x"}


UNUSABLE: dict[str, Callable[[], Any]] = {
    "no key": lambda: "geen sleutel",
    "nothing": dict,
    "an empty name": lambda: _public(""),
    "no name": lambda: _public("x", kid=None),
    "a number as name": lambda: _public("x", kid=1),
    "for sealing": lambda: _public("x", use="enc"),
    "for nothing we know": lambda: _public("x", use=1),
    "for making signatures only": lambda: _public("x", key_ops=["sign"]),
    "for another algorithm": lambda: _public("x", alg="ES384"),
    "for no algorithm": lambda: _public("x", alg="none"),
    "on another curve than it says": lambda: _public("x", crv="P-384"),
    "of no kind we know": lambda: _public("x", kty="XYZ"),
    "that cannot be read": lambda: _public("x", x="?"),
    "that is not whole": lambda: _public("x", y=None),
    "on another curve": lambda: _public(
        "x", **ECKey.generate_key("P-384", private=False).as_dict()
    ),
    "a secret": lambda: {**OctKey.generate_key(256).as_dict(private=True), "kid": "x"},
    "much too short": lambda: {"kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "x"},
    "too short": _weak,
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_key_that_cannot_be_used_is_left_out(name: str) -> None:
    told = UNUSABLE[name]()
    held = {"keys": [told, _public("goed")]}
    assert [*keys_in(held, ["ES256", "RS256"])] == ["goed"]
    with pytest.raises(NoKeySet):
        keys_in({"keys": [told]}, ["ES256", "RS256"])


def test_a_key_has_one_algorithm(keys: Callable[[str], Any]) -> None:
    told = {**keys("rsa-west").as_dict(private=False)}
    algorithm = partial(_algorithm, told)
    assert algorithm(["ES256", "PS256", "RS256"]) == "PS256"
    assert algorithm(["PS256", "RS256"], alg="RS256") == "RS256"


def _algorithm(told: dict[str, Any], algorithms: list[str], **said: Any) -> str:
    return keys_in({"keys": [told | said]}, algorithms)["rsa-west"].algorithm


def test_of_two_keys_with_one_name_the_first_counts() -> None:
    first = _public("x")
    found = keys_in({"keys": [first, _public("x")]}, ["ES256"])
    assert found["x"].key.as_dict(private=False)["x"] == first["x"]


def test_a_private_key_that_was_published_is_only_used_to_check() -> None:
    told = {**ECKey.generate_key("P-256").as_dict(private=True), "kid": "x"}
    assert not keys_in({"keys": [told]}, ["ES256"])["x"].key.is_private
