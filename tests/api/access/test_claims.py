"""What an issuer says in its own words, and who that is here."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.identity import TestIssuer

from jeugdregio_api.access.claims import actor_of
from jeugdregio_api.access.issuers import Issuer
from jeugdregio_api.access.tokens import Refused
from jeugdregio_core.casework.actor import Actor, Role

BOTH = TestIssuer(("friesland", "westfriesland"))


def _actor(claims: dict[str, Any], **settings: Any) -> Actor:
    return actor_of({"sub": "m-1"} | claims, Issuer(**BOTH.trusted(**settings)))


def test_an_account_is_known_by_its_issuer_and_its_subject() -> None:
    actor = _actor({"rol": "MUNICIPALITY", "organisatie": "0405"})
    regions = frozenset(BOTH.regions)
    assert actor == Actor(f"{BOTH.issuer}#m-1", Role.MUNICIPALITY, "0405", regions)


def test_roles_may_be_nested_and_have_words_of_their_own() -> None:
    role = {"claim": ["realm_access", "roles"], "values": {"jeugd-toegang": "MUNICIPALITY"}}
    held = {"realm_access": {"roles": ["uma", "jeugd-toegang"]}, "organisatie": "0405"}
    assert _actor(held, role=role).role is Role.MUNICIPALITY
    for other in ({}, {"roles": None}, {"roles": ["MUNICIPALITY"]}, "jeugd-toegang"):
        with pytest.raises(Refused):
            _actor(held | {"realm_access": other}, role=role)


def test_two_words_for_one_role_are_one_role() -> None:
    role = {"claim": "groepen", "values": {"a": "REGION", "b": "REGION", "c": "PROVIDER"}}
    assert _actor({"groepen": ["a", "b"]}, role=role).role is Role.REGION
    with pytest.raises(Refused, match="several values for role"):
        _actor({"groepen": ["a", "c"]}, role=role)


def test_an_issuer_of_one_organisation_need_not_name_it() -> None:
    told = {"role": {"always": "PROVIDER"}, "organisation": {"always": "wilgenhof"}}
    actor = _actor({"rol": "REGION", "organisatie": "0405"}, **told)
    assert (actor.role, actor.organisation) == (Role.PROVIDER, "wilgenhof")


def test_a_region_needs_no_organisation_and_anybody_else_does() -> None:
    assert _actor({"rol": "REGION"}).organisation is None
    for role in ("MUNICIPALITY", "PROVIDER", "REFERRER"):
        with pytest.raises(Refused, match="nothing for organisation"):
            _actor({"rol": role})
        with pytest.raises(Refused, match="nothing for organisation"):
            _actor({"rol": role, "organisatie": "0405"}, organisation=None)


def test_a_claim_can_narrow_the_regions_and_never_add_one() -> None:
    region = {"claim": "regios"}
    held = {"rol": "REGION", "regios": ["friesland", "zhz"]}
    assert _actor(held, region=region).regions == {"friesland"}
    for foreign in (["zhz"], [], None, "zhz", {"friesland": True}):
        with pytest.raises(Refused, match="no region of this issuer"):
            _actor(held | {"regios": foreign}, region=region)


def test_a_value_with_spaces_is_one_value_but_for_a_scope() -> None:
    held = {"rol": "REGION", "scope": "openid casework", "groep": "openid casework"}
    assert _actor(held, required={"scope": "casework"})
    with pytest.raises(Refused, match="claim groep is not as required"):
        _actor(held, required={"groep": "casework"})


@pytest.mark.parametrize("kind", ["ID", "Refresh", None])
def test_a_claim_that_is_required_tells_an_access_token(kind: str | None) -> None:
    told = {"types": ["JWT"], "required": {"typ": "Bearer"}}
    assert _actor({"rol": "REGION", "typ": "Bearer"}, **told)
    with pytest.raises(Refused, match="claim typ is not as required"):
        _actor({"rol": "REGION", "typ": kind}, **told)
