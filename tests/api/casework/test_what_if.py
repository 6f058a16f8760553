"""What if, over HTTP: for the region, in words, and never more than was asked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.support.acting import Stage, stage
from tests.support.office import ACCESS, BUYER, PROVIDER, Office, actor
from tests.support.scenes import SCENES, TWO, allocated, referred

from jeugdregio_core.casework.actor import Role
from jeugdregio_core.columns import installed
from jeugdregio_core.store.transaction import Store

QUERY = """
query ($proposal: ProposalInput!, $on: Date, $first: Int, $skip: Int! = 0) {
  whatIf(region: "westfriesland", proposal: $proposal, on: $on) {
    on sentence counted changed
    shifts { before after count }
    municipalities { code name counted changed stricter }
    segments { code changed } providers { code changed }
    rules { code } leftOut { code title }
    allocations(first: $first, skip: $skip) {
      municipality number before after ruleBefore { code } ruleAfter { code title }
    }
  }
}
"""
FORBIDDEN_PAIR = {"stacking": {"part": "SEGMENT", "first": "B", "second": "B", "allowed": False}}


@pytest.fixture
def service(store: Store) -> Stage:
    """Westfriesland with a young person who has help in segment B at two providers."""
    office = Office(store, "westfriesland")
    SCENES["westfriesland"].open(office)
    allocated(office, referred(office))
    allocated(office, referred(office), TWO)
    return stage(store)


def ask(service: Stage, who: Any = BUYER, proposal: Any = FORBIDDEN_PAIR, **more: Any) -> Any:
    return json.loads(service.post(who, QUERY, {"proposal": proposal, **more}))


def test_the_region_sees_how_many_change_where_and_by_which_rule(service: Stage) -> None:
    found = ask(service)["data"]["whatIf"]
    assert found["on"] == "2026-03-02"
    assert found["sentence"].startswith("Segment B mag niet naast segment B. Nu: ")
    assert (found["counted"], found["changed"]) == (2, 2)
    assert [(s["after"], s["count"]) for s in found["shifts"]] == [("REFUSED", 2)]
    [place] = found["municipalities"]
    assert (place["code"], place["name"], place["stricter"]) == ("0405", "Hoorn", 2)
    assert [group["code"] for group in found["providers"]] == ["noord", "zuid"]
    assert [one["number"] for one in found["allocations"]] == [1, 2]
    assert found["allocations"][0]["ruleAfter"]["code"] == "wat-als"
    assert "westfriesland-10" in {rule["code"] for rule in found["rules"]}
    assert "westfriesland-16" in {rule["code"] for rule in found["leftOut"]}


def test_a_page_of_what_changes(service: Stage) -> None:
    found = ask(service, first=1, skip=1)["data"]["whatIf"]
    assert [one["number"] for one in found["allocations"]] == [2]


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (ACCESS, "FORBIDDEN"),
        (PROVIDER, "FORBIDDEN"),
        (actor(Role.REFERRER, "huisarts-1"), "FORBIDDEN"),
        (actor(Role.REGION, None, "friesland"), "FORBIDDEN"),
    ],
    ids=["municipality", "provider", "referrer", "another region"],
)
def test_nobody_else_is_answered(service: Stage, who: Any, code: str) -> None:
    answer = ask(service, who)
    assert not answer.get("data") or answer["data"]["whatIf"] is None
    assert answer["errors"][0]["extensions"]["code"] == code


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({"proposal": {}}, "Stel één verandering voor: stacking, norm of ending."),
    "two things": (
        {"proposal": FORBIDDEN_PAIR | {"norm": {"norm": "x", "value": 1}}},
        "Stel één verandering voor: stacking, norm of ending.",
    ),
    "an unknown segment": (
        {"proposal": {"stacking": FORBIDDEN_PAIR["stacking"] | {"second": "Z"}}},
        "Segment Z staat niet in de stapeltabel. Bekend: B, V en C.",
    ),
    "a large number": (
        {"proposal": {"norm": {"norm": "kwaliteit-b", "value": 1e308}}},
        "Geen regel van Westfriesland toetst aan norm kwaliteit-b.",
    ),
    "too large a page": ({"first": 101}, "Vraag 1 tot en met 100 regels per keer"),
    "a page before the first": ({"skip": -1}, "Sla nul of meer toewijzingen over."),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_is_told_in_words(service: Stage, name: str) -> None:
    given, words = BAD[name]
    answer = ask(service, **given)
    [error] = answer["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert words in error["message"]


def test_without_numpy_it_says_what_to_install(
    service: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "find_spec", lambda _name: None)
    [error] = ask(service)["errors"]
    assert error["extensions"]["code"] == "SERVICE_UNAVAILABLE"
    assert "pip install 'jeugdregio-core[columns]'" in error["message"]
