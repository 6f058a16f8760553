"""Referrals, requests, allocations and files as the API shows them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.support.asking import Asker
from tests.support.counter import service
from tests.support.office import Office
from tests.support.scenes import SCENES, allocated, answered, asked, of, referred
from tests.support.stored import rows

from jeugdregio_core.casework import steps
from jeugdregio_core.store import tables
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


def test_a_referral_is_shown_with_all_that_came_of_it(office: Office, api: Asker) -> None:
    referral = referred(
        office, segment="B", profile="1", intensity="PE", provider="noord", advisedIntensity="PE"
    )
    allocated(office, referral)
    page = api.contract("referrals", region="westfriesland")["referrals"]
    assert page["totalCount"] == 1
    (edge,) = page["edges"]
    assert page["pageInfo"] == {"hasNextPage": False, "endCursor": edge["cursor"]}
    node = edge["node"]
    findings = node["decision"].pop("findings")
    assert node == {
        "id": referral,
        "status": "ALLOCATED",
        "receivedOn": "2026-03-01",
        "referrer": "HUISARTS",
        "client": {"reference": "K-001", "municipality": {"code": "0405", "name": "Hoorn"}},
        "segment": {"code": "B", "name": "Specialistische jeugdhulp"},
        "arrangement": {
            "code": "501PE",
            "profile": {"code": "1", "name": "Profiel 1"},
            "intensity": {"code": "PE", "name": "perspectief"},
            "product": {"category": "50", "code": "501PE"},
            "tariff": {"amountCents": None, "per": "MAAND", "reason": "UNKNOWN"},
        },
        "provider": {
            "name": "Noord",
            "agbCode": None,
            "contracts": [
                {"segment": {"code": "B"}, "period": {"first": "2018-01-01", "last": None}}
            ],
        },
        "allocations": [
            {
                "number": 1,
                "start": "2026-04-01",
                "end": "2026-09-30",
                "status": "ALLOCATED",
                "arrangement": {"code": "501PE"},
                "provider": {"name": "Noord"},
            }
        ],
        "decision": {"verdict": "ALLOWED"},
    }
    assert {finding["rule"]["code"][:4] for finding in findings} == {"core", "west"}


def test_what_was_not_chosen_or_is_not_known_is_null(office: Office, api: Asker) -> None:
    referred(office, segment="X", profile="99")
    (edge,) = api.contract("referrals", region="westfriesland")["referrals"]["edges"]
    shown = {name: edge["node"][name] for name in ("segment", "arrangement", "provider")}
    assert shown == {"segment": None, "arrangement": None, "provider": None}
    assert (edge["node"]["allocations"], edge["node"]["decision"]) == ([], None)
    codes = "codes { segment profile intensity }"
    query = f"{{ referrals({WHERE}) {{ edges {{ node {{ {codes} }} }} }} }}"
    (edge,) = api.ask(query)["referrals"]["edges"]
    assert edge["node"]["codes"] == {"segment": "X", "profile": "99", "intensity": None}


def test_a_decision_is_shown_as_it_was_stored(office: Office, api: Asker) -> None:
    """A rule that has gone, or that says something else now, is shown as it was then."""
    request = asked(office, referred(office)).ids["request"]

    def work(session: Any) -> None:
        old = {"code": "westfriesland-99", "title": "Oud.", "topic": "ACCESS", "source": "Oud stuk"}
        (first,) = rows(tables.Decision)(session)
        stored = first.model_dump() | {
            "id": uuid4(),
            "decided_at": office.clock.at.replace(hour=23),
            "findings": [
                {"rule": old, "verdict": "NOTICE", "message": "Zo was het.", "missing": None}
            ],
            "regie": [
                {"role": "REGIE", "holder": None, "explanation": "Toen.", "rule": old["code"]}
            ],
        }
        session.add(tables.Decision(**stored))

    office.store.write((), work)
    query = """query ($id: ID!) { request(region: "westfriesland", id: $id) { decision {
      findings { verdict message error rule { code title topic source } }
      regie { holder explanation rule { code title } } requiredDocuments { kind }
      rulebook { distribution } overruled { by } given moment } decisions { verdict } } }"""
    found = api.ask(query, id=request)["request"]
    assert len(found["decisions"]) == 2
    decision = found["decision"]
    (finding,) = decision["findings"]
    assert finding == {
        "verdict": "NOTICE",
        "message": "Zo was het.",
        "error": None,
        "rule": {
            "code": "westfriesland-99",
            "title": "Oud.",
            "topic": "ACCESS",
            "source": "Oud stuk",
        },
    }
    assert decision["regie"][0]["rule"] == {"code": "westfriesland-99", "title": None}
    assert decision["given"]["client"]["municipality"] == "0405"
    assert (decision["overruled"], decision["moment"]) == (None, "REQUEST")


def test_a_person_who_judged_is_named_with_the_reason(office: Office, api: Asker) -> None:
    request = asked(office, referred(office), intensity="XX").ids["request"]
    answered(office, request, overruleBecause="De regio koopt dit apart in.")
    query = f"""{{ referrals({WHERE}) {{ edges {{ node {{
      decision {{ overruled {{ by at reason }} }}
      requests {{ status steps {{ status actor }} }} }} }} }} }}"""
    (edge,) = api.ask(query)["referrals"]["edges"]
    overruled = edge["node"]["decision"]["overruled"]
    assert overruled["by"] == "medewerker-1"
    assert overruled["reason"] == "De regio koopt dit apart in."
    (request_shown,) = edge["node"]["requests"]
    assert [step["status"] for step in request_shown["steps"]] == ["REFUSED", "ALLOCATED"]


def test_an_unknown_region_is_not_found(api: Asker) -> None:
    for field in (
        'referrals(region: "weg") { totalCount }',
        'providers(region: "weg") { totalCount }',
        f'referral(region: "weg", id: "{ABSENT}") {{ id }}',
    ):
        code, told = api.error(f"{{ {field} }}")
        assert code == "NOT_FOUND"
        assert told.startswith("Regio 'weg' is niet bekend.")


def test_absent_foreign_and_unreadable_are_told_in_the_same_words(
    office: Office, api: Asker
) -> None:
    referral = referred(office)
    told = allocated(office, referral)
    request, place = told.ids["request"], of(told)
    foreign = [
        (f'referral(region: "friesland", id: "{referral}") {{ id }}', "Deze verwijzing"),
        (f'request(region: "friesland", id: "{request}") {{ id }}', "Dit verzoek"),
        (
            'allocation(region: "friesland", municipality: "0405", number: 1) { number }',
            "Deze toewijzing",
        ),
        (
            'clientFile(region: "friesland", reference: "K-001") { client { reference } }',
            "Deze jeug",
        ),
    ]
    absent = [
        (f'referral({WHERE}, id: "{ABSENT}") {{ id }}', "Deze verwijzing"),
        (f'referral({WHERE}, id: "x") {{ id }}', "Deze verwijzing"),
        (f'request({WHERE}, id: "{ABSENT}") {{ id }}', "Dit verzoek"),
        (f'allocation({WHERE}, municipality: "0405", number: 2) {{ number }}', "Deze toewijzing"),
        (f'allocation({WHERE}, municipality: "9999", number: 1) {{ number }}', "Deze toewijzing"),
        (f'clientFile({WHERE}, reference: "K-2") {{ client {{ reference }} }}', "Deze jeugdige"),
    ]
    for field, what in [*foreign, *absent]:
        code, message = api.error(f"{{ {field} }}")
        assert code == "NOT_FOUND"
        assert message.startswith(what)
        assert message.endswith("is niet bekend in deze regio.")
    found = api.ask(
        f"""{{ referral({WHERE}, id: "{referral}") {{ id }}
        request({WHERE}, id: "{request}") {{ id reference }}
        allocation({WHERE}, municipality: "{place["municipality"]}", number: 1) {{ number }} }}"""
    )
    assert found == {
        "referral": {"id": referral},
        "request": {"id": request, "reference": request},
        "allocation": {"number": 1},
    }


def test_the_file_of_a_young_person_holds_everything(office: Office, api: Asker) -> None:
    told = allocated(office, referred(office))
    office.do(steps.record_document, client="K-001", kind="BEHANDELPLAN", signedBy=["GEZIN"])
    office.clock.set(2026, 4, 2)
    office.do(steps.record_delivery, kind="START", on="2026-04-02", **of(told))
    office.do(
        steps.record_outcome, measure="UITVAL", value=1.5, measuredOn="2026-04-02", **of(told)
    )
    query = f"""query ($asOf: DateTime) {{ clientFile({WHERE}, reference: "K-001", asOf: $asOf) {{
      client {{ birthDate municipality {{ name }} documents {{ kind version signedBy date }} }}
      referrals {{ status requests {{ kind steps {{ status }} }} }}
      allocations {{ status volume {{ amount unit }} versions {{ version status reason }}
        deliveries {{ kind on }} outcomes {{ measure value }} decision {{ verdict }} }} }} }}"""
    now = api.ask(query)["clientFile"]
    assert now["client"]["documents"] == [
        {"kind": "BEHANDELPLAN", "version": 1, "signedBy": ["GEZIN"], "date": None}
    ]
    (allocation,) = now["allocations"]
    assert [v["status"] for v in allocation["versions"]] == ["ALLOCATED", "STARTED"]
    assert allocation["deliveries"] == [{"kind": "START", "on": "2026-04-02"}]
    assert allocation["outcomes"] == [{"measure": "UITVAL", "value": 1.5}]
    assert allocation["decision"] == {"verdict": "ALLOWED"}
    then = api.ask(query, asOf="2026-03-31T12:00+02:00")["clientFile"]
    assert [a["status"] for a in then["allocations"]] == ["ALLOCATED"]
    assert then["allocations"][0]["deliveries"] == []
    before = api.ask(query, asOf="2026-01-01T12:00+01:00")["clientFile"]
    assert (before["referrals"], before["allocations"]) == ([], [])
    assert before["client"]["documents"] == []
