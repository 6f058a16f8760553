"""A change (317): asked of the rules as the allocation stands, and allocated as a new version."""

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


def _changed(office: Office, place: dict[str, Any], **asked: Any) -> Told:
    return office.do(
        steps.request_change, **place, **{"intensity": "IN", "start": "2026-05-01"} | asked
    )


def test_a_change_gives_the_allocation_a_version_with_the_new_intensity(office: Office) -> None:
    told = allocated(office, referred(office))
    request = _changed(office, of(told))
    assert request.made["request"] | {"id": "", "reference": ""} == {
        "id": "",
        "reference": "",
        "kind": "CHANGE",
        "status": "SUBMITTED",
    }
    office.clock.later(days=1)
    changed = answered(office, request.ids["request"])
    assert changed.ids["allocation"] == told.ids["allocation"]
    before, after = office.see(stored.versions(told.ids["allocation"]))
    assert (before.intensity, before.changes_so_far) == ("PE", 0)
    assert after.model_dump() == before.model_dump() | {
        "id": after.id,
        "version": 2,
        "decided_at": office.clock.at,
        "intensity": "IN",
        "changes_so_far": 1,
        "reason": "12",
    }


def test_a_change_is_decided_on_the_allocation_as_it_stands(office: Office) -> None:
    referral = referred(office)
    told = allocated(office, referral)
    other = allocated(office, referral, "zuid")
    request = _changed(office, of(told)).ids["request"]
    (decision,) = office.see(stored.decisions(request))
    assert decision.given["kind"] == "CHANGE"
    assert decision.given["changeOf"]["intensity"] == "PE"
    assert decision.given["changeOf"]["changesSoFar"] == 0
    assert decision.given["changeOf"]["start"] == "2026-04-01"
    assert [a["provider"] for a in decision.given["running"]] == ["zuid"]
    assert decision.given["referral"]["referrer"] == "HUISARTS"
    assert other


def test_an_allocation_is_changed_once(office: Office) -> None:
    place = of(allocated(office, referred(office)))
    answered(office, _changed(office, place).ids["request"])
    second = _changed(office, place, intensity="PE", start="2026-06-01")
    assert [p.rule for p in second.problems] == ["westfriesland-18"]
    assert second.made["request"]["status"] == "REFUSED"


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"start": "2026-05-02"}, "westfriesland-16"),
        ({"end": "2026-12-31"}, "westfriesland-17"),
        ({"profile": "2"}, "westfriesland-15"),
        ({"intensity": "DL"}, "westfriesland-14"),
        ({"intensity": "PE"}, "westfriesland-13"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_by_its_rule(
    office: Office, asked: dict[str, Any], rule: str
) -> None:
    place = of(allocated(office, referred(office)))
    told = _changed(office, place, **asked)
    assert [(p.code, p.rule) for p in told.problems] == [(ProblemCode.REFUSED_BY_RULE, rule)]


@pytest.mark.parametrize(
    ("asker", "end", "reason"),
    [
        ("PROVIDER", "2026-08-31", "12"),
        ("TOEGANG", "2026-08-31", "05"),
        ("CLIENT", "2026-12-31", "04"),
        ("CLIENT", "2026-09-30", None),
    ],
)
def test_a_version_says_why_in_the_words_of_the_national_messages(
    zhz: Office, asker: str, end: str, reason: str | None
) -> None:
    told = allocated(zhz, referred(zhz))
    request = _changed(zhz, of(told), requestedBy=asker, end=end)
    answered(zhz, request.ids["request"], overruleBecause="Zo is het afgesproken.")
    newest = zhz.see(stored.versions(told.ids["allocation"]))[-1]
    assert (newest.reason, str(newest.end)) == (reason, end)


@pytest.mark.parametrize("start", ["2026-03-01", "2026-10-01"])
def test_a_change_lies_within_the_allocation(office: Office, start: str) -> None:
    place = of(allocated(office, referred(office)))
    told = _changed(office, place, start=start)
    assert [(p.code, p.path) for p in told.problems] == [(ProblemCode.INVALID, "start")]


def test_a_change_leaves_the_status_of_the_referral(office: Office) -> None:
    referral = referred(office)
    place = of(allocated(office, referral))
    request = _changed(office, place).ids["request"]
    assert str(office.see(stored.row(tables.Referral, referral)).status) == "ALLOCATED"
    answered(office, request, "REFUSE", reason="CARE_CONTENT")
    assert str(office.see(stored.row(tables.Referral, referral)).status) == "ALLOCATED"


def test_a_change_keeps_to_the_catalogue_that_the_help_began_under(office: Office) -> None:
    """The old catalogue knows intensity A; a change to PE in it cannot be."""
    office.clock.set(2025, 5, 2)
    referral = referred(office, receivedOn="2025-05-01")
    told = allocated(office, referral, start="2025-06-01", end="2026-03-31", intensity="A")
    office.clock.set(2025, 9, 1)
    change = _changed(office, of(told), start="2025-10-01", intensity="B")
    (decision,) = office.see(stored.decisions(change.ids["request"]))
    assert "westfriesland-25" in {f["rule"]["code"] for f in decision.findings}


def test_in_aa_zawa_a_change_waits_for_a_person(aa_zawa: Office) -> None:
    place = of(allocated(aa_zawa, referred(aa_zawa)))
    told = _changed(aa_zawa, place, intensity="INTENSIEF")
    assert told.made["request"]["status"] == "WAITING_FOR_REVIEW"
    assert told.made["dispute"]["status"] == "OPEN"
