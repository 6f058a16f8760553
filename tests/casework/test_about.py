"""A step names the client it is about, so that others who work for that client wait."""

from __future__ import annotations

from uuid import uuid4

from tests.support.office import Office
from tests.support.scenes import allocated, asked, of, referred

from jeugdregio_core.casework import about
from jeugdregio_core.store import subjects


def test_whatever_a_step_is_asked_about_leads_to_its_client(office: Office) -> None:
    desk, region = office.desk, office.region
    mine = (subjects.client(region, "K-001"),)
    referral = referred(office)
    request = asked(office, referral, "zuid").ids["request"]
    place = of(allocated(office, referral))
    assert about.client(region, "K-001") == mine
    assert about.referral(desk, region, referral) == mine
    assert about.request(desk, region, request) == mine
    assert about.allocation(desk, region, **place) == mine
    numbers = subjects.numbers("0405")
    assert about.answer(desk, region, request) == (*mine, numbers)


def test_what_is_not_there_or_not_of_the_region_is_about_nobody(office: Office) -> None:
    desk = office.desk
    request = asked(office, referred(office)).ids["request"]
    for region, text in (("zhz", request), (office.region, str(uuid4())), (office.region, "x")):
        assert about.answer(desk, region, text) == ()
    assert about.allocation(desk, office.region, "0405", 1) == ()
