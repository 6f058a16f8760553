"""What cannot be right gets a problem with a code, a path and a sentence, and stores nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.support import stored
from tests.support.office import Office, contracted
from tests.support.scenes import SCENES, allocated, answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.problems import ProblemCode

C = ProblemCode


def _problem(told: Told) -> tuple[ProblemCode, str | None]:
    assert len(told.problems) == 1, told.problems
    assert not told.made
    assert told.problems[0].message.endswith(".")
    return told.problems[0].code, told.problems[0].path


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"client": {"municipality": "0505"}}, C.OTHER_REGION, "client.municipality"),
        ({"client": {"municipality": "12"}}, C.OTHER_REGION, "client.municipality"),
        ({"client": {"birthDate": "2026-03-03"}}, C.INVALID, "client.birthDate"),
        ({"receivedOn": "2026-03-03"}, C.INVALID, "receivedOn"),
        ({"provider": "nergens"}, C.UNKNOWN, "provider"),
    ],
)
def test_a_referral_that_cannot_be_is_not_recorded(
    office: Office, given: dict[str, Any], code: ProblemCode, path: str
) -> None:
    client = {"reference": "K-1", "birthDate": "2014-05-01", "municipality": "0405"}
    usual = {"client": client, "referrer": "HUISARTS", "receivedOn": "2026-03-01"}
    given = given | {"client": client | given.get("client", {})}
    before = office.see(stored.counts)
    assert _problem(office.do(steps.create_referral, **usual | given)) == (code, path)
    assert office.see(stored.counts) == before | {"idempotency": before["idempotency"] + 1}


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"end": "2026-03-31"}, C.INVALID, "request.end"),
        ({"provider": "nergens"}, C.UNKNOWN, "request.provider"),
        ({"provider": "oost"}, C.NO_CONTRACT, "request.provider"),
        ({"start": "2017-12-31", "end": None}, C.NO_CONTRACT, "request.provider"),
        ({"volume": {"amount": "1.5", "unit": "UUR"}}, C.INVALID, "request.volume.amount"),
        ({"volume": {"amount": 99_999_999.5}}, C.INVALID, "request.volume.amount"),
        ({"extends": 77}, C.UNKNOWN, "extends"),
    ],
)
def test_a_request_that_cannot_be_is_not_stored(
    office: Office, given: dict[str, Any], code: ProblemCode, path: str
) -> None:
    office.add(contracted("zhz", "oost", ("4",)))
    referral = referred(office)
    before = office.see(stored.counts)
    assert _problem(asked(office, referral, **given)) == (code, path)
    after = office.see(stored.counts)
    assert after["request"] == after["decision"] == after["request_step"] == 0
    assert {name for name in after if after[name] != before[name]} <= {"idempotency", "audit_line"}


def test_a_request_names_at_least_its_provider_segment_and_start(office: Office) -> None:
    told = asked(office, referred(office), provider=None, segment=None, start=None)
    assert {problem.path for problem in told.problems} == {
        "request.provider",
        "request.segment",
        "request.start",
    }
    assert {problem.code for problem in told.problems} == {C.INVALID}


def test_a_contract_holds_on_its_last_day_and_not_after(office: Office) -> None:
    office.add(contracted("westfriesland", "west", ("B",), last=date(2026, 4, 1)))
    assert not asked(office, referred(office, "K-1"), "west", start="2026-04-01").problems
    told = asked(office, referred(office, "K-2"), "west", start="2026-04-02")
    assert _problem(told) == (C.NO_CONTRACT, "request.provider")
    assert "2 april 2026" in told.problems[0].message


def test_a_second_open_request_for_the_same_client_and_provider_is_a_problem(
    office: Office,
) -> None:
    referral = referred(office)
    first = asked(office, referral).ids["request"]
    again = asked(office, referral, profile="2")
    assert _problem(again) == (C.ALREADY_OPEN, "request.provider")
    assert first in again.problems[0].message
    assert not asked(office, referral, "zuid").problems
    answered(office, first, "WITHDRAW")
    assert not asked(office, referral).problems


WRONG = ["", "7", "niets", str(uuid4()), "0" * 36, "{" + str(uuid4()) + "}", "x' OR '1'='1"]


def test_what_another_region_has_and_what_nobody_has_get_the_same_answer(
    open_office: Callable[[str], Office],
) -> None:
    office = open_office("westfriesland")
    other = Office(office.store, "zhz")
    other.add(contracted("zhz", "oost", *SCENES["zhz"].items, agreements=["hoofdovereenkomst"]))
    referral = referred(other, "Z-1")
    request = asked(other, referral, "oost").ids["request"]
    document = other.do(steps.record_document, client="Z-1", kind="BEHANDELPLAN").ids["document"]
    referred(office, "K-1")

    def tried(wrong: str | None, step: Any, field: str, **given: Any) -> tuple[Any, ...]:
        told = office.do(step, **{field: wrong or foreign[field]}, **given)
        return *_problem(told), told.problems[0].message

    foreign = {"referral": referral, "request": request, "document": document, "client": "Z-1"}
    asking = {"request": {"provider": "noord", "segment": "B", "start": "2026-04-01"}}
    documenting = {"client": "K-1", "kind": "BEHANDELPLAN"}
    for step, field, given in (
        (steps.request_allocation, "referral", asking),
        (steps.withdraw_referral, "referral", {}),
        (steps.answer_request, "request", {"answer": "ALLOCATE"}),
        (steps.settle_dispute, "request", {"agreed": True}),
        (steps.record_document, "request", documenting),
        (steps.record_document, "document", documenting),
        (steps.record_document, "client", {"kind": "BEHANDELPLAN"}),
    ):
        answers = {tried(wrong, step, field, **given) for wrong in [None, *WRONG[1:]]}
        assert len(answers) == 1
        assert next(iter(answers))[:2] == (C.UNKNOWN, field)


@pytest.mark.parametrize("step", ["request_change", "record_delivery", "record_outcome"])
def test_an_allocation_is_found_by_a_municipality_of_the_region_and_its_number(
    office: Office, step: str
) -> None:
    place = of(allocated(office, referred(office)))
    given: dict[str, dict[str, Any]] = {
        "request_change": {"intensity": "IN", "start": "2026-05-01"},
        "record_delivery": {"kind": "START", "on": "2026-04-01"},
        "record_outcome": {"measure": "UITVAL", "value": 1, "measuredOn": "2026-04-01"},
    }
    office.clock.set(2026, 4, 6)
    taking = getattr(steps, step)
    absent = office.do(taking, **place | {"number": 2}, **given[step])
    assert _problem(absent) == (C.UNKNOWN, "number")
    elsewhere = office.do(taking, **place | {"municipality": "0420"}, **given[step])
    assert _problem(elsewhere) == (C.UNKNOWN, "number")
    foreign = office.do(taking, **place | {"municipality": "0505"}, **given[step])
    assert _problem(foreign) == (C.OTHER_REGION, "municipality")


def test_a_referral_that_was_withdrawn_takes_no_request(office: Office) -> None:
    referral = referred(office)
    office.do(steps.withdraw_referral, referral=referral)
    assert _problem(asked(office, referral)) == (C.NOT_ALLOWED_NOW, None)
