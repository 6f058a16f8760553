"""Who refers a child that it does not see must know the child; nobody finds out by trying."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col
from tests.support import stored
from tests.support.office import BUYER, Office, actor
from tests.support.scenes import referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.casework.proof import MOST
from jeugdregio_core.store import tables

MEDEMBLIK = actor(Role.MUNICIPALITY, "0420")
OTHERS = actor(Role.MUNICIPALITY, "0420", "westfriesland")
HUISARTS = actor(Role.REFERRER, "huisarts-1")
RIGHT, WRONG = "2014-05-01", "2014-05-02"
REFUSED = [(ProblemCode.INVALID, "client.birthDate")]

strangers = pytest.mark.parametrize("who", [MEDEMBLIK, HUISARTS], ids=lambda who: who.subject)


def _refer(
    office: Office, who: Actor, birth_date: str, reference: str = "K-001", **given: Any
) -> Told:
    client = {"reference": reference, "birthDate": birth_date, "municipality": "0420"}
    usual = {"referrer": "HUISARTS", "receivedOn": "2026-03-01", "client": client}
    return office.do(steps.create_referral, who, **usual | given)


def _codes(told: Told) -> list[tuple[ProblemCode, str | None]]:
    return [(problem.code, problem.path) for problem in told.problems]


def _shape(told: Told) -> tuple[Any, ...]:
    return told.made["referral"] | {"id": ""}, told.decision, told.problems


def _tries(office: Office) -> list[tables.AuditLine]:
    found = office.see(stored.rows(tables.AuditLine, col(tables.AuditLine.sequence)))
    return [line for line in found if line.outcome == "refused"]


@strangers
def test_a_child_of_others_is_referred_as_a_new_one(office: Office, who: Actor) -> None:
    referred(office)
    known, new = _refer(office, who, RIGHT), _refer(office, who, RIGHT, "K-002")
    assert _shape(known) == _shape(new)
    assert known.problems == ()


@strangers
def test_trying_a_referral_tells_nothing_and_leaves_nothing(office: Office, who: Actor) -> None:
    referred(office)
    before = office.see(stored.counts)
    tried = [
        _shape(_refer(office, who, birth_date, reference, dryRun=True))
        for reference in ("K-001", "K-002")
        for birth_date in (RIGHT, WRONG)
    ]
    assert tried == [_shape(_refer(office, who, RIGHT, "K-003"))] * 4
    assert {name for name, count in office.see(stored.counts).items() if count != before[name]} == {
        "audit_line", "client", "client_key", "event", "idempotency", "referral"
    }  # fmt: skip
    assert len(office.see(stored.rows(tables.Client))) == 2


def test_a_referrer_that_sees_the_child_hears_when_trying_that_the_date_is_wrong(
    office: Office,
) -> None:
    assert _refer(office, HUISARTS, RIGHT).made
    assert _codes(_refer(office, HUISARTS, WRONG, dryRun=True)) == REFUSED
    assert _refer(office, HUISARTS, RIGHT, dryRun=True).made
    assert len(_tries(office)) == 1


@strangers
def test_a_child_is_closed_for_the_day_after_a_few_wrong_dates(office: Office, who: Actor) -> None:
    referred(office)
    wrong = [_refer(office, who, WRONG) for _ in range(MOST)]
    right = _refer(office, OTHERS, RIGHT)
    assert {_codes(told)[0] for told in [*wrong, right]} == {*REFUSED}
    assert {told.problems for told in wrong} == {right.problems}
    assert {line.pseudonym for line in _tries(office)} == {office.see(stored.pseudonym("K-001"))}
    assert [line.actor for line in _tries(office)] == [who.subject] * MOST + [OTHERS.subject]
    office.clock.later(days=1)
    assert _refer(office, OTHERS, RIGHT).made


def test_a_closed_child_is_referred_by_who_sees_it(office: Office) -> None:
    referred(office)
    for _ in range(MOST):
        _refer(office, MEDEMBLIK, WRONG)
    assert _refer(office, BUYER, RIGHT, dryRun=True).made
    assert referred(office)
    (client,) = office.see(stored.rows(tables.Client))
    assert client.birth_date == date(2014, 5, 1)


def test_fewer_wrong_dates_and_those_of_other_days_and_children_close_nothing(
    office: Office,
) -> None:
    referred(office)
    referred(office, "K-002")
    for _ in range(MOST):
        _refer(office, MEDEMBLIK, WRONG, "K-002")
    for _ in range(MOST - 1):
        _refer(office, MEDEMBLIK, WRONG)
    office.clock.at += timedelta(hours=12)
    _refer(office, MEDEMBLIK, WRONG)
    assert _refer(office, MEDEMBLIK, RIGHT).made


def test_the_sentence_says_neither_what_is_wrong_nor_what_is_right(office: Office) -> None:
    referred(office)
    (problem,) = _refer(office, MEDEMBLIK, WRONG).problems
    assert "2014" not in problem.message
    assert "regionale organisatie" in problem.message
