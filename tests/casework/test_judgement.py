"""What the rules leave to a person waits for one, and what a person decides says who and why."""

from __future__ import annotations

from datetime import date

from sqlmodel import update
from tests.support import stored
from tests.support.office import PROVIDER, Office
from tests.support.scenes import allocated, answered, asked, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.model.casework import DecisionMoment
from jeugdregio_core.rules.outcome import DecisionVerdict
from jeugdregio_core.store import tables

BECAUSE = "Het gezin is bekend bij de toegang."


def test_a_request_that_a_person_must_judge_waits(office: Office) -> None:
    told = asked(office, referred(office, referrer="ZELF"))
    assert told.made["request"]["status"] == "WAITING_FOR_REVIEW"
    assert told.decision is not None
    assert told.decision["verdict"] == "REVIEW"
    assert told.problems == ()


def test_allocating_what_waits_needs_a_reason_and_keeps_it(office: Office) -> None:
    request = asked(office, referred(office, referrer="ZELF")).ids["request"]
    bare = answered(office, request)
    assert [(p.code, p.rule) for p in bare.problems] == [
        (ProblemCode.REVIEW_NEEDED, "westfriesland-21")
    ]
    assert bare.decision is not None
    assert bare.decision["verdict"] == "REVIEW"
    assert len(office.see(stored.decisions(request))) == 1

    office.clock.later(hours=3)
    assert answered(office, request, overruleBecause=BECAUSE).ids["allocation"]
    first, second = office.see(stored.decisions(request))
    assert first.overruled_by is first.overruled_at is first.overruled_reason is None
    assert (second.moment, second.verdict) == (DecisionMoment.ANSWER, DecisionVerdict.REVIEW)
    assert (second.overruled_by, second.overruled_reason) == ("medewerker-1", BECAUSE)
    assert second.overruled_at == office.clock.at


def test_a_refusal_by_rule_names_every_rule_behind_it(office: Office) -> None:
    told = asked(office, referred(office), profile="99", intensity="ZZ")
    assert told.made["request"]["status"] == "REFUSED"
    assert {(p.code, p.rule) for p in told.problems} == {
        (ProblemCode.REFUSED_BY_RULE, "westfriesland-04"),
        (ProblemCode.REFUSED_BY_RULE, "westfriesland-06"),
    }


def test_a_provider_does_not_judge_what_is_left_to_a_person(office: Office) -> None:
    request = asked(office, referred(office, referrer="ZELF")).ids["request"]
    told = answered(office, request, overruleBecause=BECAUSE, actor=PROVIDER)
    assert [p.code for p in told.problems] == [ProblemCode.NOT_YOUR_ROLE]
    assert len(office.see(stored.decisions(request))) == 1


def test_only_the_municipality_or_the_region_overrules_a_refusal(office: Office) -> None:
    request = asked(office, referred(office), profile="99").ids["request"]
    bare = answered(office, request)
    assert {p.code for p in bare.problems} == {ProblemCode.REFUSED_BY_RULE}
    forbidden = answered(office, request, overruleBecause=BECAUSE, actor=PROVIDER)
    assert [p.code for p in forbidden.problems] == [ProblemCode.NOT_YOUR_ROLE]
    told = answered(office, request, overruleBecause=BECAUSE)
    assert told.made["allocation"]["status"] == "ALLOCATED"
    newest = office.see(stored.decisions(request))[-1]
    assert newest.verdict is DecisionVerdict.REFUSED
    assert newest.overruled_reason == BECAUSE


def test_what_the_rules_refused_stays_refused_until_a_person_says_why(office: Office) -> None:
    request = asked(office, referred(office), profile="5").ids["request"]
    form = {"kind": "AANVRAAGFORMULIER", "author": "AANBIEDER"}
    office.do(steps.record_document, client="K-001", **form)
    bare = answered(office, request)
    assert [p.code for p in bare.problems] == [ProblemCode.REASON_NEEDED]
    assert bare.decision is not None
    assert bare.decision["verdict"] == "ALLOWED"
    assert answered(office, request, overruleBecause=BECAUSE).ids["allocation"]
    assert office.see(stored.decisions(request))[-1].overruled_reason == BECAUSE


def test_what_a_person_refused_is_not_allocated_after_all(office: Office) -> None:
    request = asked(office, referred(office)).ids["request"]
    assert answered(office, request, "REFUSE").problems[0].code is ProblemCode.REASON_NEEDED
    answered(office, request, "REFUSE", reason="BUDGET")
    told = answered(office, request, overruleBecause=BECAUSE)
    assert [p.code for p in told.problems] == [ProblemCode.NOT_ALLOWED_NOW]


def test_the_rules_are_asked_again_on_what_is_known_when_the_request_is_answered(
    office: Office,
) -> None:
    form = {"client": "K-001", "kind": "AANVRAAGFORMULIER"}
    referral = referred(office)
    document = office.do(steps.record_document, author="AANBIEDER", **form).ids["document"]
    request = asked(office, referral, profile="5").ids["request"]
    office.do(steps.record_document, author="GEZIN", document=document, **form)
    told = answered(office, request)
    assert [(p.code, p.rule) for p in told.problems] == [
        (ProblemCode.REFUSED_BY_RULE, "westfriesland-21")
    ]
    assert str(office.see(stored.row(tables.Request, request)).status) == "SUBMITTED"
    office.do(steps.record_document, author="AANBIEDER", document=document, **form)
    assert answered(office, request).ids["allocation"]


def test_one_provider_gets_no_second_allocation_in_segment_b(office: Office) -> None:
    referral = referred(office)
    allocated(office, referral)
    late = asked(office, referral, start="2026-09-01", end="2027-01-31")
    assert late.made["request"]["status"] == "REFUSED"
    assert [p.rule for p in late.problems] == ["westfriesland-10"]
    assert not asked(office, referral, start="2026-10-01", end="2027-01-31").problems


def test_a_reason_without_anything_to_overrule_is_not_kept(office: Office) -> None:
    request = asked(office, referred(office)).ids["request"]
    answered(office, request, overruleBecause=BECAUSE)
    assert office.see(stored.decisions(request))[-1].overruled_reason is None


def test_nothing_is_allocated_when_the_contract_ended_before_the_answer(office: Office) -> None:
    request = asked(office, referred(office)).ids["request"]
    office.store.write(
        (), lambda s: s.exec(update(tables.Contract).values(last=date(2026, 3, 31))) and None
    )
    told = answered(office, request, overruleBecause=BECAUSE)
    assert [p.code for p in told.problems] == [ProblemCode.NO_CONTRACT]


def test_a_request_before_any_catalogue_waits_for_a_person(office: Office) -> None:
    told = asked(office, referred(office), start="2018-06-01", end="2018-12-31")
    assert told.made["request"]["status"] == "WAITING_FOR_REVIEW"


def test_a_request_that_came_without_a_referral_is_answered_like_any_other(
    office: Office,
) -> None:
    request = asked(office, referred(office)).ids["request"]
    office.store.write(
        (), lambda s: s.exec(update(tables.Request).values(referral_id=None)) and None
    )
    bare = answered(office, request)
    assert {p.rule for p in bare.problems} == {"westfriesland-21", "westfriesland-22"}
    assert answered(office, request, overruleBecause=BECAUSE).ids["allocation"]


def test_allocations_of_another_provider_are_no_reason_to_refuse(office: Office) -> None:
    referral = referred(office)
    allocated(office, referral)
    assert allocated(office, referral, "zuid").made["allocation"]["number"] == 2
