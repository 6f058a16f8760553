"""What is counted: requests, errors, decisions and transactions that were run again."""

from __future__ import annotations

import math
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from tests.support.asking import Asker
from tests.support.counter import service
from tests.support.lives import lived
from tests.support.office import Office
from tests.support.scenes import SCENES

from jeugdregio_api.operation.metrics import MOST_NAMES
from jeugdregio_core.store import retry
from jeugdregio_core.store.errors import StoreUnavailable
from jeugdregio_core.store.failures import Failure
from jeugdregio_core.store.transaction import Store

DECIDE = """query Beoordelen { decide(input: {region: "westfriesland"
    request: {segment: "B", profile: "1", intensity: "PE", start: "2026-04-01"}}) { verdict } }"""


@pytest.fixture
def api() -> Asker:
    """A service of rules alone."""
    return Asker(service(None))


def _counted(api: Asker) -> dict[str, float]:
    lines = api.get("/metrics").text.splitlines()
    counted = (line.rpartition(" ") for line in lines if line and not line.startswith("#"))
    return {name: float(value) for name, _, value in counted}


def test_a_request_is_counted_by_the_name_of_its_operation_and_its_status(api: Asker) -> None:
    for _ in range(3):
        api.ask("query Regios { regions { code } }")
    counted = _counted(api)
    assert counted['jeugdregio_requests_total{operation="Regios",status="200"}'] == 3
    assert counted['jeugdregio_request_seconds_count{operation="Regios"}'] == 3
    assert counted['jeugdregio_request_seconds_sum{operation="Regios"}'] > 0


def test_the_code_of_every_error_is_counted(api: Asker) -> None:
    api.post('{ een: region(code: "weg") { code } twee: region(code: "weg") { code } }')
    api.post("{ nietBekend }")
    counted = _counted(api)
    assert counted['jeugdregio_errors_total{code="NOT_FOUND"}'] == 2
    assert counted['jeugdregio_errors_total{code="BAD_USER_INPUT"}'] == 1


def test_a_decision_is_counted_with_what_every_rule_found(api: Asker) -> None:
    verdict = api.ask(DECIDE)["decide"]["verdict"]
    counted = _counted(api)
    decisions = f'jeugdregio_decisions_total{{region="westfriesland",verdict="{verdict}"}}'
    assert counted[decisions] == 1
    found = {n: v for n, v in counted.items() if n.startswith("jeugdregio_findings_total")}
    assert any('rule="westfriesland-04"' in name for name in found)
    assert set(found.values()) == {1}


def test_names_that_callers_make_up_cannot_fill_the_memory(api: Asker) -> None:
    for number in range(MOST_NAMES + 5):
        api.ask(f"query Naam{number} {{ regions {{ code }} }}")
    counted = _counted(api)
    told = [n for n in counted if n.startswith("jeugdregio_requests_total{operation=")]
    assert len(told) == MOST_NAMES + 1  # and all others together
    assert counted['jeugdregio_requests_total{operation="other",status="200"}'] == 5


def test_a_transaction_that_is_run_again_is_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = Asker(service(store))
    monkeypatch.setattr(retry, "failure_of", lambda _error: Failure.AGAIN)
    tries: list[None] = []

    def work(_session: Any) -> None:
        tries.append(None)
        if len(tries) < 3:
            raise OperationalError("", {}, Exception())

    store.write((), work)
    assert _counted(api)['jeugdregio_store_retries_total{reason="again"}'] == 2


def test_a_deployment_can_do_without_metrics() -> None:
    assert Asker(service(None, metrics=False)).get("/metrics").status_code == 404


def test_it_is_told_for_how_long_the_oldest_message_waits(store: Store) -> None:
    office = Office(store, "aa_zawa")
    SCENES["aa_zawa"].open(office)
    api = Asker(service(store, office.clock))
    assert _counted(api)["jeugdregio_outbox_oldest_seconds"] == 0
    lived(office)
    begun = office.clock()
    office.clock.later(minutes=5)
    waits = _counted(api)["jeugdregio_outbox_oldest_seconds"]
    assert waits >= (office.clock() - begun).total_seconds() == 300


def test_a_store_that_is_away_hides_no_other_metrics(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = Asker(service(store))
    api.ask("query Regios { regions { code } }")

    def away(_work: Any) -> Any:
        raise StoreUnavailable

    monkeypatch.setattr(store, "read", away)
    counted = _counted(api)
    assert counted['jeugdregio_requests_total{operation="Regios",status="200"}'] == 1
    assert math.isnan(counted["jeugdregio_outbox_oldest_seconds"])
