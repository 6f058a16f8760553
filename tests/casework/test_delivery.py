"""Starts and stops are reported in order, within the allocation, with the reasons that belong."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import stored
from tests.support.office import Office
from tests.support.scenes import allocated, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.delivery import STOP_REASONS
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.store import tables

INVALID = ProblemCode.INVALID


@pytest.fixture
def place(office: Office) -> dict[str, Any]:
    """An allocation from April to September 2026, seen from October."""
    place = of(allocated(office, referred(office)))
    office.clock.set(2026, 10, 15)
    return place


def _report(
    office: Office, place: dict[str, Any], kind: str, on: str, reason: str | None = None
) -> Told:
    return office.do(steps.record_delivery, kind=kind, on=on, reason=reason, **place)


def _refused(told: Told) -> tuple[ProblemCode, str | None]:
    (problem,) = told.problems
    return problem.code, problem.path


@pytest.mark.parametrize("on", ["2026-03-31", "2026-10-01", "2026-10-16"])
def test_help_starts_within_the_allocation_and_not_in_the_future(
    office: Office, place: dict[str, Any], on: str
) -> None:
    assert _refused(_report(office, place, "START", on)) == (INVALID, "on")


@pytest.mark.parametrize("on", ["2026-04-01", "2026-09-30"])
def test_help_may_start_on_the_first_and_on_the_last_day(
    office: Office, place: dict[str, Any], on: str
) -> None:
    assert not _report(office, place, "START", on).problems


def test_a_report_is_never_of_an_earlier_day_than_the_one_before(
    office: Office, place: dict[str, Any]
) -> None:
    _report(office, place, "START", "2026-05-04")
    assert _refused(_report(office, place, "STOP", "2026-05-03", "31")) == (INVALID, "on")
    assert not _report(office, place, "STOP", "2026-05-04", "31").problems


def test_two_pauses_in_a_row_are_a_problem(office: Office, place: dict[str, Any]) -> None:
    _report(office, place, "START", "2026-05-04")
    paused = _report(office, place, "STOP_TEMPORARILY", "2026-05-11")
    assert paused.made["allocation"]["status"] == "STOPPED_TEMPORARILY"
    again = _report(office, place, "STOP_TEMPORARILY", "2026-05-12")
    assert _refused(again)[0] is ProblemCode.NOT_ALLOWED_NOW
    events = office.see(stored.rows(tables.DeliveryEvent, tables.DeliveryEvent.on_day))
    assert [(str(e.kind), e.reason) for e in events] == [
        ("START", None),
        ("STOP_TEMPORARILY", "20"),
    ]


def test_help_that_did_not_start_cannot_stop(office: Office, place: dict[str, Any]) -> None:
    told = _report(office, place, "STOP", "2026-05-04", "31")
    assert _refused(told)[0] is ProblemCode.NOT_ALLOWED_NOW
    assert office.see(stored.counts)["delivery_event"] == 0


def test_a_stop_has_a_reason_of_the_list(office: Office, place: dict[str, Any]) -> None:
    _report(office, place, "START", "2026-05-04")
    missing = _report(office, place, "STOP", "2026-06-01")
    assert _refused(missing) == (ProblemCode.REASON_NEEDED, "reason")
    for wrong in ("20", "01", "volgens plan"):
        assert _refused(_report(office, place, "STOP", "2026-06-01", wrong)) == (INVALID, "reason")
    assert all(code in missing.problems[0].message for code in STOP_REASONS)


@pytest.mark.parametrize(("kind", "reason"), [("START", "20"), ("STOP_TEMPORARILY", "31")])
def test_a_reason_belongs_to_its_own_kind_of_report(
    office: Office, place: dict[str, Any], kind: str, reason: str
) -> None:
    if kind != "START":
        _report(office, place, "START", "2026-05-04")
    assert _refused(_report(office, place, kind, "2026-05-05", reason)) == (INVALID, "reason")


def test_help_that_stopped_early_leaves_room_from_the_next_day_on(
    office: Office, place: dict[str, Any]
) -> None:
    _report(office, place, "START", "2026-05-04")
    _report(office, place, "STOP", "2026-06-15", "31")
    overlapping = asked(office, referred(office), start="2026-06-15", end="2026-12-31")
    assert [p.rule for p in overlapping.problems] == ["westfriesland-10"]
    assert not asked(office, referred(office), start="2026-06-16", end="2026-12-31").problems


def test_help_that_was_withdrawn_leaves_room_at_once(office: Office) -> None:
    referral = referred(office)
    allocated(office, referral)
    office.do(steps.withdraw_referral, referral=referral)
    assert not asked(office, referred(office)).problems
