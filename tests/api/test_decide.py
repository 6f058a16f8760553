"""A decision explains itself: every rule, its source, who directs and what is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jeugdregio_core import Case, RuleTopic, rule
from jeugdregio_core.guard import OVERRUNS_ALLOWED

COMPLETE: dict[str, Any] = {
    "client": {"municipality": "9001", "birthDate": "2012-03-01"},
    "referral": {"referrer": "HUISARTS"},
    "request": {"start": "2025-07-01", "segment": "A", "profile": "1", "provider": "p1"},
    "documents": [{"kind": "PERSPECTIEFPLAN", "author": "LOKAAL_TEAM"}],
    "running": [],
}


def test_a_request_that_fits_is_allowed_with_every_reason(service: Any) -> None:
    decision = service.decide(**COMPLETE)
    assert decision["verdict"] == "ALLOWED"
    assert decision["on"] == "2025-07-01"
    assert decision["profileSet"]["code"] == "nieuw"
    found = {f["rule"]["code"]: f for f in decision["findings"]}
    assert found["voorbeeld-02"]["message"] == "Er is een verwijzer."
    assert found["voorbeeld-02"]["rule"]["source"]["passage"] == "bladzijde 4"
    assert found["voorbeeld-03"]["rule"]["source"]["confidence"] == "DERIVED"


def test_a_decision_tells_who_directs_which_documents_and_by_which_rulebook(service: Any) -> None:
    decision = service.decide(**COMPLETE)
    assert decision["regie"] == [
        {
            "role": "REGIE",
            "holder": "AANBIEDER",
            "explanation": "De aanbieder is aan zet.",
            "rule": {"code": "voorbeeld-08"},
        }
    ]
    assert decision["requiredDocuments"] == [
        {
            "kind": "PERSPECTIEFPLAN",
            "author": "LOKAAL_TEAM",
            "satisfied": True,
            "rule": {"code": "voorbeeld-03"},
        }
    ]
    assert decision["rulebook"]["distribution"] == "jeugdregio-voorbeeld"
    assert decision["rulebook"]["version"] == "1.2"
    assert len(decision["rulebook"]["hash"]) == 16


def test_the_same_question_gets_the_same_answer(service: Any) -> None:
    assert service.decide(**COMPLETE) == service.decide(**COMPLETE)


def test_a_refusal_is_an_answer_and_not_an_error(service: Any) -> None:
    decision = service.decide(**{**COMPLETE, "documents": []})
    assert decision["verdict"] == "REFUSED"
    assert decision["requiredDocuments"][0]["satisfied"] is False


def test_what_is_not_given_asks_for_a_human_and_names_the_fact(service: Any) -> None:
    decision = service.decide(request={"start": "2025-07-01"}, documents=COMPLETE["documents"])
    assert decision["verdict"] == "REVIEW"
    missing = {f["missing"] for f in decision["findings"] if f["verdict"] == "REVIEW"}
    assert {"client.municipality", "referral.referrer", "client.birthDate"} <= missing


def test_null_is_the_same_as_not_given(service: Any) -> None:
    without = service.decide(request={"start": "2025-07-01"})
    nulls = service.decide(
        client=None,
        referral={"referrer": None},
        request={"start": "2025-07-01", "volume": None},
        changeOf=None,
        norms=None,
        decisionDate=None,
    )
    assert nulls == without


def test_every_kind_of_fact_reaches_the_rules(service: Any) -> None:
    decision = service.decide(
        **{
            **COMPLETE,
            "decisionDate": "2025-06-30",
            "request": {
                **COMPLETE["request"],
                "volume": {"amount": 2.5, "unit": "UUR", "frequency": "WEEK"},
                "reportedAt": "2025-06-30T10:00:00+02:00",
                "requestedBy": "PROVIDER",
            },
            "running": [{"provider": "p1", "segment": "B", "initial": True, "changesSoFar": 0}],
            "providers": [{"code": "p1", "segments": ["A"], "arrangements": [{"profile": "1"}]}],
            "norms": {"durationMonths": 3, "grounds": ["SCHOOLUITVAL"]},
        }
    )
    found = {f["rule"]["code"]: f["verdict"] for f in decision["findings"]}
    assert found["voorbeeld-04"] == "REFUSED"


def test_a_decision_without_a_date_is_taken_today(service: Any) -> None:
    assert service.decide(client={"municipality": "9001"})["on"] == "2025-07-01"


def test_on_a_day_without_catalogue_a_human_judges(service: Any) -> None:
    decision = service.decide(request={"start": "2019-01-01"})
    assert decision["verdict"] == "REVIEW"
    assert decision["profileSet"] is None


def test_a_rule_that_breaks_asks_for_a_human_and_says_nothing_of_the_person(service: Any) -> None:
    broken = service.decide(client={"birthDate": "2031-02-03"})
    finding = next(f for f in broken["findings"] if f["error"])
    assert finding["verdict"] == "REVIEW"
    assert finding["error"] == "PLUGIN_ERROR"
    assert "2031" not in finding["message"]


def test_a_region_whose_rules_never_end_is_switched_off_and_health_says_so(
    serve: Any, voorbeeld: Any, plugin: Any
) -> None:
    @rule("traag-01", topic=RuleTopic.ACCESS, valid=voorbeeld.FROM_2024, source=voorbeeld.GUIDE)
    def never_ends(_case: Case) -> None:
        """Deze regel houdt niet op."""
        while True:
            pass

    identity = replace(voorbeeld.region_identity(), code="traag")
    slow = plugin(region_identity=identity, region_rules=[never_ends])
    service = serve({"voorbeeld": voorbeeld, "traag": slow}, decision_seconds=0.05)
    for _ in range(OVERRUNS_ALLOWED):
        assert service.decide(region="traag")["verdict"] == "REVIEW"
    health = service.send("GET", "/health").json()
    assert (health["status"], health["switchedOff"]) == ("degraded", ["traag"])
    assert service.decide(**COMPLETE)["verdict"] == "ALLOWED"
