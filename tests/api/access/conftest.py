"""The service and what is on file in three regions, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support.acting import Stage, World, stage, world
from tests.support.databases import Databases

from jeugdregio_core.store.transaction import open_store


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def files(request: pytest.FixtureRequest, databases: Databases) -> Iterator[World]:
    """Made once: what these tests try, nobody may do."""
    with databases.migrated(request.param) as url, open_store(url) as store:
        yield world(store)


@pytest.fixture(scope="package")
def service(files: World) -> Stage:
    """The service over that store."""
    return stage(files.store)
