"""More of the same: an extension (verlenging) gives the allocation a new last day."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import stored
from tests.support.office import Office
from tests.support.scenes import allocated, answered, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.store import tables

BECAUSE = "De toegang verlengt."


def _extended(office: Office, referral: str, end: str | None = "2027-01-31", **asked: Any) -> Told:
    return office.do(
        steps.request_allocation,
        referral=referral,
        extends=1,
        request={"end": end, "requestedBy": "PROVIDER"} | asked,
    )


def test_an_extension_moves_the_end_and_keeps_the_rest(office: Office) -> None:
    referral = referred(office)
    told = allocated(office, referral, volume={"amount": 1, "unit": "STUKS", "frequency": "MAAND"})
    request = _extended(office, referral)
    assert request.made["request"]["kind"] == "EXTENSION"
    office.clock.later(days=1)
    extended = answered(office, request.ids["request"])
    assert extended.ids["allocation"] == told.ids["allocation"]
    assert extended.made["allocation"]["end"] == "2027-01-31"
    before, after = office.see(stored.versions(told.ids["allocation"]))
    assert str(before.end) == "2026-09-30"
    assert after.model_dump() == before.model_dump() | {
        "id": after.id,
        "version": 2,
        "decided_at": office.clock.at,
        "end": after.end,
        "reason": "04",
    }


def test_an_extension_is_decided_from_the_day_after_the_end(office: Office) -> None:
    referral = referred(office)
    allocated(office, referral)
    request = _extended(office, referral).ids["request"]
    (decision,) = office.see(stored.decisions(request))
    assert decision.given["request"]["start"] == "2026-10-01"
    assert decision.given["request"]["profile"] == "1"
    assert decision.given["kind"] == "EXTENSION"
    assert decision.given["running"] == []


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ({"start": "2026-10-02"}, "request.start"),
        ({"start": "2026-04-01"}, "request.start"),
        ({"provider": "zuid"}, "request.provider"),
        ({"profile": "2"}, "request.profile"),
        ({"intensity": "IN"}, "request.intensity"),
        ({"segment": "C"}, "request.segment"),
        ({"volume": {"amount": 2, "unit": "STUKS", "frequency": "MAAND"}}, "request.volume"),
        ({"end": "2026-09-30"}, "request.end"),
    ],
)
def test_an_extension_follows_on_and_changes_nothing_else(
    office: Office, asked: dict[str, Any], path: str
) -> None:
    referral = referred(office)
    allocated(office, referral)
    told = _extended(office, referral, **asked)
    assert [(p.code, p.path) for p in told.problems] == [(ProblemCode.INVALID, path)]


def test_an_allocation_without_an_end_or_that_ended_is_not_extended(office: Office) -> None:
    referral = referred(office)
    told = allocated(office, referral, end=None)
    assert _extended(office, referral).problems[0].path == "extends"
    office.clock.set(2026, 4, 6)
    for kind, reason in (("START", {}), ("STOP", {"reason": "31"})):
        office.do(steps.record_delivery, kind=kind, on="2026-04-06", **of(told), **reason)
    again = _extended(office, referred(office))
    assert [p.code for p in again.problems] == [ProblemCode.NOT_ALLOWED_NOW]


def test_an_extension_lapses_when_the_help_stops_before_the_answer(office: Office) -> None:
    referral = referred(office)
    place = of(allocated(office, referral))
    request = _extended(office, referral).ids["request"]
    office.clock.set(2026, 4, 6)
    for kind, reason in (("START", {}), ("STOP", {"reason": "31"})):
        office.do(steps.record_delivery, kind=kind, on="2026-04-06", **place, **reason)
    told = answered(office, request)
    assert [p.code for p in told.problems] == [ProblemCode.NOT_ALLOWED_NOW]
    assert "beëindigd" in told.problems[0].message
    assert not answered(office, request, "REFUSE", reason="NEW_REQUEST").problems


def test_an_extension_may_come_with_a_referral_of_its_own(office: Office) -> None:
    allocated(office, referred(office))
    again = referred(office)
    request = _extended(office, again).ids["request"]
    assert str(office.see(stored.row(tables.Referral, again)).status) == "REQUESTED"
    answered(office, request)
    assert str(office.see(stored.row(tables.Referral, again)).status) == "ALLOCATED"


@pytest.mark.parametrize(("withdrawn", "other"), [(0, 1), (1, 0)])
def test_an_allocation_that_two_referrals_hold_is_withdrawn_for_both(
    office: Office, withdrawn: int, other: int
) -> None:
    referrals = referred(office), referred(office)
    allocated(office, referrals[0])
    answered(office, _extended(office, referrals[1]).ids["request"])
    told = office.do(steps.withdraw_referral, referral=referrals[withdrawn])
    assert told.made["referral"]["status"] == "WITHDRAWN"
    assert str(office.see(stored.row(tables.Referral, referrals[other])).status) == "RECEIVED"
    assert not allocated(office, referrals[other]).problems


def test_help_that_stops_is_over_for_every_referral_that_held_it(office: Office) -> None:
    first, second, third = referred(office), referred(office), referred(office)
    place = of(allocated(office, first))
    answered(office, _extended(office, second).ids["request"])
    waiting = _extended(office, third, end="2027-03-31")
    assert waiting.made["request"]["status"] == "SUBMITTED"
    office.clock.set(2026, 4, 6)
    for kind, reason in (("START", {}), ("STOP", {"reason": "31"})):
        office.do(steps.record_delivery, kind=kind, on="2026-04-06", **place, **reason)
    held = [office.see(stored.row(tables.Referral, one)) for one in (first, second, third)]
    assert [str(one.status) for one in held] == ["CLOSED", "CLOSED", "REQUESTED"]


def test_an_extension_that_would_stack_on_other_help_is_refused(office: Office) -> None:
    referral = referred(office)
    allocated(office, referral)
    allocated(office, referral, start="2026-10-01", end="2027-06-30")
    told = _extended(office, referral)
    assert [p.rule for p in told.problems] == ["westfriesland-10"]


def test_in_zhz_an_extension_the_provider_asks_waits_for_the_access(zhz: Office) -> None:
    referral = referred(zhz)
    allocated(zhz, referral)
    told = _extended(zhz, referral)
    assert told.made["request"]["status"] == "WAITING_FOR_REVIEW"
    bare = answered(zhz, told.ids["request"])
    assert [(p.code, p.rule) for p in bare.problems] == [(ProblemCode.REVIEW_NEEDED, "zhz-11")]
    given = answered(zhz, told.ids["request"], overruleBecause=BECAUSE)
    assert given.made["allocation"]["end"] == "2027-01-31"


def test_in_zhz_the_access_extends_by_itself(zhz: Office) -> None:
    referral = referred(zhz)
    allocated(zhz, referral)
    told = _extended(zhz, referral, requestedBy="TOEGANG")
    assert told.made["request"]["status"] == "SUBMITTED"
    assert answered(zhz, told.ids["request"]).made["allocation"]["end"] == "2027-01-31"
