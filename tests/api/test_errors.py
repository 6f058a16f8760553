"""What a caller got wrong is told in a sentence; what we got wrong tells nothing."""

from __future__ import annotations

import logging
import time
from typing import Any

import pytest

from jeugdregio_core.rulebook import Rulebook


def code(error: dict[str, Any]) -> Any:
    return error["extensions"]["code"]


def test_an_unknown_region_is_not_found_and_the_known_ones_are_named(service: Any) -> None:
    answer = service.post('{ region(code: "utrecht") { name } }').json()
    assert answer["data"] == {"region": None}
    (error,) = answer["errors"]
    assert code(error) == "NOT_FOUND"
    assert error["message"] == "Regio 'utrecht' is niet bekend. Geladen: voorbeeld."
    assert error["path"] == ["region"]


def test_a_decision_for_an_unknown_region_is_not_found(service: Any) -> None:
    (error,) = service.errors('{ decide(input: {region: "utrecht"}) { verdict } }')
    assert code(error) == "NOT_FOUND"


def test_a_date_outside_every_period_keeps_the_rest_of_the_answer(service: Any) -> None:
    query = '{ region(code: "voorbeeld") { name profileSet(on: "2019-05-01") { code } } }'
    answer = service.post(query).json()
    assert answer["data"] == {"region": {"name": "Voorbeeldregio", "profileSet": None}}
    (error,) = answer["errors"]
    assert code(error) == "NOT_FOUND"
    assert "1 januari 2020 tot en met 31 december 2023" in error["message"]
    assert error["path"] == ["region", "profileSet"]


@pytest.mark.parametrize("day", ["2025-13-01", "20250701", "1 juli 2025", "", 5, True])
def test_what_is_no_date_is_told_in_dutch(service: Any, day: Any) -> None:
    query = 'query ($on: Date) { region(code: "voorbeeld") { rules(on: $on) { code } } }'
    (error,) = service.errors(query, on=day)
    assert code(error) == "BAD_USER_INPUT"
    assert error["message"].endswith(f"{day!r} is geen datum. Schrijf jjjj-mm-dd.")


def test_a_date_in_the_text_of_the_question_is_checked_too(service: Any) -> None:
    (error,) = service.errors('{ region(code: "voorbeeld") { rules(on: "2025-02-30") { code } } }')
    assert error["message"] == "'2025-02-30' is geen datum. Schrijf jjjj-mm-dd."
    assert code(error) == "BAD_USER_INPUT"


@pytest.mark.parametrize("time", ["2025-07-01T10:00", "gisteren", "2025-07-01"])
def test_a_time_needs_its_offset(service: Any, time: str) -> None:
    query = "query ($input: DecideInput!) { decide(input: $input) { verdict } }"
    question = {"region": "voorbeeld", "request": {"reportedAt": time}}
    (error,) = service.errors(query, input=question)
    assert code(error) == "BAD_USER_INPUT"
    assert "is geen tijdstip met tijdzone. Schrijf jjjj-mm-ddTuu:mm+uu:mm." in error["message"]


@pytest.mark.parametrize(
    "query",
    [
        '{ region(code: "voorbeeld") { rules(topic: REGIES) { code } } }',
        '{ region(code: "voorbeeld") { burgemeester } }',
        "{ region { name } }",
        "{ regions { code }",
        '{ decide(input: {region: "voorbeeld", client: {bsn: "1"}}) { verdict } }',
        "mutation { regions { code } }",
        "subscription { regions { code } }",
        "query A { regions { code } } query B { regions { code } }",
        "fragment F on Query { regions { code } }",
        "   ",
    ],
)
def test_a_mistake_in_the_question_stays_readable(service: Any, query: str) -> None:
    answer = service.post(query)
    assert answer.status_code == 200
    assert "data" not in answer.json()
    (error,) = answer.json()["errors"]
    assert code(error) == "BAD_USER_INPUT"
    assert error["message"]


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ({"running": [{}] * 201}, "running"),
        ({"documents": [{"kind": "BEHANDELPLAN"}] * 201}, "documents"),
    ],
)
def test_a_question_the_core_cannot_use_lists_its_problems(
    service: Any, question: dict[str, Any], path: str
) -> None:
    query = "query ($input: DecideInput!) { decide(input: $input) { verdict } }"
    answer = service.post(query, {"input": {"region": "voorbeeld", **question}}).json()
    assert answer["data"] == {"decide": None}
    (error,) = answer["errors"]
    assert code(error) == "BAD_USER_INPUT"
    (problem,) = error["extensions"]["problems"]
    assert problem == {"path": path, "message": "Hooguit 200 regels; dit zijn er 201."}
    assert problem["message"] in error["message"]


def test_ten_thousand_running_allocations_are_refused_at_once(service: Any) -> None:
    query = "query ($input: DecideInput!) { decide(input: $input) { verdict } }"
    begun = time.process_time()
    (error,) = service.errors(query, input={"region": "voorbeeld", "running": [{}] * 10_000})
    assert time.process_time() - begun < 1
    assert code(error) == "BAD_USER_INPUT"


def test_an_answer_holds_at_most_twenty_errors(service: Any) -> None:
    query = "query ($input: DecideInput!) { decide(input: $input) { verdict } }"
    wrong = {"region": "voorbeeld", "running": [{"start": "x"}] * 40}
    assert len(service.errors(query, input=wrong)) == 20
    unknown = "{ regions { " + " ".join(f"a{n}" for n in range(40)) + " } }"
    assert len(service.errors(unknown)) == 20


def test_a_deployment_can_set_how_many_errors_an_answer_holds(serve: Any, voorbeeld: Any) -> None:
    service = serve({"voorbeeld": voorbeeld}, max_errors=3)
    assert len(service.errors("{ regions { a b c d e } }")) == 3
    question = {"region": "voorbeeld", "running": [{"segment": ""}] * 10}
    query = "query ($input: DecideInput!) { decide(input: $input) { verdict } }"
    (error,) = service.errors(query, input=question)
    assert len(error["extensions"]["problems"]) == 3


def test_a_negative_amount_is_refused_with_a_sentence(service: Any) -> None:
    query = """{ region(code: "voorbeeld") { profileSet { schedules {
      payments(totalCents: -1) { label } } } } }"""
    (error,) = service.errors(query)
    assert code(error) == "BAD_USER_INPUT"
    assert error["message"].startswith("Een bedrag is nooit negatief.")


def test_a_figure_without_end_is_refused_with_a_sentence(service: Any) -> None:
    query = """{ region(code: "voorbeeld") { normFramework { targets {
      evaluation(figure: 1e400) { met } } } } }"""
    (error,) = service.errors(query)
    assert code(error) == "BAD_USER_INPUT"


def test_an_error_repeats_no_facts_of_a_person(service: Any) -> None:
    query = "query ($input: DecideInput!) { decide(input: $input) { verdict } }"
    client = {"bsn": "123456782", "birthDate": "2012-03-01", "naam": "Jansen"}
    answer = service.post(query, {"input": {"region": "voorbeeld", "client": client}})
    messages = [error["message"] for error in answer.json()["errors"]]
    assert any(message.endswith("unknown field 'bsn'") for message in messages)
    assert not any(fact in answer.text for fact in client.values())


def test_a_fault_of_ours_is_masked_and_its_message_is_logged_nowhere(
    service: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: Any) -> None:
        raise RuntimeError("geboren 2012-03-01, postgresql://geheim")

    monkeypatch.setattr(Rulebook, "rules_on", broken)
    with caplog.at_level(logging.DEBUG):
        answer = service.post('{ regions { code } region(code: "voorbeeld") { rules { code } } }')
    assert answer.json()["data"] == {"regions": [{"code": "voorbeeld"}], "region": None}
    (error,) = answer.json()["errors"]
    assert code(error) == "INTERNAL_SERVER_ERROR"
    assert error["message"] == "Er ging iets mis aan onze kant."
    assert "geheim" not in answer.text
    assert "2012" not in caplog.text
    assert "RuntimeError while answering region.rules" in caplog.text


def test_a_value_of_ours_that_does_not_fit_the_schema_is_our_fault(
    serve: Any, voorbeeld: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jeugdregio_core.model.catalogue.ProfileSet.tariff", _absurd)
    (error,) = serve({"voorbeeld": voorbeeld}).errors(
        '{ region(code: "voorbeeld") { profileSet { arrangements { tariff { amountCents } } } } }'
    )[:1]
    assert code(error) == "INTERNAL_SERVER_ERROR"
    assert error["message"] == "Er ging iets mis aan onze kant."


def _absurd(*_args: Any) -> Any:
    from jeugdregio_core.model.catalogue import TariffAnswer

    return TariffAnswer(10**12, None, None)


def test_a_failure_outside_the_execution_is_masked_too(
    serve: Any, voorbeeld: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def no_clock() -> Any:
        raise OSError("klok van J. Jansen")

    answer = serve({"voorbeeld": voorbeeld}, clock=no_clock).post("{ regions { code } }")
    assert answer.status_code == 500
    (error,) = answer.json()["errors"]
    assert code(error) == "INTERNAL_SERVER_ERROR"
    assert "Jansen" not in answer.text + caplog.text


def test_of_several_operations_the_one_that_is_named_is_answered(service: Any) -> None:
    query = "query A { regions { code } } query B { regions { name } }"
    body = {"query": query, "operationName": "B"}
    answer = service.send("POST", "/graphql", json=body).json()
    assert answer == {"data": {"regions": [{"name": "Voorbeeldregio"}]}}
    unknown = service.send("POST", "/graphql", json={**body, "operationName": "C"}).json()
    assert unknown["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
