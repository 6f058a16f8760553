"""What a step answers: its object, what the rules said, and why it was not taken."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx
import pytest
from tests.support import stored
from tests.support.counter import Counter, Refused, mutation, posting, service
from tests.support.office import Clock
from tests.support.scenes import allocated, answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Desk
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.store import tables
from jeugdregio_core.store.errors import OutcomeUnknown, StoreUnavailable
from jeugdregio_core.store.transaction import Store

PLAN = {"client": "K-001", "kind": "PERSPECTIEFPLAN"}


def _post(counter: Counter, query: str, **variables: Any) -> Any:
    return counter.post({"query": query, "variables": variables}).json()


def _kept(counter: Counter) -> dict[str, int]:
    """What is stored, but for the log and the keys."""
    found: dict[str, int] = counter.see(stored.counts)
    return {kind: n for kind, n in found.items() if kind not in ("audit_line", "idempotency")}


def test_an_answer_shows_the_object_with_all_that_a_query_shows(counter: Counter) -> None:
    query = """mutation ($input: RequestAllocationInput!) { requestAllocation(input: $input) {
      problems { code }
      request { id status facts client { reference } provider { name } arrangement { code }
        steps { status actor } decisions { id verdict moment } decision { verdict } } } }"""
    request = {"segment": "B", "profile": "1", "intensity": "PE", "provider": "noord"}
    given = {
        "region": "westfriesland",
        "idempotencyKey": "a",
        "referral": referred(counter),
        "request": request | {"start": "2026-04-01", "end": "2026-09-30"},
    }
    shown = _post(counter, query, input=given)["data"]["requestAllocation"]
    assert shown["problems"] == []
    assert shown["request"]["client"] == {"reference": "K-001"}
    assert shown["request"]["provider"] == {"name": "Noord"}
    assert shown["request"]["facts"] == given["request"]
    assert shown["request"]["steps"] == [{"status": "SUBMITTED", "actor": "demo"}]
    assert [d["moment"] for d in shown["request"]["decisions"]] == ["REQUEST"]
    assert shown["request"]["decision"] == {"verdict": "ALLOWED"}


def test_a_dry_run_decides_shows_no_object_and_stores_nothing(counter: Counter) -> None:
    referral = referred(counter)
    before = counter.see(stored.things)
    told = asked(counter, referral, dryRun=True)
    assert told.made == {}
    assert told.problems == ()
    assert told.decision is not None
    assert told.decision["verdict"] == "ALLOWED"
    assert counter.see(stored.things) == before


def test_a_dry_run_of_what_the_rules_refuse_says_which_rules(counter: Counter) -> None:
    told = asked(counter, referred(counter), dryRun=True, intensity="XX")
    assert {problem.rule for problem in told.problems} == {"westfriesland-06"}
    assert told.decision is not None
    assert told.decision["verdict"] == "REFUSED"


def test_a_request_that_the_rules_refuse_is_shown_with_the_rules_that_refuse_it(
    counter: Counter,
) -> None:
    told = asked(counter, referred(counter), intensity="XX")
    assert told.made["request"]["status"] == "REFUSED"
    (problem,) = told.problems
    assert (problem.code, problem.rule) == (ProblemCode.REFUSED_BY_RULE, "westfriesland-06")
    query = """query ($id: ID!) { request(region: "westfriesland", id: $id) {
      status decision { verdict findings { verdict rule { code } } } } }"""
    kept = _post(counter, query, id=told.ids["request"])["data"]["request"]
    assert kept["status"] == kept["decision"]["verdict"] == "REFUSED"


def test_a_problem_of_a_rule_says_what_the_rule_says(counter: Counter) -> None:
    body = mutation("answer_request", {"region": "westfriesland", "idempotencyKey": "a"})
    request = asked(counter, referred(counter), intensity="XX").ids["request"]
    given = body["variables"]["input"] | {"request": request, "answer": "ALLOCATE"}
    query = """mutation ($input: AnswerRequestInput!) { answerRequest(input: $input) {
      request { id } allocation { id } problems { rule { code title topic source } } } }"""
    shown = _post(counter, query, input=given)["data"]["answerRequest"]
    assert (shown["request"], shown["allocation"]) == (None, None)
    (rule,) = (problem["rule"] for problem in shown["problems"])
    assert rule["code"] == "westfriesland-06"
    assert rule["title"] == "De intensiteit is PE, IN, DL of DZ."
    assert rule["source"]


def test_a_declined_step_has_no_object_and_leaves_nothing(counter: Counter) -> None:
    referral = referred(counter)
    asked(counter, referral)
    before = _kept(counter)
    told = asked(counter, referral)
    assert told.made == {}
    assert [problem.code for problem in told.problems] == [ProblemCode.ALREADY_OPEN]
    assert _kept(counter) == before


def test_a_person_of_the_municipality_goes_against_the_rules_with_a_reason(
    counter: Counter,
) -> None:
    request = asked(counter, referred(counter), intensity="XX").ids["request"]
    told = answered(counter, request, overruleBecause="De regio koopt dit apart in.")
    assert told.made["allocation"]["status"] == "ALLOCATED"
    assert [d.overruled_by for d in counter.see(stored.decisions(request))] == [None, "demo"]


def test_the_same_key_with_the_same_input_has_its_effect_once(counter: Counter) -> None:
    referral = referred(counter)
    first = asked(counter, referral, idempotencyKey="een")
    before = _kept(counter)
    assert asked(counter, referral, idempotencyKey="een") == first
    assert _kept(counter) == before


def test_a_key_gets_its_first_answer_however_far_things_have_come_since(counter: Counter) -> None:
    key = {"idempotencyKey": "verwijzing"}
    referral = referred(counter, **key)
    asking = asked(counter, referral, idempotencyKey="verzoek")
    place = of(answered(counter, asking.ids["request"], idempotencyKey="antwoord"))
    granted = answered(counter, asking.ids["request"], idempotencyKey="antwoord")
    counter.clock.set(2026, 4, 2)
    counter.do(steps.record_delivery, **place, kind="START", on="2026-04-01")
    counter.do(steps.record_delivery, **place, kind="STOP", on="2026-04-02", reason="31")
    assert referred(counter, **key) == referral
    assert asked(counter, referral, idempotencyKey="verzoek") == asking
    assert asking.made["request"]["status"] == "SUBMITTED"
    again = answered(counter, asking.ids["request"], idempotencyKey="antwoord")
    assert again == granted
    assert again.made["allocation"] | {"id": "", "number": 0} == {
        "id": "",
        "number": 0,
        "municipality": "0405",
        "version": 1,
        "start": "2026-04-01",
        "end": "2026-09-30",
        "status": "ALLOCATED",
    }


def test_a_referral_that_was_withdrawn_since_is_shown_as_it_was_recorded(counter: Counter) -> None:
    given = {
        "client": {"reference": "K-9", "birthDate": "2014-05-01", "municipality": "0405"},
        "referrer": "HUISARTS",
        "receivedOn": "2026-03-01",
        "idempotencyKey": "een",
    }
    first = counter.do(steps.create_referral, **given)
    withdrawn = counter.do(steps.withdraw_referral, referral=first.ids["referral"])
    assert withdrawn.made["referral"]["status"] == "WITHDRAWN"
    assert counter.do(steps.create_referral, **given) == first
    assert first.made["referral"]["status"] == "RECEIVED"


def test_the_same_key_with_other_input_is_a_conflict(counter: Counter) -> None:
    referral = referred(counter)
    asked(counter, referral, idempotencyKey="een")
    before = counter.see(stored.counts)
    with pytest.raises(Refused) as refused:
        asked(counter, referral, "zuid", idempotencyKey="een")
    assert (refused.value.status, refused.value.code) == (200, "CONFLICT")
    assert refused.value.message.startswith("Deze sleutel is al gebruikt voor een andere vraag.")
    assert counter.see(stored.counts) == before


def test_steps_in_one_document_are_taken_in_their_order_each_on_its_own(counter: Counter) -> None:
    referred(counter)
    query = """mutation ($a: RecordDocumentInput!, $b: RecordDocumentInput!) {
      first: recordDocument(input: $a) { document { version } problems { code } }
      wrong: recordDocument(input: $b) { document { version } problems { code path } }
      clash: recordDocument(input: $b) { document { version } problems { code } }
      last: recordDocument(input: $a) { document { version } problems { code } } }"""
    given = {"region": "westfriesland"} | PLAN
    answer = _post(
        counter,
        query,
        a=given | {"idempotencyKey": "a"},
        b=given | {"idempotencyKey": "b", "client": "K-404"},
    )
    kept = {"document": {"version": 1}, "problems": []}
    assert answer["data"]["first"] == answer["data"]["last"] == kept
    assert answer["data"]["wrong"]["problems"] == [{"code": "UNKNOWN", "path": "client"}]
    assert len(counter.see(stored.rows(tables.Document))) == 1


def test_a_step_that_cannot_be_taken_now_does_not_undo_the_one_before_it(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    referred(counter)
    carry_out = Desk.carry_out
    calls = iter([carry_out, _raising(OutcomeUnknown()), carry_out])
    monkeypatch.setattr(Desk, "carry_out", lambda *given: next(calls)(*given))
    query = """mutation ($a: RecordDocumentInput!, $b: RecordDocumentInput!,
        $c: RecordDocumentInput!) {
      a: recordDocument(input: $a) { document { version } }
      b: recordDocument(input: $b) { document { version } }
      c: recordDocument(input: $c) { document { version } } }"""
    given = {"region": "westfriesland"} | PLAN
    answer = _post(counter, query, **{key: given | {"idempotencyKey": key} for key in "abc"})
    kept = {"document": {"version": 1}}
    assert answer["data"] == {"a": kept, "b": None, "c": kept}
    (error,) = answer["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["b"], "SERVICE_UNAVAILABLE")
    assert "Stuur dezelfde vraag met dezelfde sleutel nog een keer." in error["message"]
    assert len(counter.see(stored.rows(tables.Document))) == 2


def _raising(error: Exception) -> Callable[..., Any]:
    def fail(*_given: Any) -> Any:
        raise error

    return fail


def test_what_was_stored_but_cannot_be_shown_is_not_told_as_lost(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "look_awaited", _raising(StoreUnavailable()))
    body = mutation("record_document", {"region": "westfriesland", "idempotencyKey": "a"} | PLAN)
    referral = mutation(
        "create_referral",
        {
            "region": "westfriesland",
            "idempotencyKey": "b",
            "client": {"reference": "K-001", "birthDate": "2014-05-01", "municipality": "0405"},
            "referrer": "HUISARTS",
            "receivedOn": "2026-03-01",
        },
    )
    for asked_for, thing in ((referral, "referral"), (body, "document")):
        answer = counter.post(asked_for).json()
        assert answer["data"]["told"] == {thing: None, "problems": []}
        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "SERVICE_UNAVAILABLE"
        assert error["message"].startswith("Het is opgeslagen, maar het kan nu niet worden")
    monkeypatch.undo()
    assert counter.post(body).json()["data"]["told"]["document"]["version"] == 1
    assert len(counter.see(stored.rows(tables.Document))) == 1


def test_a_step_that_takes_long_keeps_nobody_else_waiting(store: Store) -> None:
    begun, release = threading.Event(), threading.Event()

    def slow() -> datetime:
        begun.set()
        release.wait(20)
        return Clock()()

    transport = httpx.ASGITransport(service(store, moments=slow))
    slowly = mutation("record_document", {"region": "westfriesland", "idempotencyKey": "a"} | PLAN)

    async def both() -> tuple[httpx.Response, bool]:
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            step = asyncio.create_task(client.post("/graphql", json=slowly))
            await asyncio.to_thread(begun.wait, 20)
            beside = await client.post("/graphql", json={"query": "{ regions { code } }"})
            waiting = not step.done()
            release.set()
            await step
            return beside, waiting

    beside, waiting = asyncio.run(both())
    assert waiting
    assert beside.json()["data"]["regions"]


def test_without_a_store_a_step_says_where_to_go() -> None:
    given = {"region": "westfriesland", "idempotencyKey": "a"} | PLAN
    answer = posting(service(None))(mutation("record_document", given)).json()
    assert answer["data"] == {"told": None}
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert error["message"].startswith("Deze dienst bewaart niets van jeugdigen")


def test_every_step_leaves_a_trace_of_who_took_it(counter: Counter) -> None:
    place = of(allocated(counter, referred(counter)))
    counter.clock.set(2026, 4, 2)
    counter.do(steps.record_delivery, **place, kind="START", on="2026-04-01")
    lines = counter.see(stored.rows(tables.AuditLine))
    assert {line.actor for line in lines} == {"demo"}
    assert {line.operation for line in lines} == {
        "createReferral",
        "requestAllocation",
        "answerRequest",
        "recordDelivery",
    }
