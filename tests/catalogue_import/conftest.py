"""Organisations of the four regions, each with a store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.own_tables import Organisation

from jeugdregio_core.registry import Registry, load_registry
from jeugdregio_core.store.transaction import Store


@pytest.fixture(scope="session")
def registry() -> Registry:
    """Every region that is installed."""
    return load_registry()


@pytest.fixture
def organisation(store: Store, registry: Registry, tmp_path: Path) -> Callable[[str], Organisation]:
    """The organisation of a region, on SQLite and on PostgreSQL."""
    return lambda region: Organisation(store, registry, region, tmp_path)
