"""Every step from every status: what the table allows is done, everything else is a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from tests.support import stored
from tests.support.office import Office
from tests.support.scenes import allocated, answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.inputs import Answer
from jeugdregio_core.casework.problems import Declined, ProblemCode
from jeugdregio_core.casework.transitions import (
    ALLOCATION,
    DELIVERY,
    REFERRAL,
    REQUEST,
    deliver,
    follow,
)
from jeugdregio_core.model.casework import (
    OPEN_REQUEST,
    AllocationStatus,
    DeliveryKind,
    ReferralStatus,
    RequestStatus,
)
from jeugdregio_core.model.codes import Coded
from jeugdregio_core.store import tables

TABLES: list[tuple[Mapping[Any, frozenset[Any]], type[Coded]]] = [
    (REFERRAL, ReferralStatus),
    (REQUEST, RequestStatus),
    (ALLOCATION, AllocationStatus),
]
BECOMES = {
    "ALLOCATE": "ALLOCATED",
    "REFUSE": "REFUSED",
    "INVESTIGATE": "UNDER_INVESTIGATION",
    "WITHDRAW": "WITHDRAWN",
}


@pytest.mark.parametrize(
    ("table", "statuses"), TABLES, ids=lambda held: getattr(held, "__name__", "")
)
def test_a_status_follows_only_where_the_table_says_so(
    table: Mapping[Any, frozenset[Any]], statuses: type[Coded]
) -> None:
    assert set(table) == set(statuses)
    for status in statuses:
        for wanted in statuses:
            if wanted in table[status]:
                assert follow(table, status, wanted, "Het") is wanted
            else:
                with pytest.raises(Declined) as declined:
                    follow(table, status, wanted, "Het")
                problem = declined.value.problems[0]
                assert problem.code is ProblemCode.NOT_ALLOWED_NOW
                assert status.label in problem.message


def test_a_report_of_delivery_leads_to_a_status_that_may_follow() -> None:
    for status, reports in DELIVERY.items():
        for kind, becomes in reports.items():
            assert becomes in ALLOCATION[status]
            assert deliver(status, kind) is becomes
    reached = {status for reports in DELIVERY.values() for status in reports.values()}
    assert reached == set(AllocationStatus) - {
        AllocationStatus.ALLOCATED,
        AllocationStatus.WITHDRAWN,
    }


def test_every_open_status_of_a_request_can_still_be_answered() -> None:
    assert {status for status in REQUEST if RequestStatus.WITHDRAWN in REQUEST[status]} == set(
        OPEN_REQUEST
    )


def _waiting(office: Office, client: str) -> str:
    return asked(office, referred(office, client)).ids["request"]


def _for_review(office: Office, client: str) -> str:
    return asked(office, referred(office, client, referrer="ZELF")).ids["request"]


def _investigated(office: Office, client: str) -> str:
    request = _waiting(office, client)
    answered(office, request, "INVESTIGATE")
    return request


def _done(answer: str) -> Callable[[Office, str], str]:
    def bring(office: Office, client: str) -> str:
        request = _waiting(office, client)
        answered(office, request, answer, reason="CARE_CONTENT")
        return request

    return bring


def _refused_by_rule(office: Office, client: str) -> str:
    return asked(office, referred(office, client), profile="99").ids["request"]


BROUGHT: dict[str, tuple[Callable[[Office, str], str], RequestStatus, set[str]]] = {
    "ingediend": (_waiting, RequestStatus.SUBMITTED, set(BECOMES)),
    "wacht op beoordeling": (_for_review, RequestStatus.WAITING_FOR_REVIEW, set(BECOMES)),
    "in onderzoek": (
        _investigated,
        RequestStatus.UNDER_INVESTIGATION,
        set(BECOMES) - {"INVESTIGATE"},
    ),
    "toegewezen": (_done("ALLOCATE"), RequestStatus.ALLOCATED, set()),
    "afgewezen door een mens": (_done("REFUSE"), RequestStatus.REFUSED, set()),
    "afgewezen door de regels": (_refused_by_rule, RequestStatus.REFUSED, {"ALLOCATE"}),
    "ingetrokken": (_done("WITHDRAW"), RequestStatus.WITHDRAWN, set()),
}


@pytest.mark.parametrize("brought", BROUGHT)
def test_a_request_takes_only_the_answers_that_fit_its_status(office: Office, brought: str) -> None:
    bring, status, allowed = BROUGHT[brought]
    for answer in Answer:
        request = bring(office, f"K-{answer}")
        assert office.see(stored.row(tables.Request, request)).status is status
        told = answered(
            office, request, answer.value, reason="CARE_CONTENT", overruleBecause="Het moet."
        )
        after = office.see(stored.row(tables.Request, request)).status
        if answer.value in allowed:
            assert not told.problems
            assert str(after) == told.made["request"]["status"] == BECOMES[answer.value]
        else:
            assert [p.code for p in told.problems] == [ProblemCode.NOT_ALLOWED_NOW]
            assert after is status
            assert not told.made


DELIVERED: dict[AllocationStatus, list[DeliveryKind]] = {
    AllocationStatus.ALLOCATED: [],
    AllocationStatus.STARTED: [DeliveryKind.START],
    AllocationStatus.STOPPED_TEMPORARILY: [DeliveryKind.START, DeliveryKind.STOP_TEMPORARILY],
    AllocationStatus.ENDED: [DeliveryKind.START, DeliveryKind.STOP],
}
REASON = {DeliveryKind.STOP: {"reason": "31"}}


@pytest.mark.parametrize("status", AllocationStatus, ids=str)
def test_an_allocation_takes_only_the_reports_that_fit_its_status(
    office: Office, status: AllocationStatus
) -> None:
    for kind in DeliveryKind:
        referral = referred(office, f"K-{kind}")
        place = of(allocated(office, referral))
        office.clock.set(2026, 4, 6)
        for earlier in DELIVERED.get(status, []):
            _report(office, place, earlier)
        if status is AllocationStatus.WITHDRAWN:
            assert not office.do(steps.withdraw_referral, referral=referral).problems
        told = _report(office, place, kind)
        if kind in DELIVERY[status]:
            assert told.made["allocation"]["status"] == str(DELIVERY[status][kind])
        else:
            assert [p.code for p in told.problems] == [ProblemCode.NOT_ALLOWED_NOW]
            assert status.label in told.problems[0].message
        office.clock.set(2026, 3, 2)


def _report(office: Office, place: Mapping[str, Any], kind: DeliveryKind) -> Any:
    reason = REASON.get(kind, {})
    return office.do(steps.record_delivery, kind=kind.value, on="2026-04-06", **place, **reason)
