"""Zuid-Holland Zuid: what its rules say, and what they do once the list of services is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jeugdregio_core import Component, Ground, Product, Source, Verdict
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.outcome import Finding
from jeugdregio_core.rules.parse import parse_case

REGION = "zhz"
LIST = Source("Dienstenlijst van een proefregio")
WEEKS = Component(
    code="45A48",
    name="Ambulante hulp",
    segment="4",
    source=LIST,
    product=Product(category="45", code="45A48"),
)


def finding(rulebook: Rulebook, code: str, **request: Any) -> Finding:
    asked: dict[str, Any] = {"region": REGION, "decisionDate": "2024-02-15"}
    asked["request"] = {"start": "2024-03-01", "segment": "4", "productCategory": "45"} | request
    found = rulebook.decide(parse_case(asked)).findings
    return next(f for f in found if f.rule.code == code)


@pytest.mark.parametrize(
    ("category", "why"),
    [
        ("30", "bestaat niet"),
        ("31", "gold alleen in 2015"),
        ("38", "gold alleen in 2015"),
        ("39", "bestaat niet"),
    ],
)
def test_a_category_that_cannot_be_chosen_is_refused_with_the_reason(
    rulebook: Rulebook, category: str, why: str
) -> None:
    found = finding(rulebook, "zhz-04", productCategory=category)
    assert found.verdict is Verdict.REFUSED
    assert f"Productcategorie {category} {why}." in found.message


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        ("2024-03-02T09:00:01+01:00", "24 uur en 1 sec."),
        ("2024-03-02T10:59:59+01:00", "25 uur, 59 min. en 59 sec."),
        ("2024-03-02T11:00:00+01:00", "26 uur"),
    ],
)
def test_how_long_crisis_help_took_is_told_in_hours_minutes_and_seconds(
    rulebook: Rulebook, offered: str, said: str
) -> None:
    crisis = {"segment": "5", "reportedAt": "2024-03-01T09:00:00+01:00", "offeredAt": offered}
    assert f"zit {said}; dat mag" in finding(rulebook, "zhz-19", **crisis).message


@pytest.mark.parametrize(
    ("request_", "subject"), [({}, "segment 4"), ({"product": "45A48"}, "dienst 45A48")]
)
def test_an_unknown_norm_is_that_of_the_service_or_else_of_the_segment(
    rulebook: Rulebook, request_: dict[str, str], subject: str
) -> None:
    assert f"van {subject} is niet bekend" in finding(rulebook, "zhz-08", **request_).message


@pytest.fixture
def listed(rulebook: Rulebook) -> Rulebook:
    """The region with a list of one service with a category, and one without."""
    bare = replace(WEEKS, code="DIENST", product=Product())
    (held,) = rulebook.profile_sets
    return replace(rulebook, profile_sets=(replace(held, components=(WEEKS, bare)),))


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ({"product": "45A48"}, Verdict.PASSED),
        ({"product": "45A48", "segment": "2"}, Verdict.REFUSED),
        ({"product": "45A48", "productCategory": "44"}, Verdict.REFUSED),
        ({"product": "45A48", "productCategory": None}, Verdict.PASSED),
        ({"product": "DIENST"}, Verdict.PASSED),
        ({"product": "DIENST", "productCategory": "44"}, Verdict.PASSED),
        ({"product": "ONBEKEND"}, Verdict.REVIEW),
    ],
)
def test_a_service_on_the_list_belongs_to_its_segment_and_category(
    listed: Rulebook, asked: dict[str, Any], verdict: Verdict
) -> None:
    assert finding(listed, "zhz-02-dienst", **asked).verdict is verdict


@pytest.mark.parametrize(
    ("category", "name"),
    [
        ("41", "dagbehandeling"),
        ("42", "vervoerdiensten"),
        ("47", "jeugdreclassering"),
        ("48", "jeugdbescherming"),
        ("53", "kindergeneeskunde"),
        ("54", "jeugd-ggz"),
    ],
)
def test_a_category_is_told_by_its_name(rulebook: Rulebook, category: str, name: str) -> None:
    told = finding(rulebook, "zhz-04", productCategory=category).message
    assert told == f"Productcategorie {category} is {name}."


def test_a_lifelong_need_is_named_as_the_reason_to_deviate(rulebook: Rulebook) -> None:
    told = finding(rulebook, "zhz-10", lifelong=True).message
    assert f"Reden: {Ground.LEVENSLANG.label}." in told
