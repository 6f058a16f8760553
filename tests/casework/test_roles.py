"""Each role takes its own steps, for itself; who buys help is told the whole story."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlmodel import col, update
from tests.support import stored
from tests.support.office import ACCESS, BUYER, Office, actor
from tests.support.reading import Reader
from tests.support.scenes import SCENES, allocated, answered, asked, of, referred

from jeugdregio_core.casework import about, discretion, provider_steps, steps
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.inputs_providers import ReportAvailabilityInput
from jeugdregio_core.casework.problems import ProblemCode, StepProblem
from jeugdregio_core.casework.reading.questions import BadQuestion
from jeugdregio_core.casework.rights import MAY, Forbidden
from jeugdregio_core.model.casework import ReferralStatus
from jeugdregio_core.store import tables

HOORN = actor(Role.MUNICIPALITY, "0405")
MEDEMBLIK = actor(Role.MUNICIPALITY, "0420")
NOORD = actor(Role.PROVIDER, "noord")
ZUID = actor(Role.PROVIDER, "zuid")
HUISARTS = actor(Role.REFERRER, "huisarts-1")
ANYBODY = actor(Role.PUBLIC)

CHILD = {"reference": "K-001", "birthDate": "2014-05-01", "municipality": "0405"}


def _codes(told: Told) -> list[tuple[ProblemCode, str | None]]:
    return [(problem.code, problem.path) for problem in told.problems]


def _refer(office: Office, who: Actor, client: dict[str, Any] = CHILD, **given: Any) -> Told:
    usual = {"referrer": "HUISARTS", "receivedOn": "2026-03-01", "client": client}
    return office.do(steps.create_referral, who, **usual | given)


def test_a_step_of_another_role_is_forbidden_and_leaves_nothing(office: Office) -> None:
    referral = referred(office)
    before = office.see(stored.counts)
    for who, refused in ((NOORD, "verwijzer"), (ANYBODY, "regionale organisatie")):
        with pytest.raises(Forbidden, match=refused):
            office.do(steps.withdraw_referral, who, referral=referral)
    elsewhere = actor(Role.MUNICIPALITY, "0405", "zhz")
    with pytest.raises(Forbidden, match="niet in regio westfriesland"):
        office.do(steps.withdraw_referral, elsewhere, referral=referral)
    assert office.see(stored.counts) == before


def test_nobody_without_a_role_takes_any_step() -> None:
    assert not [step for step, roles in MAY.items() if Role.PUBLIC in roles]


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.REFERRER, Role.PUBLIC], ids=str)
def test_who_works_for_nobody_sees_nothing(office: Office, role: Role) -> None:
    """Not even what has no provider or referrer of its own."""
    request = asked(office, referred(office)).ids["request"]
    for who in (actor(role), actor(role, "weg")):
        reader = Reader(office, who)
        assert reader.referrals("total_count").total == reader.requests("total_count").total == 0
        assert reader.file("K-001", "client") is None
        assert about.About(office.desk, who, office.region).request(request) == ()


def test_a_role_holds_in_the_regions_of_the_account_only(office: Office) -> None:
    referred(office)
    for role, organisation in ((Role.REGION, None), (Role.MUNICIPALITY, "0405")):
        elsewhere = actor(role, organisation, "zhz")
        assert Reader(office, elsewhere).referrals("total_count").total == 0


def test_a_municipality_works_for_its_own_residents(office: Office) -> None:
    assert _codes(_refer(office, MEDEMBLIK)) == [(ProblemCode.NOT_YOUR_ROLE, "client.municipality")]
    referral = _refer(office, HOORN).ids["referral"]
    told = office.do(steps.withdraw_referral, MEDEMBLIK, referral=referral)
    assert _codes(told) == [(ProblemCode.UNKNOWN, "referral")]
    assert office.do(steps.withdraw_referral, HOORN, referral=referral).made


def test_who_moved_is_history_for_the_former_municipality(office: Office) -> None:
    referral = referred(office, client={"familyReference": "G-1"})
    request = asked(office, referral).ids["request"]
    referred(office, client={"municipality": "0420", "protectionMeasure": True})

    former, present = Reader(office, HOORN), Reader(office, MEDEMBLIK)
    assert [str(one.id) for one in former.referrals().items] == [referral]
    assert [str(one.id) for one in former.requests().items] == [request]
    file = former.file("K-001", "client referrals allocations")
    assert file is not None
    assert (file.client.municipality, len(file.referrals)) == ("0420", 1)
    assert (file.client.protection_measure, file.client.family_reference) == (None, None)
    now = present.file("K-001", "client referrals")
    assert now is not None
    assert (now.client.protection_measure, now.client.family_reference) == (True, "G-1")
    assert len(now.referrals) == 1
    assert present.requests().items == ()

    told = answered(office, request, actor=HOORN)
    assert _codes(told) == [(ProblemCode.NOT_YOUR_ROLE, None)]
    refused = answered(office, request, "REFUSE", actor=HOORN, reason="OTHER_MUNICIPALITY")
    assert refused.made["request"]["status"] == "REFUSED"


def test_a_former_municipality_asks_nothing_more(office: Office) -> None:
    referral = referred(office)
    referred(office, client={"municipality": "0420"})
    request = {"provider": "noord", "start": "2026-04-01"} | SCENES[office.region].request
    told = office.do(steps.request_allocation, HOORN, referral=referral, request=request)
    assert _codes(told) == [(ProblemCode.NOT_YOUR_ROLE, None)]
    plan = {"client": "K-001", "kind": "BEHANDELPLAN"}
    assert _codes(office.do(steps.record_document, HOORN, **plan)) == [
        (ProblemCode.NOT_YOUR_ROLE, None)
    ]


def test_an_open_request_elsewhere_is_not_named(office: Office) -> None:
    request = asked(office, referred(office)).ids["request"]
    again = referred(office, client={"municipality": "0420"})
    wish = {"provider": "noord", "start": "2026-04-01"} | SCENES[office.region].request
    given = {"referral": again, "request": wish}
    theirs = office.do(steps.request_allocation, MEDEMBLIK, **given)
    own = office.do(steps.request_allocation, NOORD, **given | {"referral": again})
    assert _codes(theirs) == [(ProblemCode.ALREADY_OPEN, "request.provider")]
    assert request not in theirs.problems[0].message
    assert _codes(own) == [(ProblemCode.UNKNOWN, "referral")]


def test_a_provider_asks_and_reports_for_itself(office: Office) -> None:
    referral = referred(office, provider="noord")
    wish = {"start": "2026-03-01", "end": "2026-09-30"} | SCENES[office.region].request
    ask = {"referral": referral, "request": wish | {"provider": "noord"}}
    assert _codes(office.do(steps.request_allocation, ZUID, **ask)) == [
        (ProblemCode.UNKNOWN, "referral")
    ]
    for_another = ask | {"request": wish | {"provider": "zuid"}}
    assert _codes(office.do(steps.request_allocation, NOORD, **for_another)) == [
        (ProblemCode.NOT_YOUR_ROLE, "request.provider")
    ]
    request = office.do(steps.request_allocation, NOORD, **ask).ids["request"]
    place = of(answered(office, request))
    start = {"kind": "START", "on": "2026-03-02"} | place
    assert office.do(steps.record_delivery, ZUID, **start).problems[0].code is ProblemCode.UNKNOWN
    assert office.do(steps.record_delivery, NOORD, **start).ids["delivery"]


def test_a_provider_answers_a_request_only_by_withdrawing_it(office: Office) -> None:
    request = asked(office, referred(office)).ids["request"]
    for answer in ("ALLOCATE", "REFUSE", "INVESTIGATE"):
        told = answered(office, request, answer, actor=NOORD, reason="BUDGET")
        assert _codes(told) == [(ProblemCode.NOT_YOUR_ROLE, "answer")]
        assert "intrekken" in told.problems[0].message
    assert answered(office, request, "WITHDRAW", actor=ZUID).problems[0].path == "request"
    assert answered(office, request, "WITHDRAW", actor=NOORD).made


def test_a_provider_records_its_own_documents_and_no_consent(office: Office) -> None:
    request = asked(office, referred(office)).ids["request"]
    consent = {"client": "K-001", "request": request, "kind": "TOESTEMMING_NORMAFWIJKING"}
    signed = consent | {"author": "GEMEENTELIJKE_TOEGANG"}
    assert _codes(office.do(steps.record_document, NOORD, **signed)) == [
        (ProblemCode.NOT_YOUR_ROLE, "author")
    ]
    given = office.do(steps.record_document, HOORN, **signed).ids["document"]
    assert _codes(office.do(steps.record_document, NOORD, **consent, document=given)) == [
        (ProblemCode.NOT_YOUR_ROLE, "document")
    ]
    plan = {"client": "K-001", "kind": "BEHANDELPLAN", "author": "AANBIEDER"}
    own = office.do(steps.record_document, NOORD, **plan).ids["document"]
    assert office.do(steps.record_document, NOORD, **plan, document=own).made
    office.do(steps.record_document, HOORN, client="K-001", kind="PERSPECTIEFPLAN")
    file = Reader(office, NOORD).file("K-001", "client.documents")
    assert file is not None
    assert {str(one.id) for one in file.client.documents} == {given, own}


def test_a_referrer_records_and_withdraws_its_own_referrals(office: Office) -> None:
    mine = _refer(office, HUISARTS).ids["referral"]
    others = _refer(office, ACCESS, referredBy="huisarts-2").ids["referral"]
    assert _codes(_refer(office, HUISARTS, referredBy="huisarts-2")) == [
        (ProblemCode.NOT_YOUR_ROLE, "referredBy")
    ]
    asked(office, others)
    (seen,) = Reader(office, HUISARTS).referrals("status client requests allocations").items
    assert (str(seen.id), seen.requests) == (mine, ())
    told = office.do(steps.withdraw_referral, HUISARTS, referral=others)
    assert _codes(told) == [(ProblemCode.UNKNOWN, "referral")]
    assert office.do(steps.withdraw_referral, HUISARTS, referral=mine).made


def test_a_referrer_is_not_told_what_help_there_was(office: Office) -> None:
    mine = _refer(office, HUISARTS).ids["referral"]
    place = of(allocated(office, mine, start="2026-03-01"))
    office.do(steps.record_delivery, kind="START", on="2026-03-01", **place)
    (problem,) = office.do(steps.withdraw_referral, HUISARTS, referral=mine).problems
    assert problem.message == "Er is al hulp geweest. Meld eerst de stop."


def test_a_referrer_changes_nothing_of_a_known_client(office: Office) -> None:
    referred(office, client={"needLevel": "NOOD"})
    told = _refer(office, HUISARTS, CHILD | {"municipality": "0420", "needLevel": "VRAGEN"})
    assert told.made
    (client,) = office.see(stored.rows(tables.Client))
    assert (client.municipality, str(client.need_level)) == ("0405", "NOOD")
    wrong = _refer(office, HUISARTS, CHILD | {"birthDate": "2014-05-02"})
    assert _codes(wrong) == [(ProblemCode.INVALID, "client.birthDate")]


def test_a_child_that_moves_in_is_recognised_by_its_date_of_birth(office: Office) -> None:
    referred(office)
    moved = CHILD | {"municipality": "0420"}
    wrong = _refer(office, MEDEMBLIK, moved | {"birthDate": "2014-05-02"})
    assert _codes(wrong) == [(ProblemCode.INVALID, "client.birthDate")]
    (line,) = office.see(stored.rows(tables.AuditLine, actor=MEDEMBLIK.subject))
    assert (str(line.action), line.pseudonym) == ("READ", office.see(stored.pseudonym("K-001")))
    assert _refer(office, MEDEMBLIK, moved).made
    (client,) = office.see(stored.rows(tables.Client))
    assert client.municipality == "0420"


def test_a_provider_reads_the_rule_and_not_whose_help_it_was(aa_zawa: Office) -> None:
    allocated(aa_zawa, referred(aa_zawa), "zuid")
    referral = referred(aa_zawa, provider="noord")
    wish = {"provider": "noord", "start": "2026-05-01", "end": "2026-08-31"}
    request = wish | SCENES["aa_zawa"].request
    told = aa_zawa.do(steps.request_allocation, NOORD, referral=referral, request=request)
    assert told.decision is not None
    messages = {f["rule"]["code"]: f["message"] for f in told.decision["findings"]}
    assert "andere hulp" in messages["aa_zawa-24"]
    assert "zuid" not in str(told.as_json())

    (seen,) = Reader(aa_zawa, NOORD).requests("decisions.findings decisions.given").items
    (decision,) = seen.decisions
    assert messages["aa_zawa-24"] in {one["message"] for one in orjson.loads(decision.findings)}
    assert "zuid" not in str(decision)
    assert decision.given is None
    amsterdam = Reader(aa_zawa, actor(Role.MUNICIPALITY, "0363"))
    whole = amsterdam.requests("decisions.findings decisions.given", provider="noord").items[0]
    assert "(aanbieder zuid)" in str(whole.decisions[0].findings)
    assert whole.decisions[0].given


def test_a_provider_does_not_read_that_other_help_is_allowed_beside_its_own(
    office: Office,
) -> None:
    allocated(office, referred(office), "zuid")
    referral = referred(office, provider="noord")
    request = {"provider": "noord", "start": "2026-05-01"} | SCENES[office.region].request
    asked_twice = {"referral": referral, "request": request, "dryRun": True}
    theirs = office.do(steps.request_allocation, NOORD, **asked_twice)
    whole = office.do(steps.request_allocation, HOORN, **asked_twice)
    assert theirs.decision is not None
    assert whole.decision is not None
    hidden = {f["rule"]["code"] for f in whole.decision["findings"]} - {
        f["rule"]["code"] for f in theirs.decision["findings"]
    }
    assert "westfriesland-10" in hidden
    assert "zuid" not in str(theirs.as_json())


def test_what_was_stored_without_saying_whom_it_is_about_is_not_shown_either() -> None:
    """Decisions of before this was kept."""
    rule = {"code": "x-01", "title": "Stapelen mag niet."}
    kept: dict[str, Any] = {
        "rule": rule,
        "verdict": "REFUSED",
        "message": "Niet naast zuid.",
        "missing": None,
    }
    (shown,) = discretion.findings([kept])
    assert shown["message"].startswith("Stapelen mag niet. Hierbij telt andere hulp")
    problem = StepProblem(ProblemCode.REFUSED_BY_RULE, "Niet naast zuid.", None, "x-01")
    (told,) = discretion.problems([problem], {"findings": [kept]})
    assert told.message == shown["message"]


def test_a_provider_sees_of_a_referral_how_far_its_own_requests_have_come(office: Office) -> None:
    referral = referred(office, provider="noord")
    request = asked(office, referral, "zuid").ids["request"]
    for _ in range(2):
        (mine,) = Reader(office, NOORD).referrals("status requests allocations").items
        assert (str(mine.status), mine.requests, mine.allocations) == ("RECEIVED", (), ())
        answered(office, request)
    (theirs,) = Reader(office, ZUID).referrals("status requests").items
    assert (str(theirs.status), len(theirs.requests)) == ("ALLOCATED", 1)
    office.do(steps.create_referral, client=CHILD, referrer="HUISARTS", receivedOn="2026-03-01")
    assert len(Reader(office, NOORD).referrals().items) == 1


def test_the_decision_with_a_referral_is_about_the_providers_own_request(office: Office) -> None:
    referral = referred(office, provider="noord")
    own = asked(office, referral, "noord").ids["request"]
    office.clock.later(hours=1)
    asked(office, referral, "zuid")
    (mine,) = Reader(office, NOORD).referrals("decision").items
    assert mine.decision is not None
    assert mine.decision.id == office.see(stored.decisions(own))[0].id


def test_a_provider_is_not_told_that_the_family_chose_another(office: Office) -> None:
    referral = referred(office, provider="zuid")
    asked(office, referral, "noord")
    page = Reader(office, NOORD).referrals("provider")
    assert [(str(one.id), one.provider) for one in page.items] == [(referral, None)]
    for code in ("zuid", "weg"):
        assert Reader(office, NOORD).referrals("total_count", provider=code).total == 0
    assert Reader(office, ZUID).referrals("total_count", provider="zuid").total == 1
    assert Reader(office, HOORN).referrals("total_count", provider="zuid").total == 1


def test_a_provider_does_not_filter_on_a_status_that_it_does_not_see(office: Office) -> None:
    with pytest.raises(BadQuestion, match="Laat dit filter weg"):
        Reader(office, NOORD).referrals(status=ReferralStatus.ALLOCATED)


def test_a_lead_contractor_sees_who_works_for_it_while_that_contract_runs(office: Office) -> None:
    allocated(office, referred(office, "K-1"), "zuid")
    codes = {p.code: p.id for p in office.see(stored.rows(tables.Provider))}

    def contract(**changed: Any) -> None:
        of_zuid = col(tables.Contract.provider_id) == codes["zuid"]
        changing = update(tables.Contract).where(of_zuid).values(**changed)
        office.store.write((), lambda session: session.exec(changing) and None)

    def seen() -> int:
        return len(Reader(office, NOORD).allocations("client").items)

    today = office.clock().date()
    assert seen() == 0
    contract(lead_contractor_id=codes["noord"])
    assert seen() == 1
    office.clock.later(days=3)
    contract(first=today + timedelta(days=2))
    assert seen() == 0
    contract(first=today, last=today)
    assert seen() == 0


def test_a_provider_reports_its_own_waiting_time(office: Office) -> None:
    def report(who: Actor) -> Told:
        asked = ReportAvailabilityInput(
            region=office.region,
            idempotency_key=f"{who.subject}",
            provider="noord",
            segment="B",
            waiting_days=7,
            as_of=office.clock().date(),
        )
        return provider_steps.report_availability(office.desk, who, asked)

    assert _codes(report(ZUID)) == [(ProblemCode.NOT_YOUR_ROLE, "provider")]
    assert report(NOORD).made
    assert report(BUYER).made
