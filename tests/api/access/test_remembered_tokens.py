"""A signature is checked once; the time, the key and the issuer are looked at each time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jwt
from starlette.datastructures import Headers
from tests.support.identity import TestIssuer, bearing

from jeugdregio_api.access.identify import NotIdentified, by_token
from jeugdregio_api.access.issuers import Issuer
from jeugdregio_api.access.key_sets import VerifyingKey, keys_in
from jeugdregio_api.access.tokens import Refused, checked, unchecked

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
    text, issuer, key = west.token(exp=NOW + 60, iat=NOW), _issuer(west), _key(west)
    answers = [checked(unchecked(text), issuer, key, NOW) for _ in range(3)]
    assert len(checks) == 1
    assert answers[0] == answers[2]


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
    text, issuer = old.token(exp=NOW + 60, iat=NOW), _issuer(old)
    assert checked(unchecked(text), issuer, _key(old), NOW)
    with pytest.raises(Refused):
        checked(unchecked(text), issuer, _key(new), NOW)


def test_what_differs_in_one_letter_is_another_token() -> None:
    west = TestIssuer(("westfriesland",))
    text, issuer, key = west.token(exp=NOW + 60, iat=NOW), _issuer(west), _key(west)
    assert checked(unchecked(text), issuer, key, NOW)
    head, said, seal = text.split(".")
    other = "A" if seal[0] != "A" else "B"
    with pytest.raises(Refused):
        checked(unchecked(f"{head}.{said}.{other}{seal[1:]}"), issuer, key, NOW)


def _lets_in(identify: Any, headers: Headers) -> Callable[[], bool]:
    def ask() -> bool:
        try:
            asyncio.run(identify(headers, None))
        except NotIdentified:
            return False
        return True

    return ask
