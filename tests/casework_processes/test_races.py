"""Several servers take steps for the same young people at once: together they break no rule."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from tests.support import stored
from tests.support.counter import Counter, Refused
from tests.support.databases import Databases
from tests.support.office import Office, contracted, guard, registry
from tests.support.own_tables import Organisation, problems
from tests.support.scenes import allocated, answered, asked, of, referred
from tests.support.servers import Server, serving
from tests.support.violations import violations

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.own_tables.current import CurrentGuards
from jeugdregio_core.store import tables
from jeugdregio_core.store.audit_check import verify
from jeugdregio_core.store.transaction import Store, open_store

GROUPS = 50
PROCESSES = {"sqlite": 2, "postgresql": 4}
PROVIDERS = ("noord", "zuid", "oost", "west")
PATIENCE = 60

Job = Callable[[Counter, Any, int], Told]
Prepare = Callable[[Office, str, int], Any]


@dataclass(frozen=True)
class Kind:
    """A rule that servers could break together, and how they would."""

    region: str
    prepare: Prepare
    job: Job
    effect: type[tables.Stored]
    """What one that is accepted leaves behind, once."""
    alike: bool = False
    """Whether all of a group are to get the same answer, instead of one of them a yes."""


def _one_referral(office: Office, client: str, _lanes: int) -> str:
    return referred(office, client)


def _referrals(office: Office, client: str, lanes: int) -> list[str]:
    return [referred(office, client) for _ in range(lanes)]


def _requests(office: Office, client: str, lanes: int) -> list[str]:
    """At different providers; each fits as long as none of the others is allocated."""
    referral = referred(office, client)
    told = [asked(office, referral, f"{office.region}_{name}") for name in PROVIDERS[:lanes]]
    assert {one.made["request"]["status"] for one in told} == {"SUBMITTED"}
    return [one.ids["request"] for one in told]


def _place(office: Office, client: str, _lanes: int) -> dict[str, Any]:
    return of(allocated(office, referred(office, client)))


def _same_provider_twice(counter: Counter, referrals: list[str], lane: int) -> Told:
    told = asked(counter, referrals[lane])
    return told if told.problems else answered(counter, told.ids["request"])


def _second_change(counter: Counter, place: dict[str, Any], _lane: int) -> Told:
    told = counter.do(steps.request_change, intensity="IN", start="2026-05-01", **place)
    return told if told.problems else answered(counter, told.ids["request"])


def _each_its_own(counter: Counter, requests: list[str], lane: int) -> Told:
    return answered(counter, requests[lane])


KINDS = {
    "the same provider twice": Kind(
        "westfriesland", _referrals, _same_provider_twice, tables.Allocation
    ),
    "a pair that the region's own table forbids": Kind(
        "zhz", _requests, _each_its_own, tables.Allocation
    ),
    "a pair that nobody may allow alone": Kind(
        "aa_zawa", _requests, _each_its_own, tables.Allocation
    ),
    "a second open request": Kind(
        "westfriesland",
        _referrals,
        lambda counter, referrals, lane: asked(counter, referrals[lane]),
        tables.Request,
    ),
    "a second 317": Kind("westfriesland", _place, _second_change, tables.AllocationVersion),
    "one idempotency key": Kind(
        "westfriesland",
        _one_referral,
        lambda counter, referral, _: asked(counter, referral, idempotencyKey="k" + referral),
        tables.Request,
        alike=True,
    ),
}
ORDERLY = {
    "accepted",
    "CONFLICT",
    "ALREADY_OPEN",
    "NOT_ALLOWED_NOW",
    "REFUSED_BY_RULE",
    "REVIEW_NEEDED",
}


@dataclass(frozen=True)
class Servers:
    """Servers and the office whose store they share."""

    office: Office
    servers: Sequence[Server]

    def race(self, kind: Kind, groups: Sequence[Any]) -> list[tuple[Any, ...]]:
        """What each server answered to every group, all of them asked at the same moment."""
        barrier = Barrier(len(self.servers))

        def run(lane: int) -> list[str]:
            office = self.office
            counter = Counter(office.store, kind.region, post=self.servers[lane].post)
            outcomes = []
            for group in groups:
                barrier.wait(PATIENCE)
                outcomes.append(_outcome(kind.job, counter, group, lane))
            return outcomes

        with ThreadPoolExecutor(len(self.servers)) as pool:
            return list(zip(*pool.map(run, range(len(self.servers))), strict=True))


def _outcome(job: Job, counter: Counter, group: Any, lane: int) -> str:
    """What came of it in one word, and of which request."""
    try:
        told = job(counter, group, lane)
    except Refused as refused:
        return refused.code
    return str(told.problems[0].code) if told.problems else f"accepted {told.ids['request']}"


def _load(store: Store, folder: Path) -> CurrentGuards:
    """What ZHZ knows and its sources do not say: two providers may not both help in segment 4."""
    there = Organisation(store, registry(), "zhz", folder)
    told = there.load_csv("stapelen", "eerste;tweede;mag;voorwaarde;vanaf", "4;4;nee;;01-01-2022")
    assert problems(told) == []
    return CurrentGuards(store, guard)


@pytest.fixture(scope="module", params=PROCESSES)
def servers(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Servers]:
    """Four servers on PostgreSQL, two on SQLite."""
    with (
        databases.migrated(request.param) as url,
        open_store(url) as store,
        serving(url, PROCESSES[request.param]) as running,
    ):
        guards = _load(store, tmp_path_factory.mktemp("tables"))
        office = Office(store, "westfriesland", guards=guards)
        for code in PROVIDERS:
            deal = ["hoofdovereenkomst"]
            office.add(contracted("zhz", f"zhz_{code}", ("4",), agreements=deal))
            office.add(contracted("westfriesland", code, ("B",)))
            office.add(contracted("aa_zawa", f"aa_zawa_{code}", ("B",)))
        yield Servers(office, running)
        assert [server.complaints() for server in running] == [""] * len(running)


@pytest.mark.parametrize("name", KINDS)
def test_servers_break_no_rule_together(servers: Servers, name: str) -> None:
    kind = KINDS[name]
    office = replace(servers.office, region=kind.region)
    lanes = len(servers.servers)
    groups = [kind.prepare(office, f"{name} {number}", lanes) for number in range(GROUPS)]
    before = len(office.see(stored.rows(kind.effect)))
    for outcomes in servers.race(kind, groups):
        words = Tally(outcome.split()[0] for outcome in outcomes)
        assert set(words) <= ORDERLY
        accepted = {outcome for outcome in outcomes if outcome.startswith("accepted")}
        assert len(accepted) == 1, outcomes
        assert kind.alike or words["accepted"] == 1, outcomes
    assert len(office.see(stored.rows(kind.effect))) == before + GROUPS
    assert violations(office) == []
    assert office.see(lambda session: verify(session, kind.region)).intact
