"""No forged token is ever accepted: nothing is read, and nothing tells which check it failed."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers
from tests.api.access.forged import ELSEWHERE, Forger, forged
from tests.api.access.guarded import QUESTION, Guarded
from tests.api.access.issuing import JWKS, Network, signed, unsigned
from tests.support.identity import bearing

from jeugdregio_api.access.door import NOT_ACCEPTED
from jeugdregio_api.access.identify import NotIdentified, by_token
from jeugdregio_api.access.issuers import Issuer
from jeugdregio_core.casework.actor import Role

REFUSED = {"errors": [{"message": NOT_ACCEPTED, "extensions": {"code": "UNAUTHENTICATED"}}]}


@pytest.fixture
def forger(guarded: Guarded, keys: Callable[[str], Any]) -> Forger:
    """Makes tokens of Westfriesland."""
    return Forger(guarded.west, guarded.fries, keys)


def _answered(answer: httpx.Response) -> Any:
    return answer.status_code, answer.json(), answer.headers.get("www-authenticate")


def test_no_forged_token_is_accepted_and_all_are_refused_in_the_same_words(
    guarded: Guarded, keys: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> Any:
        raise AssertionError("the store was touched")

    monkeypatch.setattr(guarded.store, "read", never)
    monkeypatch.setattr(guarded.store, "write", never)
    tricks = dict(forged(guarded.west, guarded.fries, keys))

    async def every() -> dict[str, Any]:
        return {name: _answered(await guarded.ask_with(token)) for name, token in tricks.items()}

    expected = (401, REFUSED, 'Bearer realm="jeugdregio", error="invalid_token"')
    answers = asyncio.run(every())
    assert {name: told for name, told in answers.items() if told != expected} == {}
    assert len(tricks) > 70
    assert not any(ELSEWHERE in url for url in guarded.network.asked)


GOOD: dict[str, Callable[[Forger], str]] = {
    "as agreed": lambda forger: forger.good(),
    "for several services": lambda forger: forger.good(aud=["andere-dienst", "jeugdregio"]),
    "with the whole media type": lambda f: f.headed(f.west.key, typ="application/at+jwt"),
    "with the type in capitals": lambda f: f.headed(f.west.key, typ="AT+JWT"),
    "by a clock that is a little ahead": lambda f: f.good(iat=int(time.time()) + 20),
    "by a clock that is a little behind": lambda f: f.good(exp=int(time.time()) - 20),
    "with a header nobody knows": lambda f: f.headed(f.west.key, nonce="x"),
    "with a place to look, where nobody looks": lambda f: f.headed(f.west.key, jku=ELSEWHERE),
    "with a key to use, which nobody uses": lambda f: f.headed(
        f.west.key, jwk=f.keys("rsa-forger").as_dict(private=False)
    ),
    "with regions of others beside its own": lambda f: f.good(regio=["W", "friesland"]),
    "for a region as a whole": lambda f: f.good(rol="REGION", organisatie=None),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_token_is_accepted(guarded: Guarded, forger: Forger, name: str) -> None:
    answer = asyncio.run(guarded.ask_with(GOOD[name](forger)))
    assert (answer.status_code, answer.json()) == (200, {"data": {"referrals": {"totalCount": 0}}})
    assert not any(ELSEWHERE in url for url in guarded.network.asked)


def test_the_log_tells_why_and_never_what_the_token_said(
    guarded: Guarded, forger: Forger, caplog: pytest.LogCaptureFixture
) -> None:
    token = forger.good(aud="andere-dienst", sub="persoon-7")
    with caplog.at_level(logging.WARNING):
        asyncio.run(guarded.ask_with(token))
    assert [record.getMessage() for record in caplog.records] == [
        "a token was refused: InvalidClaimError"
    ]


@pytest.mark.parametrize("header", [{"alg": "RS512"}, {"typ": "JWT"}, {"alg": "none"}])
def test_what_is_not_as_agreed_makes_nobody_fetch_keys(
    forger: Forger, header: dict[str, Any]
) -> None:
    network = Network({})
    identify = by_token([Issuer(**forger.west.trusted(jwks_uri=JWKS))], network.transport)
    token = unsigned(forger.header | header, forger.says(), "AAAA")
    with pytest.raises(NotIdentified):
        asyncio.run(identify(Headers(bearing(token))))
    assert network.asked == []


def test_a_key_checks_one_algorithm_also_when_more_are_agreed(forger: Forger) -> None:
    trusted = forger.west.trusted(algorithms=["RS256", "PS256"])
    identify = by_token([Issuer(**trusted)])
    assert asyncio.run(identify(Headers(bearing(forger.good())))).role is Role.MUNICIPALITY
    with pytest.raises(NotIdentified):
        asyncio.run(identify(Headers(bearing(forger.good(alg="PS256")))))


@pytest.mark.parametrize(
    "headers",
    [
        [("Authorization", "Basic YTpi")],
        [("Authorization", "Bearer")],
        [("Authorization", "")],
        [("Authorization", "{good}")],
        [("Authorization", "Bearer {good} {good}")],
        [("Authorization", "Bearer {good}, Bearer {good}")],
        [("Authorization", "Bearer {good}"), ("Authorization", "Bearer {good}")],
        [("Authorization", "Bearer {good}"), ("authorization", "Basic YTpi")],
        [("Authorization", b"Bearer \xff\xfe")],
    ],
)
def test_a_header_that_is_not_one_bearer_token_is_refused(
    guarded: Guarded, forger: Forger, headers: list[tuple[str, Any]]
) -> None:
    good = forger.good()
    told = [(name, v.format(good=good) if isinstance(v, str) else v) for name, v in headers]
    answer = asyncio.run(guarded.ask(headers=httpx.Headers(told)))
    assert answer.status_code == 401
    assert answer.json() == REFUSED


def test_a_token_in_the_address_is_not_looked_at(guarded: Guarded, forger: Forger) -> None:
    answer = asyncio.run(guarded.ask(params={"access_token": forger.good()}))
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"


def test_who_asks_only_what_is_public_with_a_bad_token_is_told_so(guarded: Guarded) -> None:
    answer = asyncio.run(guarded.ask("{ regions { code } }", headers=bearing("x")))
    assert answer.status_code == 401


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    max_leaves=8,
)
HEADERS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("alg", "kid", "typ", "crit", "jku", "jwk", "x5c", "b64"), JSON)
)
CLAIMS = ("iss", "aud", "sub", "exp", "nbf", "iat", "jti", "rol", "organisatie", "regio")


def _header(guarded: Guarded) -> dict[str, Any]:
    return {"alg": "RS256", "kid": guarded.west.key.kid, "typ": "at+jwt"}


@given(header=HEADERS, claims=JSON, signature=st.from_regex(r"[A-Za-z0-9_-]{1,9}", fullmatch=True))
def test_whatever_is_written_in_a_token_is_refused_in_an_orderly_way(
    guarded: Guarded, header: dict[str, Any], claims: Any, signature: str
) -> None:
    if isinstance(claims, dict):
        claims = {"iss": guarded.west.issuer} | claims
    told = unsigned(_header(guarded) | header, claims, signature)
    answer = asyncio.run(guarded.ask_with(told, QUESTION))
    assert answer.status_code == 401


@given(claims=st.dictionaries(st.sampled_from(CLAIMS), JSON, max_size=3))
def test_whatever_the_issuer_itself_signs_is_answered_in_an_orderly_way(
    guarded: Guarded, claims: dict[str, Any]
) -> None:
    token = signed(_header(guarded), guarded.west.claims(regio="W") | claims, guarded.west.key)
    assert asyncio.run(guarded.ask_with(token)).status_code in (200, 401)
