"""Whether the service should get requests now."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.asking import Asker
from tests.support.counter import service

from jeugdregio_core.store.errors import StoreUnavailable
from jeugdregio_core.store.transaction import Store


def test_a_service_with_regions_and_a_store_is_ready(store: Store) -> None:
    answer = Asker(service(store)).get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "reasons": []})


def test_without_its_store_it_is_alive_and_not_ready(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = Asker(service(store))

    async def away(_work: Any) -> Any:
        raise StoreUnavailable

    monkeypatch.setattr(store, "look", away)
    answer = api.get("/ready")
    assert answer.status_code == 503
    (reason,) = answer.json()["reasons"]
    assert reason.startswith("De opslag is nu niet bereikbaar.")
    assert api.get("/health").status_code == 200


def test_without_any_region_it_is_not_ready() -> None:
    answer = Asker(service(None, regions=("weg",))).get("/ready")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == ["Er is geen regio geladen."]
