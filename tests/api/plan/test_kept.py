"""What a decision says, and what a provider has, is kept as it is shown; it never tells more.

A service that was asked by everybody before answers like one that keeps nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import orjson
import pytest
from pydantic import TypeAdapter
from tests.support.acting import Stage, stage
from tests.support.lives import destroyed, lived
from tests.support.office import ACCESS, BUYER, Office, actor
from tests.support.scenes import SCENES, allocated, answered, asked, referred

from jeugdregio_api.requests import decision
from jeugdregio_core.casework import inputs_providers, provider_steps, steps
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.store.transaction import Store

NOORD, ZUID = actor(Role.PROVIDER, "noord"), actor(Role.PROVIDER, "zuid")
AMSTERDAM, ZAANSTAD = actor(Role.MUNICIPALITY, "0363"), actor(Role.MUNICIPALITY, "0479")
EVERYBODY = (BUYER, NOORD, ZUID, ACCESS, AMSTERDAM, ZAANSTAD)

FIRST = "2018-01-01"
"""Of every contract here."""

PAGE = """query ($region: ID!) { requests(region: $region) { edges { node {
  client { reference } provider { name availability { waitingDays }
    contracts { segment { code } period { last } arrangements { code tariff { amountCents } } } }
  decisions { verdict moment
    findings { verdict message missing rule { code title } }
    regie { role explanation rule { code } }
    requiredDocuments { kind satisfied rule { code } } } } } } }"""
"""What every role that helps may ask."""


@pytest.fixture
def office(store: Store) -> Office:
    """A region in which the help of one provider counts for that of another."""
    made = Office(store, "aa_zawa")
    SCENES["aa_zawa"].open(made)
    return made


SHORT = PAGE.replace("availability { waitingDays }", "")
"""Without what depends on the help at hand."""


def _asked(service: Stage, who: Actor, region: str = "aa_zawa", page: str = PAGE) -> str:
    return service.post(who, page, {"region": region})


def _alike(service: Stage, office: Office, who: Iterable[Actor] = EVERYBODY) -> list[str]:
    """Ask for everybody twice, in turn; each answer is that of a service that keeps nothing."""
    told = [_asked(service, one) for _ in "ab" for one in who]
    assert told == [_asked(stage(office.store, max_plans=0), one) for one in who] * 2
    assert not any("errors" in json.loads(text) for text in told)
    return told


def _help_beside_help(office: Office) -> None:
    allocated(office, referred(office), "zuid")
    referral = referred(office, provider="noord")
    wish = {"provider": "noord", "start": "2026-05-01", "end": "2026-08-31"}
    request = wish | SCENES["aa_zawa"].request
    told = office.do(steps.request_allocation, NOORD, referral=referral, request=request)
    assert told.decision


def _by_the_region(office: Office, step: str, **given: Any) -> None:
    asked_with = getattr(inputs_providers, f"{step.title().replace('_', '')}Input")
    usual = {"region": office.region, "idempotencyKey": str(uuid4())}
    told = getattr(provider_steps, step)(
        office.desk, BUYER, TypeAdapter(asked_with).validate_python(usual | given)
    )
    assert not told.problems


def _findings(text: str) -> list[str]:
    edges = json.loads(text)["data"]["requests"]["edges"]
    decisions = [one for edge in edges for one in edge["node"]["decisions"]]
    return [finding["message"] for one in decisions for finding in one["findings"]]


def test_every_role_reads_its_own_whoever_asked_before(office: Office) -> None:
    _help_beside_help(office)
    service = stage(office.store)
    whole, theirs, *_ = _alike(service, office)
    _alike(service, office, EVERYBODY[::-1])
    assert "(aanbieder zuid)" in whole
    assert "zuid" not in theirs
    assert "andere hulp" in theirs
    assert set(_findings(whole)) - set(_findings(theirs))


def test_what_a_decision_says_is_opened_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    _help_beside_help(office)
    service, opened = stage(office.store), list[str]()
    _alike(service, office)

    def watched(text: str) -> Any:
        opened.append(text)
        return orjson.loads(text)

    monkeypatch.setattr(decision, "orjson", SimpleNamespace(loads=watched))
    assert all("findings" in _asked(service, who) for who in (BUYER, NOORD, ZUID))
    assert not opened
    _asked(stage(office.store, max_plans=0), BUYER)
    assert opened


def test_who_went_against_the_rules_is_read_at_once(office: Office) -> None:
    request = asked(office, referred(office)).ids["request"]
    service = stage(office.store)
    before, *_ = _alike(service, office)
    answered(office, request, overruleBecause="Dit kind heeft nu hulp nodig.")
    after, *_ = _alike(service, office)
    assert (before.count('"moment"'), after.count('"moment"')) == (1, 2)


def test_of_a_file_that_was_destroyed_nothing_is_shown(office: Office) -> None:
    lived(office)
    service = stage(office.store)
    assert "K-001" in _alike(service, office)[0]
    assert destroyed(office.store).files == 1
    for told in _alike(service, office):
        assert json.loads(told) == {"data": {"requests": {"edges": []}}}


def test_a_contract_that_ended_has_ended_on_the_next_page(office: Office) -> None:
    asked(office, referred(office))
    service = stage(office.store)
    assert '"last":"2026-06-30"' not in _alike(service, office)[0]
    _by_the_region(office, "end_contract", provider="noord", first=FIRST, last="2026-06-30")
    assert '"last":"2026-06-30"' in _alike(service, office)[0]


def test_a_provider_that_another_region_gave_another_name_has_it_here(office: Office) -> None:
    asked(office, referred(office))
    service = stage(office.store)
    assert "Noorderlicht" not in "".join(_asked(service, BUYER, page=SHORT) for _ in "abc")
    _alike(service, office)
    elsewhere = Office(office.store, "friesland", office.clock)
    _by_the_region(elsewhere, "register_provider", code="noord", name="Noorderlicht")
    assert "Noorderlicht" in _alike(service, office)[0]
    assert "Noorderlicht" in _asked(service, BUYER, page=SHORT)


def test_the_wait_is_that_for_the_help_at_hand(office: Office) -> None:
    for profile, days in (("1", 10), ("2", 20)):
        said = {"segment": "B", "profile": profile, "waitingDays": days}
        _by_the_region(office, "report_availability", provider="noord", asOf="2026-03-01", **said)
        told = asked(office, referred(office, f"K-{days}"), profile=profile)
        assert "request" in told.made, told.problems
    text, *_ = _alike(stage(office.store), office)
    assert text.count('"waitingDays":10}') == text.count('"waitingDays":20}') == 1


def test_regions_have_their_own_whoever_asked_before(office: Office) -> None:
    other = Office(office.store, "zhz", office.clock)
    asked(office, referred(office))
    service = stage(office.store)
    here = _asked(service, BUYER)
    assert _asked(service, BUYER, "zhz") == _asked(stage(other.store, max_plans=0), BUYER, "zhz")
    assert _asked(service, BUYER) == here
    stranger = actor(Role.PROVIDER, "noord", "zhz")
    assert "FORBIDDEN" in _asked(service, stranger)
