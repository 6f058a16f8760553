"""A read as of a moment shows what was known then: versions, steps, documents and statuses."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.support.office import Office
from tests.support.reading import Reader
from tests.support.scenes import allocated, answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.reading.questions import BadQuestion
from jeugdregio_core.casework.reading.records import AllocationRecord, FileRecord, ReferralRecord
from jeugdregio_core.model.casework import AllocationStatus as A
from jeugdregio_core.model.casework import ReferralStatus as R
from jeugdregio_core.model.casework import RequestStatus as Q

ALL = "status requests.steps requests.decisions allocations.versions allocations.deliveries"
SOON = timedelta(hours=1)


def _referral(reader: Reader, at: datetime | None = None) -> ReferralRecord:
    (found,) = reader.referrals(ALL, known_at=at).items
    return found


def _file(reader: Reader, at: datetime | None = None) -> FileRecord:
    found = reader.file("K-001", "client.documents referrals allocations.outcomes", at)
    assert found is not None
    return found


def _course(office: Office) -> dict[str, datetime]:
    """A referral from its arrival to the end of the help, and a moment after each step."""
    moments = {}

    def done(what: str) -> None:
        moments[what] = office.clock.at + SOON
        office.clock.later(days=1)

    office.clock.set(2026, 3, 2)
    referral = referred(office)
    done("received")
    request = asked(office, referral).ids["request"]
    done("asked")
    told = answered(office, request, "INVESTIGATE")
    done("investigated")
    told = answered(office, request)
    done("allocated")
    office.clock.set(2026, 4, 2)
    office.do(steps.record_delivery, kind="START", on="2026-04-02", **of(told))
    done("started")
    office.clock.set(2026, 6, 1)
    stopped = {"kind": "STOP", "on": "2026-06-01", "reason": "31"}
    office.do(steps.record_delivery, **stopped, **of(told))
    done("stopped")
    return moments


def test_each_moment_shows_the_status_of_that_moment(office: Office, reader: Reader) -> None:
    moments = _course(office)
    told = {}
    for what, at in moments.items():
        referral = _referral(reader, at)
        requests = [request.status for request in referral.requests]
        allocations = [allocation.status for allocation in referral.allocations]
        told[what] = (referral.status, requests, allocations)
    assert told == {
        "received": (R.RECEIVED, [], []),
        "asked": (R.REQUESTED, [Q.SUBMITTED], []),
        "investigated": (R.REQUESTED, [Q.UNDER_INVESTIGATION], []),
        "allocated": (R.ALLOCATED, [Q.ALLOCATED], [A.ALLOCATED]),
        "started": (R.ALLOCATED, [Q.ALLOCATED], [A.STARTED]),
        "stopped": (R.CLOSED, [Q.ALLOCATED], [A.ENDED]),
    }
    now = _referral(reader)
    assert (now.status, now.allocations[0].status) == (R.CLOSED, A.ENDED)


def test_versions_steps_decisions_and_deliveries_are_those_of_the_moment(
    office: Office, reader: Reader
) -> None:
    moments = _course(office)
    told = {}
    for what in ("asked", "allocated", "started", "stopped"):
        referral = _referral(reader, moments[what])
        (request,) = referral.requests
        versions = [v.version for a in referral.allocations for v in a.versions]
        deliveries = [d.kind.value for a in referral.allocations for d in a.deliveries]
        told[what] = (len(request.steps), len(request.decisions), versions, deliveries)
    assert told == {
        "asked": (1, 1, [], []),
        "allocated": (3, 3, [1], []),
        "started": (3, 3, [1, 2], ["START"]),
        "stopped": (3, 3, [1, 2, 3], ["START", "STOP"]),
    }
    ends = [v.end for a in _referral(reader).allocations for v in a.versions]
    assert [end.isoformat() for end in ends if end] == ["2026-09-30", "2026-09-30", "2026-06-01"]


def test_before_the_referral_there_is_nothing(office: Office, reader: Reader) -> None:
    before = office.clock.at - SOON
    referred(office)
    assert reader.referrals("total_count", known_at=before).total == 0
    assert reader.requests(known_at=before).items == ()
    assert reader.allocations(known_at=before).items == ()
    assert _file(reader, before).referrals == ()


def test_lists_of_requests_and_allocations_filter_on_the_status_of_the_moment(
    office: Office, reader: Reader
) -> None:
    moments = _course(office)
    at = moments["started"]
    assert [a.status for a in reader.allocations(status=A.STARTED, known_at=at).items] == [
        A.STARTED
    ]
    assert reader.allocations(status=A.ENDED, known_at=at).items == ()
    assert reader.allocations(status=A.STARTED).items == ()
    at = moments["investigated"]
    found = reader.requests(status=Q.UNDER_INVESTIGATION, known_at=at).items
    assert [request.status for request in found] == [Q.UNDER_INVESTIGATION]
    assert reader.requests(status=Q.UNDER_INVESTIGATION).items == ()


def test_a_filter_on_the_status_of_referrals_is_of_now_only(reader: Reader) -> None:
    at = reader.office.clock.at
    with pytest.raises(BadQuestion, match="kan niet samen met asOf"):
        reader.referrals(status=R.CLOSED, known_at=at)


def test_a_document_is_shown_in_the_version_of_the_moment(office: Office, reader: Reader) -> None:
    referred(office)
    first = office.do(
        steps.record_document, client="K-001", kind="BEHANDELPLAN", author="AANBIEDER"
    )
    between = office.clock.at + SOON
    office.clock.later(days=1)
    office.do(
        steps.record_document,
        client="K-001",
        document=first.ids["document"],
        kind="BEHANDELPLAN",
        author="GEZIN",
    )
    office.do(steps.record_document, client="K-001", kind="PERSPECTIEFPLAN")
    (then,) = _file(reader, between).client.documents
    assert (then.version, str(then.author), then.signed_by) == (1, "AANBIEDER", [])
    now = _file(reader).client.documents
    assert [(d.kind.value, d.version) for d in now] == [("BEHANDELPLAN", 2), ("PERSPECTIEFPLAN", 1)]


def test_a_measurement_is_shown_once_it_was_recorded(office: Office, reader: Reader) -> None:
    moments = _course(office)
    place = {"municipality": "0405", "number": 1}
    office.do(steps.record_outcome, measure="UITVAL", value=1, measuredOn="2026-06-01", **place)
    (now,) = _file(reader).allocations
    (then,) = _file(reader, moments["stopped"]).allocations
    assert (len(now.outcomes), len(then.outcomes)) == (1, 0)


def _under(reader: Reader, referral: str) -> tuple[AllocationRecord, ...]:
    page = reader.referrals("allocations")
    return next(one.allocations for one in page.items if str(one.id) == referral)


def test_an_extension_shows_the_allocation_under_its_own_referral_too(
    office: Office, reader: Reader
) -> None:
    first = referred(office)
    place = of(allocated(office, first))
    office.clock.later(days=1)
    second = referred(office)
    request = asked(office, second, extends=place["number"], start=None, end="2026-12-31")
    assert not request.problems, request.problems
    assert _under(reader, second) == ()
    answered(office, request.ids["request"])
    assert [a.number for a in _under(reader, first)] == [place["number"]]
    (extended,) = _under(reader, second)
    assert str(extended.end) == "2026-12-31"
