"""From referral to the end of the help, in every region and on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.support import stored
from tests.support.office import Office
from tests.support.scenes import SCENES, allocated, answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.store import tables

each_region = pytest.mark.parametrize("region", sorted(SCENES))


def _delivered(office: Office, allocation: dict[str, Any], kind: str, **given: Any) -> Told:
    on = office.clock.at.date().isoformat()
    told = office.do(steps.record_delivery, kind=kind, on=on, **allocation, **given)
    assert not told.problems, told.problems
    return told


def _referral_status(office: Office, referral: str) -> str:
    return str(office.see(stored.row(tables.Referral, referral)).status)


@each_region
def test_help_goes_from_a_referral_to_its_end(
    open_office: Callable[[str], Office], region: str
) -> None:
    office = open_office(region)
    referral = referred(office)
    request = asked(office, referral)
    assert request.made["request"]["status"] == "SUBMITTED"
    assert request.made["request"]["reference"] == request.ids["request"]
    assert _referral_status(office, referral) == "REQUESTED"

    looked_at = answered(office, request.ids["request"], "INVESTIGATE")
    assert looked_at.made["request"]["status"] == "UNDER_INVESTIGATION"
    told = answered(office, request.ids["request"])
    assert told.made["request"]["status"] == "ALLOCATED"
    assert told.made["allocation"] | {"id": ""} == {
        "id": "",
        "municipality": SCENES[region].municipality,
        "number": 1,
        "version": 1,
        "start": "2026-04-01",
        "end": "2026-09-30",
        "status": "ALLOCATED",
    }
    assert _referral_status(office, referral) == "ALLOCATED"

    statuses = []
    for day, kind, reason in (
        (6, "START", {}),
        (13, "STOP_TEMPORARILY", {"reason": "20"}),
        (20, "RESUME", {}),
        (27, "STOP", {"reason": "31"}),
    ):
        office.clock.set(2026, 4, day)
        delivered = _delivered(office, of(told), kind, **reason)
        statuses.append(delivered.made["allocation"]["status"])
    assert statuses == ["STARTED", "STOPPED_TEMPORARILY", "STARTED", "ENDED"]
    measured = office.do(
        steps.record_outcome,
        measure="DOELREALISATIE",
        value="87.5",
        measuredOn="2026-04-27",
        **of(told),
    )
    assert not measured.problems
    assert _referral_status(office, referral) == "CLOSED"


@each_region
def test_every_version_of_an_allocation_stays_as_it_was_known(
    open_office: Callable[[str], Office], region: str
) -> None:
    office = open_office(region)
    told = allocated(office, referred(office))
    first = office.see(stored.versions(told.ids["allocation"]))
    office.clock.set(2026, 4, 6)
    _delivered(office, of(told), "START")
    office.clock.set(2026, 4, 27)
    _delivered(office, of(told), "STOP", reason="34")
    versions = office.see(stored.versions(told.ids["allocation"]))
    assert versions[0] == first[0]
    assert [(v.version, str(v.status), str(v.end), v.reason) for v in versions] == [
        (1, "ALLOCATED", "2026-09-30", None),
        (2, "STARTED", "2026-09-30", None),
        (3, "ENDED", "2026-04-27", "34"),
    ]
    assert [v.decided_at.date().isoformat() for v in versions] == [
        "2026-03-02",
        "2026-04-06",
        "2026-04-27",
    ]


@each_region
def test_an_allocation_is_numbered_per_municipality(
    open_office: Callable[[str], Office], region: str
) -> None:
    office = open_office(region)
    numbers = [
        allocated(office, referred(office, f"K-{n}")).made["allocation"]["number"] for n in range(3)
    ]
    assert numbers == [1, 2, 3]


def test_all_steps_of_a_request_are_kept_with_who_and_when(office: Office) -> None:
    request = asked(office, referred(office)).ids["request"]
    office.clock.later(days=1)
    answered(office, request, "INVESTIGATE", remark="Overleg met de school.")
    office.clock.later(days=1)
    answered(office, request, "REFUSE", reason="CARE_CONTENT")
    steps_taken = office.see(stored.rows(tables.RequestStep, tables.RequestStep.step))
    assert [(s.step, str(s.status), s.reason, s.remark) for s in steps_taken] == [
        (1, "SUBMITTED", None, None),
        (2, "UNDER_INVESTIGATION", None, "Overleg met de school."),
        (3, "REFUSED", "CARE_CONTENT", None),
    ]
    assert {s.actor for s in steps_taken} == {"medewerker-1"}
    assert [s.at.day for s in steps_taken] == [2, 3, 4]


def test_a_referral_whose_help_goes_on_elsewhere_stays_open(office: Office) -> None:
    referral = referred(office)
    told = allocated(office, referral)
    office.clock.set(2026, 4, 6)
    _delivered(office, of(told), "START")
    _delivered(office, of(told), "STOP", reason="38")
    assert _referral_status(office, referral) == "ALLOCATED"
    elsewhere = allocated(office, referral, "zuid", start="2026-04-07")
    assert elsewhere.made["allocation"]["number"] == 2


def test_a_referral_is_received_again_when_its_only_request_is_withdrawn(office: Office) -> None:
    referral = referred(office)
    request = asked(office, referral).ids["request"]
    assert answered(office, request, "WITHDRAW").made["request"]["status"] == "WITHDRAWN"
    assert _referral_status(office, referral) == "RECEIVED"
    assert not asked(office, referral).problems


def test_a_referral_shows_the_best_of_its_requests(office: Office) -> None:
    referral = referred(office)
    allocated(office, referral)
    second = asked(office, referral, "zuid").ids["request"]
    assert _referral_status(office, referral) == "REQUESTED"
    answered(office, second, "REFUSE", reason="STACKING")
    assert _referral_status(office, referral) == "ALLOCATED"
