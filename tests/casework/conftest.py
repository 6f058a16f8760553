"""An office per region, on both databases, with two providers under contract."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.support.office import Office
from tests.support.scenes import SCENES

from jeugdregio_core.store.transaction import Store


@pytest.fixture
def open_office(store: Store) -> Callable[[str], Office]:
    """Opens the office of a region."""

    def opened(region: str) -> Office:
        office = Office(store, region)
        SCENES[region].open(office)
        return office

    return opened


@pytest.fixture
def office(open_office: Callable[[str], Office]) -> Office:
    """The office of Westfriesland."""
    return open_office("westfriesland")


@pytest.fixture
def zhz(open_office: Callable[[str], Office]) -> Office:
    """The office of Zuid-Holland Zuid."""
    return open_office("zhz")


@pytest.fixture
def aa_zawa(open_office: Callable[[str], Office]) -> Office:
    """The office of Amsterdam-Amstelland and Zaanstreek-Waterland."""
    return open_office("aa_zawa")
