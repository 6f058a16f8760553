"""Made-up families of every region in a store, and who works for the region."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.columns.history import add_history
from tests.support.databases import Databases
from tests.support.office import Office, registry
from tests.support.rows import NOON
from tests.support.scenes import SCENES

from jeugdregio_core.casework.demo.fill import Wish, fill
from jeugdregio_core.store.transaction import Store, open_store


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def full_store(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Store]:
    """Made-up families of every region, on SQLite and on PostgreSQL."""
    with databases.migrated(request.param) as url, open_store(url) as store:
        fill(store, registry().rulebooks.values(), Wish(referrals=150, moment=NOON))
        add_history(store)
        yield store


@pytest.fixture
def office(store: Store) -> Office:
    """The office of Westfriesland, where nothing is on file yet."""
    office = Office(store, "westfriesland")
    SCENES["westfriesland"].open(office)
    return office
