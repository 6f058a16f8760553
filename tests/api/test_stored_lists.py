"""Lists of what is stored are filtered, refused in words, and read in parts."""

from __future__ import annotations

import pytest
from tests.support.asking import Asker
from tests.support.counter import service
from tests.support.office import Office
from tests.support.scenes import SCENES, allocated, asked, referred

from jeugdregio_core.store.transaction import Store

WHERE = 'region: "westfriesland"'
ABSENT = "0b0e3a52-7b6c-4c5e-9f3a-0d2b6a1c4e5f"


@pytest.fixture
def office(store: Store) -> Office:
    """The office of Westfriesland."""
    office = Office(store, "westfriesland")
    SCENES["westfriesland"].open(office)
    return office


@pytest.fixture
def api(office: Office) -> Asker:
    """The service over its store."""
    return Asker(service(office.store, office.clock))


def test_a_filter_that_is_null_filters_nothing(office: Office, api: Asker) -> None:
    referred(office)
    for where in (
        "null",
        "{}",
        "{status: null}",
        "{status: {eq: null}, municipality: {eq: null}, provider: null, receivedOn: null}",
        "{receivedOn: {eq: null, gte: null, lte: null}}",
    ):
        found = api.ask(f"{{ referrals({WHERE}, where: {where}) {{ totalCount }} }}")
        assert found["referrals"]["totalCount"] == 1, where


def test_a_filter_on_days_takes_a_day_or_a_range(office: Office, api: Asker) -> None:
    for number, day in enumerate(("2026-02-01", "2026-02-02", "2026-02-03")):
        referred(office, f"K-{number}", receivedOn=day)

    def count(days: str) -> int:
        query = f"{{ referrals({WHERE}, where: {{receivedOn: {days}}}) {{ totalCount }} }}"
        return int(api.ask(query)["referrals"]["totalCount"])

    assert count('{eq: "2026-02-02"}') == 1
    assert count('{gte: "2026-02-02"}') == 2
    assert count('{lte: "2026-02-01"}') == 1
    assert count('{gte: "2026-02-01", lte: "2026-02-02"}') == 2
    assert count('{eq: "2026-02-02", gte: "2026-02-03"}') == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("first: 0", "Vraag 1 tot en met 100 regels per keer: 0 kan niet."),
        ("first: -5", "Vraag 1 tot en met 100"),
        ("first: 101", "Vraag 1 tot en met 100"),
        ('after: "x"', "Deze cursor hoort hier niet."),
        ('after: ""', "Deze cursor hoort hier niet."),
        (r'where: {municipality: {eq: "\u0000"}}', "onleesbare tekens"),
        ('where: {provider: {eq: ""}}', "Deze tekst is leeg."),
        ('where: {receivedOn: {eq: "2026-02-30"}}', "is geen datum"),
        ('asOf: "2026-03-01"', "is geen tijdstip met tijdzone"),
        (
            'asOf: "2026-03-01T09:00+01:00", where: {status: {eq: CLOSED}}',
            "kan niet samen met asOf",
        ),
    ],
)
def test_a_list_that_cannot_be_asked_like_that_is_refused_in_words(
    api: Asker, arguments: str, message: str
) -> None:
    code, told = api.error(f"{{ referrals({WHERE}, {arguments}) {{ totalCount }} }}")
    assert code == "BAD_USER_INPUT"
    assert message in told


def test_first_may_be_null(office: Office, api: Asker) -> None:
    referred(office)
    found = api.ask(f"{{ referrals({WHERE}, first: null, after: null) {{ totalCount }} }}")
    assert found["referrals"]["totalCount"] == 1


def test_requests_and_allocations_are_lists_of_their_own(office: Office, api: Asker) -> None:
    waiting = asked(office, referred(office, "K-1")).ids["request"]
    allocated(office, referred(office, "K-2"), "zuid")
    query = f"""{{
      requests({WHERE}, where: {{status: {{eq: SUBMITTED}}}}) {{ totalCount edges {{ node {{
        id codes {{ segment }} arrangement {{ code }} provider {{ code }} client {{ reference }}
        referralId facts }} }} }}
      allocations({WHERE}, where: {{status: {{eq: ALLOCATED}}, provider: {{eq: "zuid"}}}}) {{
        edges {{ node {{ number municipality {{ name }} client {{ reference }} }} }} }} }}"""
    found = api.ask(query)
    (edge,) = found["requests"]["edges"]
    assert (found["requests"]["totalCount"], edge["node"]["id"]) == (1, waiting)
    assert edge["node"]["arrangement"] == {"code": "501PE"}
    assert edge["node"]["facts"]["start"] == "2026-04-01"
    (edge,) = found["allocations"]["edges"]
    assert edge["node"] == {
        "number": 1,
        "municipality": {"name": "Hoorn"},
        "client": {"reference": "K-2"},
    }


def test_pages_fit_together_over_the_api(office: Office, api: Asker) -> None:
    made = {referred(office, f"K-{number}") for number in range(5)}
    query = f"""query ($after: String) {{ referrals({WHERE}, first: 2, after: $after) {{
      pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
      edges {{ cursor node {{ id }} }} }} }}"""
    seen: list[str] = []
    after = None
    while True:
        page = api.ask(query, after=after)["referrals"]
        info, cursors = page["pageInfo"], [edge["cursor"] for edge in page["edges"]]
        assert (info["startCursor"], info["endCursor"]) == (cursors[0], cursors[-1])
        assert info["hasPreviousPage"] is (after is not None)
        seen += [edge["node"]["id"] for edge in page["edges"]]
        if not info["hasNextPage"]:
            break
        after = info["endCursor"]
    assert len(seen) == 5
    assert {*seen} == made
