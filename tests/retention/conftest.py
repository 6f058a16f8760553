"""An office on both databases, in a region where everything can happen."""

from __future__ import annotations

import pytest
from tests.support.office import Office
from tests.support.scenes import SCENES

from jeugdregio_core.store.transaction import Store


@pytest.fixture
def office(store: Store) -> Office:
    """The office of Amsterdam-Amstelland and Zaanstreek-Waterland."""
    made = Office(store, "aa_zawa")
    SCENES["aa_zawa"].open(made)
    return made
