"""A step names the client it is about, so that others who work for that client wait."""

from __future__ import annotations

from uuid import uuid4

from tests.support.office import ACCESS, Office, actor
from tests.support.scenes import allocated, asked, of, referred

from jeugdregio_core.casework import about
from jeugdregio_core.casework.actor import Role
from jeugdregio_core.store import subjects


def test_whatever_a_step_is_asked_about_leads_to_its_client(office: Office) -> None:
    desk, region = office.desk, office.region
    mine = (subjects.client(region, "K-001"),)
    referral = referred(office)
    request = asked(office, referral, "zuid").ids["request"]
    place = of(allocated(office, referral))
    assert about.client(region, "K-001") == mine
    here = about.About(desk, ACCESS, region)
    assert here.referral(referral) == mine
    assert here.request(request) == mine
    assert here.allocation(**place) == mine
    numbers = subjects.numbers("0405")
    assert here.answer(request) == (*mine, numbers)


def test_what_is_not_there_or_not_of_the_region_is_about_nobody(office: Office) -> None:
    desk = office.desk
    request = asked(office, referred(office)).ids["request"]
    for region, text in (("zhz", request), (office.region, str(uuid4())), (office.region, "x")):
        assert about.About(desk, ACCESS, region).answer(text) == ()
    assert about.About(desk, ACCESS, office.region).allocation("0405", 1) == ()


def test_what_is_of_others_is_about_nobody(office: Office) -> None:
    referral = referred(office)
    request = asked(office, referral).ids["request"]
    others = about.About(office.desk, actor(Role.PROVIDER, "zuid"), office.region)
    assert others.referral(referral) == others.request(request) == ()
