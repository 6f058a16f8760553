"""Made-up data looks like casework: the codes, the decisions and the course of things are real."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import func
from sqlmodel import Session, col, select
from tests.support.office import Office, guard, registry
from tests.support.rows import NOON, provider
from tests.support.stored import counts, rows

from jeugdregio_core.casework import facts
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.casework.asked import again
from jeugdregio_core.casework.decisions import told
from jeugdregio_core.casework.demo.fill import NotEmpty, Wish, fill, fill_once
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.progress import allocations_of, requests_of, that_follows
from jeugdregio_core.casework.transitions import REQUEST
from jeugdregio_core.model.casework import (
    AllocationStatus,
    DecisionMoment,
    ReferralStatus,
    RequestStatus,
)
from jeugdregio_core.rules.outcome import DecisionVerdict
from jeugdregio_core.rules.parse import parse_case
from jeugdregio_core.store import audit_check, tables
from jeugdregio_core.store.transaction import Store, open_store

REGIONS = ("friesland", "westfriesland", "zhz", "aa_zawa")

_ANYBODY = Actor("x", Role.MUNICIPALITY)

each_region = pytest.mark.parametrize("region", REGIONS)


def _books(*codes: str) -> Iterator[Any]:
    return (registry().rulebook(code) for code in codes)


def _rows(store: Store, kind: Any, **which: Any) -> list[Any]:
    found: list[Any] = store.read(rows(kind, **which))
    return found


@each_region
def test_every_region_has_referrals_in_every_state(full_store: Store, region: str) -> None:
    referrals = _rows(full_store, tables.Referral, region=region)
    assert len(referrals) >= 150
    assert {referral.status for referral in referrals} == {*ReferralStatus}
    requests = Counter(r.status for r in _rows(full_store, tables.Request, region=region))
    waiting = RequestStatus.SUBMITTED, RequestStatus.WAITING_FOR_REVIEW
    assert requests[waiting[0]] + requests[waiting[1]] > 0
    ended = RequestStatus.ALLOCATED, RequestStatus.REFUSED, RequestStatus.WITHDRAWN
    assert all(requests[status] > 0 for status in ended)


def test_there_is_something_of_everything(full_store: Store) -> None:
    empty = {name for name, count in full_store.read(counts).items() if count == 0}
    told = {"event", "webhook", "webhook_message"}  # what was made up is no news
    ended = {"legal_hold", "destruction"}
    assert empty == {"load_batch", "loaded_row", "idempotency"} | told | ended


@each_region
def test_the_codes_are_those_of_the_region(full_store: Store, region: str) -> None:
    book = registry().rulebook(region)
    for referral in _rows(full_store, tables.Referral, region=region):
        held = book.profile_set_on(referral.received_on, referral.municipality)
        later = book.profile_set_on(NOON.date(), referral.municipality)
        known = [s for h in (held, later) for s in (s.code for s in h.segments)]
        assert referral.segment in known
        assert book.region.municipality(referral.municipality, NOON.date())


@each_region
def test_every_decision_is_what_the_rules_say_of_what_they_were_given(
    full_store: Store, region: str
) -> None:
    book = registry().rulebook(region)
    kinds = Counter()  # type: Counter[DecisionVerdict]
    for decision in _rows(full_store, tables.Decision, distribution=book.stamp.distribution):
        said = told(book.decide(parse_case(decision.given)))
        assert said["findings"] == decision.findings
        assert said["regie"] == decision.regie
        assert said["documents"] == decision.documents
        assert said["verdict"] == decision.verdict
        assert decision.hash == book.stamp.hash
        kinds[decision.verdict] += 1
    assert kinds[DecisionVerdict.ALLOWED] + kinds[DecisionVerdict.REVIEW] > 100


@each_region
def test_an_answer_would_get_the_same_facts_from_the_store(full_store: Store, region: str) -> None:
    """What a made-up request was decided on is what casework itself finds on file for it."""

    def work(session: Session) -> int:
        waiting = select(tables.Request).where(
            tables.Request.region == region,
            col(tables.Request.status).in_(
                [RequestStatus.SUBMITTED, RequestStatus.WAITING_FOR_REVIEW]
            ),
        )
        compared = 0
        for request in session.exec(waiting):
            moment = request.submitted_at
            at = Work(session, region, partial(guard, region), _ANYBODY, moment, _no_id, "x")
            first = session.exec(
                select(tables.Decision).where(tables.Decision.request_id == request.id)
            ).one()
            given = replace(parse_case(first.given), decision_date=at.day)
            assert facts.case(at, again(at, request)) == given
            compared += 1
        return compared

    assert full_store.read(work) > 0


def _no_id() -> Any:
    raise AssertionError("nothing is made here")


@each_region
def test_the_course_of_every_request_is_one_that_is_allowed(full_store: Store, region: str) -> None:
    steps = defaultdict(list)
    for step in _rows(full_store, tables.RequestStep):
        steps[step.request_id].append(step)
    for request in _rows(full_store, tables.Request, region=region):
        own = sorted(steps[request.id], key=lambda step: step.step)
        assert [step.step for step in own] == [*range(1, len(own) + 1)]
        assert own[-1].status is request.status
        assert all(after.status in REQUEST[before.status] for before, after in pairwise(own))
        moments = [step.at for step in own]
        assert moments == sorted(moments)
        assert moments[0] == request.submitted_at
        assert moments[-1] < NOON


@each_region
def test_every_allocation_comes_of_a_yes_or_of_a_person_with_a_reason(
    full_store: Store, region: str
) -> None:
    answers = {
        decision.request_id: decision
        for decision in _rows(full_store, tables.Decision, moment=DecisionMoment.ANSWER)
    }
    granted = _rows(full_store, tables.Request, region=region, status=RequestStatus.ALLOCATED)
    for request in granted:
        answer = answers[request.id]
        assert answer.verdict is DecisionVerdict.ALLOWED or answer.overruled_reason
    came_of = {a.request_id for a in _rows(full_store, tables.Allocation, region=region)}
    new = {request.id for request in granted if request.allocation_id is None}
    assert came_of == new


@each_region
def test_the_status_of_every_referral_follows_from_what_came_of_it(
    full_store: Store, region: str
) -> None:
    def work(session: Session) -> int:
        at = Work(session, region, partial(guard, region), _ANYBODY, NOON, _no_id, "x")
        referrals = session.exec(select(tables.Referral).where(tables.Referral.region == region))
        seen = 0
        for referral in referrals:
            if referral.status is not ReferralStatus.WITHDRAWN:
                requests = {request.status for request in requests_of(at, referral.id)}
                versions = [standing.version for standing in allocations_of(at, referral.id)]
                assert that_follows(requests, versions) is referral.status
                seen += 1
        return seen

    assert full_store.read(work) > 100


@each_region
def test_every_version_follows_the_one_before(full_store: Store, region: str) -> None:
    held = defaultdict(list)
    for version in _rows(full_store, tables.AllocationVersion):
        held[version.allocation_id].append(version)
    for allocation in _rows(full_store, tables.Allocation, region=region):
        own = sorted(held[allocation.id], key=lambda version: version.version)
        assert [version.version for version in own] == [*range(1, allocation.current + 1)]
        assert own[0].decided_at == allocation.created_at
        assert own[0].status is AllocationStatus.ALLOCATED
        assert all(before.decided_at < after.decided_at for before, after in pairwise(own))
        assert own[-1].decided_at < NOON


def test_allocation_numbers_go_up_and_the_next_is_free(full_store: Store) -> None:
    numbers = defaultdict(list)
    for allocation in _rows(full_store, tables.Allocation):
        numbers[allocation.municipality].append(allocation.number)
    series = {one.municipality: one.next for one in _rows(full_store, tables.NumberSeries)}
    for municipality, given in numbers.items():
        assert sorted(given) == [*range(1, series[municipality])]


@each_region
def test_the_audit_log_of_made_up_data_holds(full_store: Store, region: str) -> None:
    found = full_store.read(lambda session: audit_check.verify(session, region))
    assert found.intact
    clients = len(_rows(full_store, tables.Client, region=region))
    assert found.head.sequence >= clients


def test_the_same_seed_tells_the_same_stories(sqlite_database: str, databases: Any) -> None:
    def told_by(url: str, seed: int) -> list[Any]:
        with open_store(url) as store:
            fill(store, _books("westfriesland"), Wish(referrals=20, moment=NOON, seed=seed))
            order = col(tables.Referral.created_at), col(tables.Referral.id)
            return [row.model_dump() for row in store.read(rows(tables.Referral, *order))]

    with databases.migrated("sqlite") as second, databases.migrated("sqlite") as third:
        first = told_by(sqlite_database, 7)
        assert told_by(second, 7) == first
        assert told_by(third, 8) != first


def test_a_store_with_something_in_it_is_left_alone(store: Store) -> None:
    Office(store, "westfriesland").add([provider("echt")])
    wish = Wish(referrals=5, moment=NOON)
    with pytest.raises(NotEmpty):
        fill(store, _books("westfriesland"), wish)
    assert not fill_once(store, _books("westfriesland"), wish)
    assert store.read(counts)["client"] == 0


def test_made_up_data_can_be_added_to_what_is_there(store: Store) -> None:
    wish = Wish(referrals=20, moment=NOON, add=True)
    held = [store.read(counts)]
    for _ in range(3):
        fill(store, _books("westfriesland"), wish)
        held.append(store.read(counts))
    assert all(after["referral"] >= before["referral"] + 20 for before, after in pairwise(held))
    names = {one.name for one in _rows(store, tables.Provider)}
    assert len(names) == held[-1]["provider"]


def test_an_empty_store_is_filled_once(store: Store) -> None:
    wish = Wish(referrals=10, moment=NOON)
    assert fill_once(store, _books("zhz"), wish)
    before = store.read(counts)
    assert before["referral"] >= 10
    assert not fill_once(store, _books("zhz"), wish)
    assert store.read(counts) == before


def test_a_story_is_told_again_of_another_family(
    sqlite_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jeugdregio_core.casework.demo.region.MOST_STORIES", 5)
    with open_store(sqlite_database) as store:
        fill(store, _books("westfriesland"), Wish(referrals=40, moment=NOON))
        clients = _rows(store, tables.Client)
        assert len({client.reference for client in clients}) == len(clients) > 30
        verdicts = store.read(
            lambda session: session.exec(
                select(func.count(func.distinct(tables.Decision.id)))
            ).one()
        )
        assert verdicts == len(_rows(store, tables.Decision))
