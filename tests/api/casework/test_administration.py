"""The administration of providers over HTTP: an organisation starts empty and enters its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from tests.support import stored
from tests.support.counter import Counter, Refused, posting, service
from tests.support.identity import as_actor
from tests.support.office import BUYER, Clock
from tests.support.scenes import answered, asked, referred

from jeugdregio_core.casework import provider_steps as steps
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store

NEW = {"code": "nieuw", "name": "Zorg Nieuw"}
ARRANGEMENT = "501PE"
PERIOD = {"provider": "nieuw", "first": "2026-01-01"}
PAID = {"arrangement": ARRANGEMENT, "amountCents": 12_345, "per": "MAAND", "source": "Bijlage 2"}
WAIT = {"provider": "nieuw", "segment": "B", "waitingDays": 30, "asOf": "2026-03-01"}
B = [{"segment": "B"}]
SHOWN = """provider {
  code name agbCode website
  contracts { segment { code } leadContractor period { first last } arrangements { code } }
  agreements { code period { last } }
  tariffs { arrangement amountCents source period { last } }
  availability { waitingDays asOf }
} problems { code path message }"""


@pytest.fixture
def empty(store: Store) -> Counter:
    """The counter of Westfriesland, where nothing was entered yet."""
    clock = Clock()
    office = service(store, clock, identify=as_actor(BUYER))
    return Counter(store, "westfriesland", clock, post=posting(office))


@pytest.fixture
def entered(empty: Counter) -> Counter:
    """The same with one provider, that has no contract."""
    assert not empty.do(steps.register_provider, **NEW).problems
    return empty


def _shown(counter: Counter, step: str, **asked: Any) -> Any:
    """What a step answers, with everything of the provider."""
    kind = f"{step[0].upper()}{step[1:]}Input"
    query = f"mutation ($input: {kind}!) {{ told: {step}(input: $input) {{ {SHOWN} }} }}"
    given = {"region": counter.region, "idempotencyKey": str(uuid4())} | asked
    answer = counter.post({"query": query, "variables": {"input": given}}).json()
    assert "errors" not in answer, answer
    return answer["data"]["told"]


def _kept(counter: Counter) -> dict[str, int]:
    """What is stored, but for the first answers."""
    found: dict[str, int] = counter.see(stored.counts)
    return {kind: n for kind, n in found.items() if kind != "idempotency"}


def test_an_organisation_that_starts_empty_comes_to_a_first_allocation(empty: Counter) -> None:
    empty.do(steps.register_provider, code="noord", name="Zorg Noord")
    empty.do(steps.record_contract, provider="noord", first="2026-01-01", items=B)
    request = asked(empty, referred(empty, provider="noord"))
    assert request.made["request"]["status"] == "SUBMITTED", request.problems
    told = answered(empty, request.ids["request"])
    assert told.made["allocation"]["status"] == "ALLOCATED", told.problems


def test_every_step_shows_the_provider_as_it_is_right_after_it(empty: Counter) -> None:
    site = {"agbCode": "12345678", "website": "https://nieuw.example"}
    provider = _shown(empty, "registerProvider", **NEW, **site)["provider"]
    assert provider == {
        **NEW,
        **site,
        "contracts": [],
        "agreements": [],
        "tariffs": [],
        "availability": None,
    }
    empty.do(steps.register_provider, code="hoofd", name="Hoofd")
    covered = [{"segment": "B", "profile": "1", "intensity": "PE"}]
    items = {"items": covered, "leadContractor": "hoofd"}
    (contract,) = _shown(empty, "recordContract", **PERIOD, **items)["provider"]["contracts"]
    assert contract == {
        "segment": {"code": "B"},
        "leadContractor": "hoofd",
        "period": {"first": "2026-01-01", "last": None},
        "arrangements": [{"code": ARRANGEMENT}],
    }
    ended = _shown(empty, "endContract", **PERIOD, last="2026-12-31")["provider"]
    assert ended["contracts"][0]["period"]["last"] == "2026-12-31"
    agreed = _shown(empty, "recordAgreement", **PERIOD, code="vergunning")["provider"]
    assert agreed["agreements"] == [{"code": "vergunning", "period": {"last": None}}]
    over = _shown(empty, "endAgreement", **PERIOD, code="vergunning", last="2026-06-30")
    assert over["provider"]["agreements"][0]["period"]["last"] == "2026-06-30"
    paid = _shown(empty, "recordTariff", **PERIOD, **PAID)["provider"]["tariffs"]
    expected = {name: PAID[name] for name in ("arrangement", "amountCents", "source")}
    assert paid == [{**expected, "period": {"last": None}}]
    less = {**PERIOD, "arrangement": ARRANGEMENT, "last": "2026-06-30"}
    assert _shown(empty, "endTariff", **less)["provider"]["tariffs"][0]["period"] == {
        "last": "2026-06-30"
    }
    waiting = _shown(empty, "reportAvailability", **WAIT)["provider"]["availability"]
    assert waiting == {"waitingDays": 30, "asOf": "2026-03-01"}


def test_a_provider_gets_another_name_and_keeps_what_was_not_said(entered: Counter) -> None:
    _shown(entered, "registerProvider", **NEW, agbCode="12345678")
    told = _shown(entered, "registerProvider", code="nieuw", name="Zorg Anders")["provider"]
    assert (told["name"], told["agbCode"]) == ("Zorg Anders", "12345678")


def test_the_same_key_shows_the_provider_as_the_first_answer_did(entered: Counter) -> None:
    first = entered.do(steps.register_provider, idempotencyKey="een", **NEW)
    entered.do(steps.register_provider, code="nieuw", name="Zorg Anders")
    assert entered.do(steps.register_provider, idempotencyKey="een", **NEW) == first
    assert first.made["provider"]["name"] == "Zorg Nieuw"
    with pytest.raises(Refused) as refused:
        entered.do(steps.register_provider, idempotencyKey="een", code="nieuw", name="Zorg Derde")
    assert refused.value.code == "CONFLICT"


def test_a_dry_run_stores_nothing_and_shows_no_provider(entered: Counter) -> None:
    before = entered.see(stored.things)
    for step, given in (
        (steps.register_provider, {"code": "ander", "name": "Ander"}),
        (steps.record_contract, {**PERIOD, "items": B}),
        (steps.record_agreement, {**PERIOD, "code": "vergunning"}),
        (steps.record_tariff, {**PERIOD, **PAID}),
        (steps.report_availability, WAIT),
    ):
        told = entered.do(step, dryRun=True, **given)
        assert (told.made, told.problems) == ({}, ())
    assert entered.see(stored.things) == before


BAD: Mapping[str, tuple[Any, dict[str, Any], str, ProblemCode]] = {
    "an AGB code of seven digits": (
        steps.register_provider, NEW | {"agbCode": "1234567"}, "agbCode", ProblemCode.INVALID,
    ),
    "a website that is a program": (
        steps.register_provider, NEW | {"website": "javascript:alert(1)"}, "website",
        ProblemCode.INVALID,
    ),
    "a code with a space": (
        steps.register_provider, NEW | {"code": "zorg nieuw"}, "code", ProblemCode.INVALID,
    ),
    "a name of a thousand letters": (
        steps.register_provider, NEW | {"name": "n" * 1000}, "name", ProblemCode.INVALID,
    ),
    "a contract of a provider that nobody knows": (
        steps.record_contract, {**PERIOD, "provider": "weg", "items": B}, "provider",
        ProblemCode.UNKNOWN,
    ),
    "a contract that ends before it begins": (
        steps.record_contract, {**PERIOD, "last": "2025-12-31", "items": B}, "last",
        ProblemCode.INVALID,
    ),
    "a contract for a segment that is not bought": (
        steps.record_contract, {**PERIOD, "items": [*B, {"segment": "X"}]}, "items.1.segment",
        ProblemCode.INVALID,
    ),
    "a contract for a profile that does not exist": (
        steps.record_contract, {**PERIOD, "items": [{"segment": "B", "profile": "9"}]},
        "items.0.profile", ProblemCode.INVALID,
    ),
    "a contract for nothing": (
        steps.record_contract, {**PERIOD, "items": []}, "items", ProblemCode.INVALID,
    ),
    "a subcontractor of itself": (
        steps.record_contract, {**PERIOD, "items": B, "leadContractor": "nieuw"},
        "leadContractor", ProblemCode.INVALID,
    ),
    "the end of a contract that is not there": (
        steps.end_contract, {**PERIOD, "last": "2026-12-31"}, "first", ProblemCode.UNKNOWN,
    ),
    "an agreement that ends before it begins": (
        steps.record_agreement, {**PERIOD, "code": "vergunning", "last": "2025-12-31"}, "last",
        ProblemCode.INVALID,
    ),
    "the end of an agreement that is not there": (
        steps.end_agreement, {**PERIOD, "code": "vergunning", "last": "2026-12-31"}, "first",
        ProblemCode.UNKNOWN,
    ),
    "a tariff of an arrangement that does not exist": (
        steps.record_tariff, {**PERIOD, **PAID, "arrangement": "X"}, "arrangement",
        ProblemCode.UNKNOWN,
    ),
    "a tariff below nothing": (
        steps.record_tariff, {**PERIOD, **PAID, "amountCents": -1}, "amountCents",
        ProblemCode.INVALID,
    ),
    "the end of a tariff that is not there": (
        steps.end_tariff, {**PERIOD, "arrangement": ARRANGEMENT, "last": "2026-12-31"}, "first",
        ProblemCode.UNKNOWN,
    ),
    "a wait of less than no days": (
        steps.report_availability, WAIT | {"waitingDays": -1}, "waitingDays",
        ProblemCode.INVALID,
    ),
    "a wait that is said tomorrow": (
        steps.report_availability, WAIT | {"asOf": "2026-03-03"}, "asOf", ProblemCode.INVALID,
    ),
    "a wait for a profile that does not exist": (
        steps.report_availability, WAIT | {"profile": "9"}, "profile", ProblemCode.INVALID,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_right_is_a_problem_and_stores_nothing(entered: Counter, name: str) -> None:
    step, given, path, code = BAD[name]
    before = _kept(entered)
    told = entered.do(step, **given)
    assert [(problem.code, problem.path) for problem in told.problems] == [(code, path)]
    assert told.problems[0].message.endswith(".")
    assert told.made == {}
    assert _kept(entered) == before


def test_contracts_that_overlap_are_refused_whole(entered: Counter) -> None:
    entered.do(steps.record_contract, **PERIOD, items=B)
    told = entered.do(steps.record_contract, provider="nieuw", first="2026-07-01", items=B)
    (problem,) = told.problems
    assert (problem.path, problem.code) == ("first", ProblemCode.INVALID)
    assert "geldt al vanaf 1 januari 2026" in problem.message
    assert len(entered.see(stored.rows(tables.Contract))) == 1
    assert len(entered.see(stored.rows(tables.ContractItem))) == 1


@pytest.mark.parametrize(
    "wrong", [{"amountCents": 2**40}, {"first": "2026-02-30"}, {"per": "EEUW"}], ids=str
)
def test_what_no_value_of_its_kind_can_be_is_an_error_before_anything_is_done(
    entered: Counter, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        entered.do(steps.record_tariff, **PERIOD | PAID | wrong)
    assert refused.value.code == "BAD_USER_INPUT"
