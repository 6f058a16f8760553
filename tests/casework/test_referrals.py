"""What a referral makes known of a client, and what withdrawing one takes with it."""

from __future__ import annotations

from datetime import date

from tests.support import stored
from tests.support.office import Office
from tests.support.scenes import allocated, answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.model.casework import AllocationStatus
from jeugdregio_core.model.codes import NeedLevel
from jeugdregio_core.store import tables


def test_a_client_is_known_once_and_brought_up_to_date(office: Office) -> None:
    referred(office, client={"needLevel": "NOOD", "familyReference": "G-1"})
    referred(office, client={"municipality": "0420", "protectionMeasure": True})
    (client,) = office.see(stored.rows(tables.Client))
    assert client.municipality == "0420"
    assert client.protection_measure is True
    assert client.need_level is NeedLevel.NOOD
    assert client.family_reference == "G-1"
    assert client.birth_date == date(2014, 5, 1)
    assert office.see(stored.counts)["referral"] == 2


def test_one_reference_in_two_regions_is_two_clients(office: Office) -> None:
    referred(office, "K-1")
    referred(Office(office.store, "zhz"), "K-1")
    assert {c.region for c in office.see(stored.rows(tables.Client))} == {"westfriesland", "zhz"}


def test_a_withdrawn_referral_takes_what_did_not_begin_with_it(office: Office) -> None:
    referral = referred(office)
    told = allocated(office, referral)
    waiting = asked(office, referral, "zuid").ids["request"]
    withdrawn = office.do(steps.withdraw_referral, referral=referral)
    assert withdrawn.made["referral"] == {"id": referral, "status": "WITHDRAWN"}
    assert str(office.see(stored.row(tables.Request, waiting)).status) == "WITHDRAWN"
    newest = office.see(stored.versions(told.ids["allocation"]))[-1]
    assert (newest.status, newest.reason) == (AllocationStatus.WITHDRAWN, "13")


def test_a_referral_whose_help_began_cannot_be_withdrawn(office: Office) -> None:
    referral = referred(office)
    told = allocated(office, referral)
    waiting = asked(office, referral, "zuid").ids["request"]
    office.clock.set(2026, 4, 6)
    office.do(steps.record_delivery, kind="START", on="2026-04-06", **of(told))
    declined = office.do(steps.withdraw_referral, referral=referral)
    assert declined.problems[0].code is ProblemCode.NOT_ALLOWED_NOW
    assert "toewijzing 1" in declined.problems[0].message
    assert str(office.see(stored.row(tables.Request, waiting)).status) == "SUBMITTED"


def test_what_the_rules_refused_can_be_asked_again(office: Office) -> None:
    referral = referred(office)
    refused = asked(office, referral, profile="99")
    assert refused.made["request"]["status"] == "REFUSED"
    assert str(office.see(stored.row(tables.Referral, referral)).status) == "REFUSED"
    assert answered(office, asked(office, referral).ids["request"]).ids["allocation"]
    assert str(office.see(stored.row(tables.Referral, referral)).status) == "ALLOCATED"
