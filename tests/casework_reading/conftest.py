"""Readers of an office with two providers, and of a store full of made-up families."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support.databases import Databases
from tests.support.office import Office, registry
from tests.support.reading import Reader
from tests.support.rows import NOON
from tests.support.scenes import SCENES

from jeugdregio_core.casework.demo.fill import Wish, fill
from jeugdregio_core.store.transaction import Store, open_store


@pytest.fixture
def office(store: Store) -> Office:
    """The office of Westfriesland."""
    office = Office(store, "westfriesland")
    SCENES["westfriesland"].open(office)
    return office


@pytest.fixture
def reader(office: Office) -> Reader:
    """Reads in that office."""
    return Reader(office)


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def full_store(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Store]:
    """Made-up families of every region, on SQLite and on PostgreSQL. Nothing is added to it."""
    with databases.migrated(request.param) as url, open_store(url) as store:
        fill(store, registry().rulebooks.values(), Wish(referrals=150, moment=NOON))
        yield store


@pytest.fixture(params=["friesland", "westfriesland", "zhz", "aa_zawa"])
def full_reader(request: pytest.FixtureRequest, full_store: Store) -> Reader:
    """Reads of each region."""
    return Reader(Office(full_store, request.param))
