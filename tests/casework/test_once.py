"""A key has its effect once; a dry run decides and stores nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.support import stored
from tests.support.office import ACCESS, REGIONS, Office
from tests.support.scenes import SCENES, allocated, answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.store.errors import KeyReused

Taken = tuple[Callable[..., Told], dict[str, Any]]


def _every_step(office: Office) -> Iterator[Taken]:
    """Every step, in a state in which it can be taken."""
    client = {"reference": "K-9", "birthDate": "2014-05-01", "municipality": "0363"}
    yield (
        steps.create_referral,
        {"client": client, "referrer": "HUISARTS", "receivedOn": "2026-03-01"},
    )
    request = SCENES["aa_zawa"].request
    needed = {"provider": "noord", "start": "2026-04-01", "end": "2026-09-30"}
    referral = referred(office, "K-1")
    yield steps.request_allocation, {"referral": referral, "request": request | needed}
    yield steps.withdraw_referral, {"referral": referral}
    waiting = asked(office, referred(office, "K-2")).ids["request"]
    yield steps.answer_request, {"request": waiting, "answer": "ALLOCATE"}
    disputed = asked(office, referred(office, "K-3"), intensity="INTENSIEF").ids["request"]
    yield steps.settle_dispute, {"request": disputed, "consultedOn": "2026-03-02", "agreed": True}
    place = of(allocated(office, referred(office, "K-4"), start="2026-03-01"))
    yield steps.record_delivery, {"kind": "START", "on": "2026-03-01", **place}
    yield steps.request_change, {"intensity": "INTENSIEF", "start": "2026-05-01", **place}
    begun = of(allocated(office, referred(office, "K-5"), start="2026-03-01"))
    office.do(steps.record_delivery, kind="START", on="2026-03-01", **begun)
    yield (
        steps.record_outcome,
        {"measure": "UITVAL", "value": "1.5", "measuredOn": "2026-03-02", **begun},
    )
    yield steps.record_document, {"client": "K-2", "kind": "BEHANDELPLAN", "date": "2026-03-01"}


def test_a_dry_run_decides_and_leaves_every_table_as_it_was(aa_zawa: Office) -> None:
    for step, asked_for in _every_step(aa_zawa):
        before = aa_zawa.see(stored.things)
        dry = aa_zawa.do(step, dryRun=True, **asked_for)
        assert not dry.problems, (step, dry.problems)
        assert dry.made
        assert aa_zawa.see(stored.things) == before, step
        wet = aa_zawa.do(step, **asked_for)
        assert wet.made.keys() == dry.made.keys()
        assert wet.decision == dry.decision
        assert aa_zawa.see(stored.things) != before


def test_a_dry_run_shows_the_problems_of_the_real_one(aa_zawa: Office) -> None:
    referral = referred(aa_zawa)
    dry = asked(aa_zawa, referral, profile="99", dryRun=True)
    assert dry.made["request"]["status"] == "REFUSED"
    assert dry.problems == asked(aa_zawa, referral, profile="99").problems


def test_a_step_that_is_sent_twice_has_its_effect_once(aa_zawa: Office) -> None:
    for number, (step, asked_for) in enumerate(_every_step(aa_zawa)):
        key = f"sleutel-{number}"
        first = aa_zawa.do(step, idempotencyKey=key, **asked_for)
        after = aa_zawa.see(stored.counts)
        aa_zawa.clock.later(days=1)
        assert aa_zawa.do(step, idempotencyKey=key, **asked_for) == first
        assert aa_zawa.see(stored.counts) == after
        aa_zawa.clock.later(days=-1)


def test_the_first_answer_comes_back_whatever_happened_since(office: Office) -> None:
    referral = referred(office)
    first = asked(office, referral, idempotencyKey="k")
    answered(office, first.ids["request"])
    again = asked(office, referral, idempotencyKey="k")
    assert again == first
    assert again.made["request"]["status"] == "SUBMITTED"


def test_a_problem_comes_back_under_its_key_too(office: Office) -> None:
    referral = referred(office)
    told = asked(office, referral, "nergens", idempotencyKey="k")
    assert asked(office, referral, "nergens", idempotencyKey="k") == told
    assert told.problems[0].code is ProblemCode.UNKNOWN


def test_one_key_for_two_questions_is_a_conflict(office: Office) -> None:
    referral = referred(office, idempotencyKey="k")
    with pytest.raises(KeyReused):
        asked(office, referral, idempotencyKey="k")
    with pytest.raises(KeyReused):
        referred(office, "K-002", idempotencyKey="k")
    assert referred(office, idempotencyKey="k") == referral


def test_what_is_left_out_and_what_is_said_to_be_empty_are_one_question(office: Office) -> None:
    referral = referred(office, idempotencyKey="k")
    assert referred(office, idempotencyKey="k", provider=None, dryRun=False) == referral


def test_keys_of_two_askers_do_not_meet(office: Office) -> None:
    mine = {"kind": "BEHANDELPLAN", "client": "K-001", "idempotencyKey": "k"}
    referred(office)
    first = office.do(steps.record_document, ACCESS, **mine)
    colleague = Actor("medewerker-2", Role.MUNICIPALITY, regions=REGIONS)
    other = office.do(steps.record_document, colleague, **mine)
    assert first.ids != other.ids
