"""A counter per region, over HTTP inside this process, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.support.counter import Counter, posting, service
from tests.support.office import Clock
from tests.support.scenes import SCENES

from jeugdregio_core.store.transaction import Store


def _open(store: Store, region: str) -> Counter:
    clock = Clock()
    opened = Counter(store, region, clock, post=posting(service(store, clock)))
    SCENES[region].open(opened)
    return opened


@pytest.fixture
def open_counter(store: Store) -> Callable[[str], Counter]:
    """Opens the counter of a region."""
    return lambda region: _open(store, region)


@pytest.fixture
def counter(open_counter: Callable[[str], Counter]) -> Counter:
    """The counter of Westfriesland, on 2 March 2026."""
    return open_counter("westfriesland")
