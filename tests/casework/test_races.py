"""Several processes work for the same young people at once: together they break no rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from itertools import zip_longest
from typing import Any

import pytest
from tests.api import voorbeeld
from tests.support import stored
from tests.support.office import Office, contracted, guard
from tests.support.racing import Lane, Racers
from tests.support.scenes import allocated, answered, asked, of, referred
from tests.support.violations import violations

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.guard import Guard
from jeugdregio_core.loading import Plugin, build_rulebook
from jeugdregio_core.store import tables
from jeugdregio_core.store.errors import Conflict
from jeugdregio_core.store.transaction import Store, open_store

GROUPS = 50
PROCESSES = {"sqlite": 2, "postgresql": 4}
SEGMENT = {"westfriesland": "B", "voorbeeld": "A"}
PROVIDERS = ("noord", "zuid", "oost", "west")


@cache
def guards(region: str) -> Guard:
    """The fictitious region forbids two allocations in segment A, whoever delivers them."""
    if region != "voorbeeld":
        return guard(region)
    return Guard(build_rulebook(Plugin(region, "jeugdregio-voorbeeld", "0.1", voorbeeld)), 60)


def _office(store: Store, region: str = "westfriesland") -> Office:
    return Office(store, region, guards=guards)


def _outcome(told: Told) -> str:
    if told.problems:
        return str(told.problems[0].code)
    return "accepted"


def same_provider_twice(office: Office, lane: Lane, referrals: list[str]) -> Told:
    """Ask for a place at the same provider and allocate it."""
    told = asked(office, referrals[lane.number])
    return told if told.problems else answered(office, told.ids["request"])


def second_open_request(office: Office, lane: Lane, referrals: list[str]) -> Told:
    """Ask the same provider."""
    return asked(office, referrals[lane.number])


def second_change(office: Office, lane: Lane, place: Mapping[str, Any]) -> Told:
    """Ask for a 317 and allocate it."""
    told = office.do(steps.request_change, intensity="IN", start="2026-05-01", **place)
    return told if told.problems else answered(office, told.ids["request"])


def one_key(office: Office, lane: Lane, referral: str) -> Told:
    """Send the same request with the same key."""
    return asked(office, referral, idempotencyKey="dezelfde" + referral)


def forbidden_pair(office: Office, lane: Lane, requests: list[str]) -> Told:
    """Allocate a request that fits as long as no other is allocated."""
    return answered(office, requests[lane.number])


def _referrals(office: Office, client: str) -> list[str]:
    return [referred(office, client) for _ in PROVIDERS]


def _place(office: Office, client: str) -> Mapping[str, Any]:
    return of(allocated(office, referred(office, client)))


def _one_referral(office: Office, client: str) -> str:
    return referred(office, client)


def _waiting_in_segment_a(office: Office, client: str) -> list[str]:
    young = {"reference": client, "birthDate": "2014-05-01", "municipality": "9001"}
    told = office.do(
        steps.create_referral, client=young, referrer="HUISARTS", receivedOn="2026-03-01"
    )
    plan = {"kind": "PERSPECTIEFPLAN", "author": "LOKAAL_TEAM"}
    office.do(steps.record_document, client=client, **plan)
    request = {"segment": "A", "profile": "1", "intensity": "L", "start": "2026-04-01"}
    requests = [
        office.do(
            steps.request_allocation,
            referral=told.ids["referral"],
            request=request | {"provider": provider},
        )
        for provider in PROVIDERS
    ]
    assert {r.made["request"]["status"] for r in requests} == {"SUBMITTED"}
    return [r.ids["request"] for r in requests]


Job = Callable[[Office, Lane, Any], Told]
KINDS: dict[str, tuple[str, Callable[[Office, str], Any], Job, int]] = {
    "same provider twice": ("westfriesland", _referrals, same_provider_twice, 1),
    "second open request": ("westfriesland", _referrals, second_open_request, 1),
    "second 317": ("westfriesland", _place, second_change, 1),
    "one idempotency key": ("westfriesland", _one_referral, one_key, 4),
    "forbidden pair": ("voorbeeld", _waiting_in_segment_a, forbidden_pair, 1),
}


def run(store: Store, lane: Lane, kind: str, groups: list[Any]) -> list[tuple[str, dict[str, str]]]:
    """Do the job for every group, at the same moment as the others do."""
    region, _, job, _ = KINDS[kind]
    office = _office(store, region)
    outcomes = []
    for group in groups:
        lane.line_up()
        try:
            told = job(office, lane, group)
            outcomes.append((_outcome(told), told.ids))
        except Conflict:
            outcomes.append(("conflict", {}))
    return outcomes


@pytest.mark.parametrize("kind", KINDS)
def test_processes_break_no_rule_together(racers: Racers, database: str, kind: str) -> None:
    region, prepare, _, most = KINDS[kind]
    count = PROCESSES[database.split(":")[0]]
    with open_store(database) as store:
        office = _office(store, region)
        for code in PROVIDERS:
            office.add(contracted(region, code, (SEGMENT[region],)))
        groups = [prepare(office, f"K-{number}") for number in range(GROUPS)]
        by_process = racers.race(count, database, run, kind, groups)
        for group in zip_longest(*by_process):
            outcomes = Counter(outcome for outcome, _ in group)
            assert set(outcomes) <= {
                "accepted",
                "conflict",
                "ALREADY_OPEN",
                "REFUSED_BY_RULE",
                "NOT_ALLOWED_NOW",
            }
            assert 1 <= outcomes["accepted"] <= most, (kind, group)
        assert violations(office) == []
        if kind == "one idempotency key":
            told = [{str(ids) for _, ids in group} for group in zip_longest(*by_process)]
            assert all(len(ids) == 1 for ids in told)
            assert len(office.see(stored.rows(tables.Request))) == GROUPS
