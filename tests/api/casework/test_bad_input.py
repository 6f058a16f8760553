"""Bad input gets a code, a place and a sentence; nothing is stored and the service goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.support import stored
from tests.support.counter import Counter, Refused, mutation
from tests.support.office import contracted
from tests.support.scenes import allocated, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.problems import ProblemCode

C = ProblemCode
Taken = Callable[[Counter], Told]
CLIENT = {"reference": "K-002", "birthDate": "2014-05-01", "municipality": "0405"}


def _referral(**given: Any) -> Taken:
    usual = {"client": CLIENT, "referrer": "HUISARTS", "receivedOn": "2026-03-01"}
    return lambda counter: counter.do(steps.create_referral, **usual | given)


def _request(referral: str | None = None, provider: str = "noord", **given: Any) -> Taken:
    return lambda counter: asked(counter, referral or referred(counter), provider, **given)


def _answer(**given: Any) -> Taken:
    usual = {"answer": "ALLOCATE"}
    return lambda counter: counter.do(steps.answer_request, **usual | given)


def _change(**given: Any) -> Taken:
    usual = {"municipality": "0405", "number": 1, "intensity": "IN", "start": "2026-05-01"}
    return lambda counter: counter.do(steps.request_change, **usual | given)


def _delivery(**given: Any) -> Taken:
    usual = {"municipality": "0405", "number": 1, "kind": "START", "on": "2026-03-02"}
    return lambda counter: counter.do(steps.record_delivery, **usual | given)


def _document(**given: Any) -> Taken:
    usual = {"client": "K-001", "kind": "PERSPECTIEFPLAN"}

    def take(counter: Counter) -> Told:
        referred(counter)
        return counter.do(steps.record_document, **usual | given)

    return take


def _second_open_request(counter: Counter) -> Told:
    referral = referred(counter)
    asked(counter, referral)
    return asked(counter, referral)


def _outcome_before_any_help(counter: Counter) -> Told:
    place = of(allocated(counter, referred(counter)))
    measured = {"measure": "UITVAL", "value": 1, "measuredOn": "2026-03-02"}
    return counter.do(steps.record_outcome, **place, **measured)


def _change_outside_the_allocation(counter: Counter) -> Told:
    place = of(allocated(counter, referred(counter)))
    return counter.do(steps.request_change, **place, intensity="IN", start="2026-11-01")


ABSENT = str(uuid4())
BAD = {
    "a municipality of another region": (
        _referral(client=CLIENT | {"municipality": "0505"}),
        C.OTHER_REGION,
        "client.municipality",
    ),
    "a municipality that does not exist": (
        _referral(client=CLIENT | {"municipality": "x"}),
        C.OTHER_REGION,
        "client.municipality",
    ),
    "a birth in the future": (
        _referral(client=CLIENT | {"birthDate": "2026-03-03"}),
        C.INVALID,
        "client.birthDate",
    ),
    "a referral from the future": (_referral(receivedOn="2026-03-03"), C.INVALID, "receivedOn"),
    "a reference that is empty": (
        _referral(client=CLIENT | {"reference": ""}),
        C.INVALID,
        "client.reference",
    ),
    "a text that is too long": (_referral(segment="x" * 101), C.INVALID, "segment"),
    "a text that cannot be read": (_referral(segment="B\x00"), C.INVALID, "segment"),
    "a key that is too long": (
        _referral(idempotencyKey="x" * 101),
        C.INVALID,
        "idempotencyKey",
    ),
    "a referral that is not there": (_request(ABSENT), C.UNKNOWN, "referral"),
    "a referral whose id is broken": (_request("' OR 1=1 --"), C.UNKNOWN, "referral"),
    "a provider that is not there": (_request(provider="x"), C.UNKNOWN, "request.provider"),
    "a provider whose contract has ended": (
        _request(provider="voorbij"),
        C.NO_CONTRACT,
        "request.provider",
    ),
    "an end before the start": (_request(end="2026-03-31"), C.INVALID, "request.end"),
    "half a volume": (
        _request(volume={"amount": 0.5, "unit": "UUR", "frequency": "WEEK"}),
        C.INVALID,
        "request.volume.amount",
    ),
    "a volume below zero": (
        _request(volume={"amount": -1}),
        C.INVALID,
        "request.volume.amount",
    ),
    "an extension of what is not there": (_request(extends=999_999_999), C.UNKNOWN, "extends"),
    "a number that no allocation can have": (_request(extends=0), C.INVALID, "extends"),
    "a second open request": (_second_open_request, C.ALREADY_OPEN, "request.provider"),
    "an answer to nothing": (_answer(request=ABSENT), C.UNKNOWN, "request"),
    "an answer to a broken id": (_answer(request="{}"), C.UNKNOWN, "request"),
    "a change of nothing": (_change(), C.UNKNOWN, "number"),
    "a change in another region": (_change(municipality="0505"), C.OTHER_REGION, "municipality"),
    "a change after the end": (_change_outside_the_allocation, C.INVALID, "start"),
    "a delivery of nothing": (_delivery(number=7), C.UNKNOWN, "number"),
    "a measurement before any help": (_outcome_before_any_help, C.NOT_ALLOWED_NOW, None),
    "a document of nobody": (_document(client="K-404"), C.UNKNOWN, "client"),
    "a document for no request": (_document(request=ABSENT), C.UNKNOWN, "request"),
    "a version of no document": (_document(document="x"), C.UNKNOWN, "document"),
    "a document that holds its own text": (
        _document(uri="data:text/plain;base64,SGFsbG8="),
        C.INVALID,
        "uri",
    ),
    "more signatures than there are parties": (
        _document(includes=["x"] * 201),
        C.INVALID,
        "includes",
    ),
}


def _kept(counter: Counter) -> dict[str, int]:
    """What is stored, but for the log and the keys."""
    found: dict[str, int] = counter.see(stored.counts)
    return {kind: n for kind, n in found.items() if kind not in ("audit_line", "idempotency")}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_right_is_a_problem_and_stores_nothing(counter: Counter, name: str) -> None:
    take, code, path = BAD[name]
    counter.add(contracted("westfriesland", "voorbij", ("B",), last=date(2026, 3, 31)))
    kept: list[dict[str, int]] = []
    counter.post = _noting(counter, kept)
    told = take(counter)
    (problem,) = told.problems
    assert (problem.code, problem.path) == (code, path)
    assert problem.message.endswith(".")
    assert told.made == {}
    assert _kept(counter) == kept[-1]
    assert referred(counter, "K-003")


def _noting(counter: Counter, kept: list[dict[str, int]]) -> Callable[..., Any]:
    """Posts as before, after noting what was stored."""
    post = counter.post

    def note_and_post(body: Any) -> Any:
        kept.append(_kept(counter))
        return post(body)

    return note_and_post


def test_every_problem_of_an_input_is_told_at_once(counter: Counter) -> None:
    told = _referral(client=CLIENT | {"reference": ""}, segment="", provider="x" * 101)(counter)
    assert {problem.path for problem in told.problems} == {
        "client.reference",
        "segment",
        "provider",
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"receivedOn": "2026-02-30"}, "is geen datum. Schrijf jjjj-mm-dd."),
        ({"receivedOn": "1-3-2026"}, "is geen datum. Schrijf jjjj-mm-dd."),
        ({"receivedOn": None}, "receivedOn"),
        ({"referrer": "BUURMAN"}, "BUURMAN"),
        ({"bsn": "123456782"}, "bsn"),
        ({"client": CLIENT | {"naam": "x"}}, "naam"),
        ({"dryRun": "nee"}, "dryRun"),
    ],
)
def test_what_the_schema_does_not_know_is_an_error_before_anything_is_done(
    counter: Counter, given: dict[str, Any], said: str
) -> None:
    before = counter.see(stored.counts)
    with pytest.raises(Refused) as refused:
        _referral(**given)(counter)
    assert (refused.value.status, refused.value.code) == (200, "BAD_USER_INPUT")
    assert said in refused.value.message
    assert "123456782" not in refused.value.message
    assert counter.see(stored.counts) == before


def test_a_region_that_is_not_served_is_an_error_that_names_those_that_are(
    counter: Counter,
) -> None:
    for step in (_referral(region="elders"), _answer(region="elders", request=ABSENT)):
        with pytest.raises(Refused) as refused:
            step(counter)
        assert refused.value.code == "NOT_FOUND"
        assert "westfriesland" in refused.value.message


def test_what_another_region_has_is_told_in_the_same_words_as_what_is_not_there(
    open_counter: Callable[[str], Counter],
) -> None:
    here = open_counter("westfriesland")
    there = Counter(here.store, "zhz", here.clock, post=here.post)
    there.add(contracted("zhz", "elders", ("4",), ("2",), agreements=("hoofdovereenkomst",)))
    referral = referred(there)
    request = asked(there, referral, "elders").ids["request"]
    before = _kept(here)
    for step, foreign in (
        (lambda text: _request(text)(here), referral),
        (lambda text: _answer(request=text)(here), request),
        (lambda text: here.do(steps.withdraw_referral, referral=text), referral),
    ):
        told = step(foreign)
        assert told.problems == step(ABSENT).problems
        assert told.made == {}
    assert _kept(here) == before


@pytest.mark.parametrize("size", [30 * 1024 * 1024, 64 * 1024])
def test_a_document_of_thirty_megabytes_is_turned_away_unread(counter: Counter, size: int) -> None:
    referred(counter)
    before = counter.see(stored.counts)
    given = {"region": "westfriesland", "idempotencyKey": "a", "client": "K-001"}
    body = mutation("record_document", given | {"kind": "PERSPECTIEFPLAN", "uri": "x" * size})
    answer = counter.post(body)
    assert answer.status_code == 413
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["message"] == "De vraag is te groot: hoogstens 65536 bytes."
    assert counter.see(stored.counts) == before
    assert _document()(counter).made["document"]["version"] == 1
