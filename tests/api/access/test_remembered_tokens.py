"""A signature is checked once; the time, the key and the issuer are looked at each time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jwt
from starlette.datastructures import Headers
from tests.support.identity import TestIssuer, bearing

from jeugdregio_api.access.identify import ByToken, NotIdentified, Trusted, by_token
from jeugdregio_api.access.issuers import Issuer
from jeugdregio_api.access.key_sets import VerifyingKey, keys_in
from jeugdregio_api.access.keys import GivenKeys

LEEWAY = 30
NOW = 1_800_000_000


class Time:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = float(NOW)

    def __call__(self) -> float:
        return self.at


def _issuer(west: TestIssuer) -> Issuer:
    return Issuer.model_validate(west.trusted(leeway_seconds=LEEWAY))


def _key(west: TestIssuer) -> VerifyingKey:
    (key,) = keys_in(west.jwks, [west.algorithm]).values()
    return key


def test_a_signature_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    west, decode, checks = TestIssuer(("westfriesland",)), jwt.decode, []

    def counted(*given: Any, **named: Any) -> Any:
        checks.append(1)
        return decode(*given, **named)

    monkeypatch.setattr(jwt, "decode", counted)
    identify = by_token([_issuer(west)], now=Time())
    headers = Headers(bearing(west.token(exp=NOW + 60, iat=NOW)))
    actors = [asyncio.run(identify(headers)) for _ in range(3)]
    assert len(checks) == 1
    assert actors[0] == actors[2]


def test_a_token_that_is_remembered_is_refused_at_the_second_it_expires() -> None:
    west, time = TestIssuer(("westfriesland",)), Time()
    identify = by_token([_issuer(west)], now=time)
    headers = Headers(bearing(west.token(exp=NOW + 60, iat=NOW)))
    allowed = _lets_in(identify, headers)
    assert allowed()
    time.at = NOW + 60 + LEEWAY - 0.01
    assert allowed()
    time.at = NOW + 60 + LEEWAY + 1
    assert not allowed()


def test_a_token_that_is_remembered_is_not_good_before_its_time() -> None:
    west, time = TestIssuer(("westfriesland",)), Time()
    identify = by_token([_issuer(west)], now=time)
    allowed = _lets_in(identify, Headers(bearing(west.token(nbf=NOW, exp=NOW + 60, iat=NOW))))
    assert allowed()
    time.at = NOW - LEEWAY - 1
    assert not allowed()


def test_a_token_that_is_remembered_is_nothing_without_its_key() -> None:
    old, new = TestIssuer(("westfriesland",)), TestIssuer(("westfriesland",))
    assert old.key.kid == new.key.kid, "the name alone must not do"
    keys = {old.key.kid: _key(old)}
    issuer = _issuer(old)
    identify = ByToken({issuer.issuer: Trusted(issuer, GivenKeys(keys))}, Time())
    allowed = _lets_in(identify, Headers(bearing(old.token(exp=NOW + 60, iat=NOW))))
    assert allowed()
    keys[new.key.kid] = _key(new)
    assert not allowed()
    keys.clear()
    assert not allowed()
    keys[old.key.kid] = _key(old)
    assert allowed()


def test_what_differs_in_one_letter_is_another_token() -> None:
    west = TestIssuer(("westfriesland",))
    identify = by_token([_issuer(west)], now=Time())
    text = west.token(exp=NOW + 60, iat=NOW)
    assert _lets_in(identify, Headers(bearing(text)))()
    head, said, seal = text.split(".")
    other = "A" if seal[0] != "A" else "B"
    assert not _lets_in(identify, Headers(bearing(f"{head}.{said}.{other}{seal[1:]}")))()


def test_a_flood_of_tokens_takes_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jeugdregio_api.access.identify.REMEMBERED", 3)
    west = TestIssuer(("westfriesland",))
    identify = by_token([_issuer(west)], now=Time())
    for number in range(5):
        token = west.token(exp=NOW + 60, iat=NOW, sub=f"medewerker-{number}")
        assert asyncio.run(identify(Headers(bearing(token)))).subject.endswith(str(number))
    assert len(identify._accepted) == 3
    assert token not in repr(identify._accepted._held)


def _lets_in(identify: Any, headers: Headers) -> Callable[[], bool]:
    def ask() -> bool:
        try:
            asyncio.run(identify(headers, None))
        except NotIdentified:
            return False
        return True

    return ask
