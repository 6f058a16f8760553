"""AA/ZaWa: another intensity than was advised is talked over, and if need be decided."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import stored
from tests.support.office import Office
from tests.support.scenes import allocated, answered, asked, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.store import tables

BECAUSE = "Zo is het in het overleg afgesproken."


@pytest.fixture
def request_id(aa_zawa: Office) -> str:
    """A request for more than was advised."""
    told = asked(aa_zawa, referred(aa_zawa), intensity="INTENSIEF")
    assert told.made["dispute"] | {"id": ""} == {
        "id": "",
        "advised": "PERSPECTIEF",
        "chosen": "INTENSIEF",
        "status": "OPEN",
    }
    return told.ids["request"]


def _settled(office: Office, request: str, **asked: Any) -> Told:
    return office.do(steps.settle_dispute, request=request, **asked)


def _status(told: Told) -> str:
    assert not told.problems, told.problems
    return str(told.made["dispute"]["status"])


def test_nothing_is_allocated_while_the_intensity_is_disputed(
    aa_zawa: Office, request_id: str
) -> None:
    told = answered(aa_zawa, request_id, overruleBecause=BECAUSE)
    assert [p.code for p in told.problems] == [ProblemCode.NOT_ALLOWED_NOW]
    assert "INTENSIEF" in told.problems[0].message


def test_after_agreement_the_choice_stands(aa_zawa: Office, request_id: str) -> None:
    aa_zawa.clock.set(2026, 3, 9)
    assert _status(_settled(aa_zawa, request_id, consultedOn="2026-03-05")) == "OPEN"
    assert _status(_settled(aa_zawa, request_id, agreed=True)) == "AGREED"
    bare = answered(aa_zawa, request_id)
    assert [p.rule for p in bare.problems] == ["aa_zawa-19"]
    told = answered(aa_zawa, request_id, overruleBecause=BECAUSE)
    (version,) = aa_zawa.see(stored.versions(told.ids["allocation"]))
    assert version.intensity == "INTENSIEF"


def test_a_binding_decision_is_what_is_allocated(aa_zawa: Office, request_id: str) -> None:
    aa_zawa.clock.set(2026, 3, 16)
    assert _status(_settled(aa_zawa, request_id, consultedOn="2026-03-05", agreed=False)) == "OPEN"
    decided = _settled(aa_zawa, request_id, bindingIntensity="PERSPECTIEF", decidedOn="2026-03-12")
    assert _status(decided) == "DECIDED"
    told = answered(aa_zawa, request_id)
    (version,) = aa_zawa.see(stored.versions(told.ids["allocation"]))
    assert version.intensity == "PERSPECTIEF"
    (dispute,) = aa_zawa.see(stored.rows(tables.Dispute))
    assert (str(dispute.consulted_on), str(dispute.decided_on)) == ("2026-03-05", "2026-03-12")
    assert (dispute.advised, dispute.chosen) == ("PERSPECTIEF", "INTENSIEF")
    first, second = aa_zawa.see(stored.decisions(request_id))
    assert first.given["request"]["intensity"] == "INTENSIEF"
    assert second.given["request"]["intensity"] == "PERSPECTIEF"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"agreed": True}, "consultedOn"),
        ({"consultedOn": "2026-03-03"}, "consultedOn"),
        ({"consultedOn": "2026-03-01", "bindingIntensity": "PERSPECTIEF"}, "decidedOn"),
        (
            {
                "consultedOn": "2026-03-02",
                "bindingIntensity": "PERSPECTIEF",
                "decidedOn": "2026-03-01",
            },
            "decidedOn",
        ),
        ({"consultedOn": "2026-03-02", "decidedOn": "2026-03-02"}, "bindingIntensity"),
        (
            {"consultedOn": "2026-03-02", "bindingIntensity": "PE", "decidedOn": "2026-03-02"},
            "bindingIntensity",
        ),
        (
            {
                "consultedOn": "2026-03-02",
                "agreed": True,
                "bindingIntensity": "INTENSIEF",
                "decidedOn": "2026-03-02",
            },
            "agreed",
        ),
    ],
)
def test_a_dispute_is_settled_in_order(
    aa_zawa: Office, request_id: str, given: dict[str, Any], path: str
) -> None:
    told = _settled(aa_zawa, request_id, **given)
    assert [(p.code, p.path) for p in told.problems] == [(ProblemCode.INVALID, path)]
    (dispute,) = aa_zawa.see(stored.rows(tables.Dispute))
    assert dispute.consulted_on is None


def test_the_day_of_the_talk_stays_as_it_was_recorded(aa_zawa: Office, request_id: str) -> None:
    _settled(aa_zawa, request_id, consultedOn="2026-03-02")
    told = _settled(aa_zawa, request_id, consultedOn="2026-03-01")
    assert [(p.code, p.path) for p in told.problems] == [(ProblemCode.INVALID, "consultedOn")]
    assert not _settled(aa_zawa, request_id, consultedOn="2026-03-02", agreed=True).problems


def test_a_settled_dispute_stays_settled(aa_zawa: Office, request_id: str) -> None:
    _settled(aa_zawa, request_id, consultedOn="2026-03-02", agreed=True)
    told = _settled(aa_zawa, request_id, agreed=False)
    assert [p.code for p in told.problems] == [ProblemCode.NOT_ALLOWED_NOW]


@pytest.mark.parametrize("answer", ["REFUSE", "WITHDRAW"])
def test_a_request_that_ends_takes_its_dispute_with_it(
    aa_zawa: Office, request_id: str, answer: str
) -> None:
    assert not answered(aa_zawa, request_id, answer, reason="CARE_CONTENT").problems
    (dispute,) = aa_zawa.see(stored.rows(tables.Dispute))
    assert str(dispute.status) == "WITHDRAWN"


def test_the_advice_itself_is_no_dispute(aa_zawa: Office) -> None:
    allocated(aa_zawa, referred(aa_zawa))
    told = _settled(aa_zawa, aa_zawa.see(stored.rows(tables.Request))[0].id.hex, agreed=True)
    assert [p.code for p in told.problems] == [ProblemCode.UNKNOWN]


def test_a_region_without_a_rule_on_the_advice_has_no_disputes(office: Office) -> None:
    told = asked(office, referred(office, advisedIntensity="PE"), intensity="IN")
    assert set(told.made) == {"request"}
