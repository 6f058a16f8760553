"""Several people administer providers at once: together they break no rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from tests.support.office import BUYER, Office
from tests.support.stored import rows

from jeugdregio_core.casework import inputs_providers as inputs
from jeugdregio_core.casework import provider_steps as steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.rules.parse import parse
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store

ROUNDS, PEOPLE = 10, 4
Given = Mapping[str, Any]


def _all_at_once(
    office: Office, step: Callable[..., Told], kind: type, *given: Given
) -> list[Told]:
    usual = {"region": office.region}
    asked: list[Any] = [
        parse(kind, {**usual, "idempotencyKey": str(uuid4()), **one}) for one in given
    ]
    with ThreadPoolExecutor(PEOPLE) as people:
        return [*people.map(partial(step, office.desk, BUYER), asked)]


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store, "westfriesland")


def test_of_contracts_that_overlap_one_is_recorded(office: Office) -> None:
    for number in range(ROUNDS):
        new = {"code": f"p{number}", "name": "Nieuw"}
        _all_at_once(office, steps.register_provider, inputs.RegisterProviderInput, new)
        given = [
            {"provider": f"p{number}", "first": f"2026-0{month}-01", "items": [{"segment": "B"}]}
            for month in range(1, PEOPLE + 1)
        ]
        told = _all_at_once(office, steps.record_contract, inputs.RecordContractInput, *given)
        assert sorted(len(one.problems) for one in told) == [0, 1, 1, 1]
    assert len(office.see(rows(tables.Contract))) == ROUNDS


def test_of_providers_with_one_agb_code_one_is_registered(office: Office) -> None:
    for number in range(ROUNDS):
        given = [
            {"code": f"p{number}{one}", "name": "Nieuw", "agbCode": f"{number:08}"}
            for one in range(PEOPLE)
        ]
        told = _all_at_once(office, steps.register_provider, inputs.RegisterProviderInput, *given)
        assert sorted(len(one.problems) for one in told) == [0, 1, 1, 1]


def test_one_provider_that_several_register_is_one_provider(office: Office) -> None:
    for number in range(ROUNDS):
        given = [{"code": f"p{number}", "name": f"Nieuw {one}"} for one in range(PEOPLE)]
        told = _all_at_once(office, steps.register_provider, inputs.RegisterProviderInput, *given)
        assert {one.ids["provider"] for one in told} == {told[0].ids["provider"]}
    assert len(office.see(rows(tables.Provider))) == ROUNDS
