"""Who comes in: the public for what is public, an account for its own regions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.responses import Response
from strawberry.utils.str_converters import to_camel_case
from tests.api.access.forged import Forger
from tests.api.access.guarded import Guarded
from tests.api.access.issuing import JWKS, Network
from tests.support.identity import TestIssuer, bearing
from tests.support.office import registry

from jeugdregio_api.access.identify import by_token
from jeugdregio_api.app import create_app
from jeugdregio_api.schema import build_schema
from jeugdregio_api.settings import Settings

WHERE = 'region: "westfriesland"'
ABSENT = "0b0e3a52-7b6c-4c5e-9f3a-0d2b6a1c4e5f"
STORED = {
    "referrals": f"{{ referrals({WHERE}) {{ totalCount }} }}",
    "requests": f"{{ requests({WHERE}) {{ totalCount }} }}",
    "allocations": f"{{ allocations({WHERE}) {{ totalCount }} }}",
    "referral": f'{{ referral({WHERE}, id: "{ABSENT}") {{ id }} }}',
    "request": f'{{ request({WHERE}, id: "{ABSENT}") {{ id }} }}',
    "allocation": f'{{ allocation({WHERE}, municipality: "0405", number: 1) {{ id }} }}',
    "clientFile": f'{{ clientFile({WHERE}, reference: "K-1") {{ client {{ reference }} }} }}',
    "whatIf": f"""{{ whatIf({WHERE}, proposal: {{ stacking: {{
        part: SEGMENT, first: "B", second: "B", allowed: false }} }}) {{ counted }} }}""",
    "withdrawReferral": f"""mutation {{ withdrawReferral(input: {{
        {WHERE}, idempotencyKey: "a", referral: "{ABSENT}" }}) {{ problems {{ code }} }} }}""",
}
PUBLIC = '{ regions { code } region(code: "zhz") { norms: rules { code } } }'


def _codes(answer: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in answer.json().get("errors", ())]


@pytest.fixture
def forger(guarded: Guarded, keys: Callable[[str], Any]) -> Forger:
    return Forger(guarded.west, guarded.fries, keys)


@pytest.fixture
def nothing_is_read(guarded: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    async def served(_: Any) -> Any:
        raise AssertionError("the store was touched")

    monkeypatch.setattr("jeugdregio_api.desk.beside", served)
    monkeypatch.setattr("jeugdregio_api.steps.taking.beside", served)


@pytest.mark.usefixtures("nothing_is_read")
@pytest.mark.parametrize("name", STORED)
def test_the_public_gets_nothing_that_is_stored(guarded: Guarded, name: str) -> None:
    answer = asyncio.run(guarded.ask(STORED[name]))
    assert answer.status_code == 200
    assert not answer.json().get("data")
    assert _codes(answer) == ["UNAUTHENTICATED"]


@pytest.mark.usefixtures("nothing_is_read")
@pytest.mark.parametrize("name", STORED)
def test_another_region_than_that_of_the_account_is_refused(guarded: Guarded, name: str) -> None:
    """Also when the issuer of that other region is trusted, and with a token that is good."""
    answer = asyncio.run(guarded.ask_with(guarded.fries.token(rol="REGION"), STORED[name]))
    assert answer.json()["data"] == {name: None}
    assert _codes(answer) == ["FORBIDDEN"]


def test_a_new_question_is_either_public_or_in_the_list_of_this_test() -> None:
    query: Any = build_schema().get_type_by_name("Query")
    public = {"regions", "region", "decide", "compare", "providers"}
    questions = {to_camel_case(field.name) for field in query.fields}
    assert questions - public == {*STORED} - {"withdrawReferral"}


@pytest.mark.parametrize("name", STORED)
def test_an_account_of_the_region_is_let_in(guarded: Guarded, forger: Forger, name: str) -> None:
    answer = asyncio.run(guarded.ask_with(forger.good(rol="REGION"), STORED[name]))
    assert {*_codes(answer)} <= {"NOT_FOUND"}


def test_a_region_that_is_not_served_is_unknown_to_everybody(
    guarded: Guarded, forger: Forger
) -> None:
    query = '{ referrals(region: "weg") { totalCount } }'
    assert _codes(asyncio.run(guarded.ask_with(forger.good(), query))) == ["NOT_FOUND"]


def test_what_is_public_needs_no_token(guarded: Guarded, forger: Forger) -> None:
    for answer in (
        asyncio.run(guarded.ask(PUBLIC)),
        asyncio.run(guarded.ask_with(forger.good(), PUBLIC)),
    ):
        assert answer.json()["data"]["region"]["norms"]
        assert _codes(answer) == []


def test_while_the_issuer_is_away_a_token_cannot_be_checked_and_the_public_goes_on() -> None:
    west = TestIssuer(("westfriesland",))
    away = Network(west.jwks, answer=Response("stuk", status_code=500))
    settings = Settings(issuers=(west.trusted(jwks_uri=JWKS),))
    identify = by_token(settings.issuers, away.transport)
    app = create_app(settings, registry(), identify=identify)

    async def ask(headers: dict[str, str]) -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post("/graphql", json={"query": PUBLIC}, headers=headers)

    answer = asyncio.run(ask(bearing(west.token())))
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert _codes(answer) == ["SERVICE_UNAVAILABLE"]
    assert _codes(asyncio.run(ask({}))) == []
    assert asyncio.run(ask(bearing("x"))).status_code == 401
