"""What happens in a case is an event, if and only if it happened."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session
from tests.events.conftest import Post, events
from tests.support import stored
from tests.support.lines import line
from tests.support.office import ACCESS, Office
from tests.support.scenes import allocated, answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.events import message
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.model.events import KINDS, EventKind, EventObject
from jeugdregio_core.store import outbox, tables

Opener = Callable[[str], Office]


def _kinds(office: Office, step: Callable[[], Any]) -> tuple[Any, list[str]]:
    before = len(events(office.store))
    told = step()
    return told, [str(event.kind) for event in events(office.store)[before:]]


def _a_whole_case(office: Office) -> dict[str, list[str]]:
    """Everything that can happen, and the events of each step."""
    heard: dict[str, list[str]] = {}

    def does(name: str, step: Callable[[], Any]) -> Any:
        told, heard[name] = _kinds(office, step)
        return told

    referral = does("referral", lambda: referred(office))
    request = does("request", lambda: asked(office, referral, intensity="INTENSIEF"))
    named = request.ids["request"]
    does(
        "dispute",
        lambda: office.do(
            steps.settle_dispute, request=named, consultedOn="2026-03-02", agreed=True
        ),
    )
    document = {"client": "K-001", "kind": "PERSPECTIEFPLAN", "author": "GEZIN"}
    does("document", lambda: office.do(steps.record_document, **document))
    does("of request", lambda: office.do(steps.record_document, request=named, **document))
    granted = does("answer", lambda: answered(office, named, overruleBecause="Eens."))
    office.clock.set(2026, 5, 1)
    delivery = of(granted) | {"kind": "START", "on": "2026-04-01"}
    does("delivery", lambda: office.do(steps.record_delivery, **delivery))
    outcome = of(granted) | {"measure": "UITVAL", "value": "1", "measuredOn": "2026-05-01"}
    does("outcome", lambda: office.do(steps.record_outcome, **outcome))
    return heard


def test_every_step_in_a_case_tells_what_happened(open_office: Opener) -> None:
    assert _a_whole_case(open_office("aa_zawa")) == {
        "referral": ["NIEUWE_VERWIJZING"],
        "request": ["GEWIJZIGDE_VERWIJZING", "NIEUW_VERZOEK", "NIEUW_VERSCHIL"],
        "dispute": ["GEWIJZIGD_VERSCHIL"],
        "document": ["NIEUW_DOCUMENT"],
        "of request": ["NIEUW_DOCUMENT"],
        "answer": ["NIEUWE_TOEWIJZING", "GEWIJZIGD_VERZOEK", "GEWIJZIGDE_VERWIJZING"],
        "delivery": ["NIEUWE_LEVERING", "GEWIJZIGDE_TOEWIJZING"],
        "outcome": ["NIEUW_RESULTAAT"],
    }


def test_an_event_points_at_the_thing_and_at_what_it_belongs_to(open_office: Opener) -> None:
    office = open_office("aa_zawa")
    _a_whole_case(office)
    found = {event.kind: event for event in events(office.store)}
    request, allocation = found[EventKind.NIEUW_VERZOEK], found[EventKind.NIEUWE_TOEWIJZING]
    for kind, owner in (
        (EventKind.NIEUW_VERSCHIL, request),
        (EventKind.NIEUW_DOCUMENT, request),
        (EventKind.NIEUWE_LEVERING, allocation),
        (EventKind.NIEUW_RESULTAAT, allocation),
        (EventKind.NIEUWE_TOEWIJZING, allocation),
    ):
        event = found[kind]
        assert (event.subject_type, event.subject_id) == (owner.object_type, owner.object_id)
    assert office.see(stored.row(tables.Outcome, str(found[EventKind.NIEUW_RESULTAAT].object_id)))
    alone = next(e for e in events(office.store) if e.kind is EventKind.NIEUW_DOCUMENT)
    assert (alone.subject_type, alone.subject_id) == (EventObject.DOCUMENT, alone.object_id)


def test_no_event_and_no_message_says_anything_of_a_person(open_office: Opener) -> None:
    """Walk all that is told: only codes of closed lists, ids, numbers, moments and the region."""
    office = open_office("aa_zawa")
    _a_whole_case(office)
    codes = "|".join([*EventKind, *EventObject, office.region])
    uuid = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    moment = r"2026-0[35]-0[12]T12:00:00\.000000Z"
    allowed = re.compile(rf"({codes}|{uuid}|{moment}|\d{{1,3}})")
    told = [json.loads(message.body(event)) for event in events(office.store)]
    assert len(told) > 10
    clients = office.see(stored.rows(tables.Client))
    personal = {str(client.id) for client in clients} | {client.reference for client in clients}
    for value in _walk(told):
        assert allowed.fullmatch(str(value)), value
        assert str(value) not in personal


def _walk(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in _walk(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in _walk(inner)]
    return [value]


def test_a_step_that_is_declined_or_only_tried_is_no_event(office: Office) -> None:
    referral = referred(office)
    before = events(office.store)
    tried = asked(office, referral, dryRun=True)
    assert tried.decision
    declined = asked(office, referral, provider="onbekend")
    assert declined.problems
    assert events(office.store) == before


def test_a_write_that_fails_leaves_no_event(office: Office) -> None:
    def work(session: Session) -> None:
        line(session, object_type="referral", object_id="6f2b1c1e-5d0a-4b5e-9c55-2f7a3c0d9b12")
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        office.store.write((), work)
    assert events(office.store) == []


def test_a_question_that_is_sent_twice_is_one_event(office: Office) -> None:
    for _ in range(2):
        referred(office, idempotencyKey="sleutel")
    assert [event.kind for event in events(office.store)] == [EventKind.NIEUWE_VERWIJZING]


def test_looking_is_no_event(office: Office) -> None:
    def see(work: Work) -> None:
        work.note(AuditAction.READ, "referral", "6f2b1c1e-5d0a-4b5e-9c55-2f7a3c0d9b12", "K-001")

    office.desk.look(ACCESS, "referral", office.region, see)
    assert len(office.see(stored.rows(tables.AuditLine))) == 1
    assert events(office.store) == []


def test_an_event_has_the_number_of_its_line_in_the_audit_log(office: Office) -> None:
    allocated(office, referred(office))
    for event in events(office.store):
        row = office.see(
            lambda session, e=event: session.get_one(tables.AuditLine, (e.region, e.sequence))
        )
        assert row.object_id == str(event.object_id)
        assert KINDS[row.action, EventObject(row.object_type.upper())] is event.kind  # type: ignore[call-arg]


def test_events_of_long_ago_can_be_cleared_away_with_their_messages(post: Post) -> None:
    referred(post.office)
    post.fill()
    until = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert post.store.write((), lambda session: outbox.forget(session, until)) == 0
    later = until + timedelta(seconds=1)
    assert post.store.write((), lambda session: outbox.forget(session, later)) == 1
    assert events(post.store) == []
    assert post.messages() == []
