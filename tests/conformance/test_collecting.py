"""What others do while garbage is collected is not laid at a rule's door."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.conformance.conftest import Install

from jeugdregio_core.conformance.candidate import load_candidate
from jeugdregio_core.conformance.effects import side_effects


@contextmanager
def measured_at_every_turn() -> Iterator[list[float]]:
    turns: list[float] = []

    def measure(_phase: str, _info: dict[str, int]) -> None:
        turns.append(time.perf_counter())

    threshold = gc.get_threshold()
    gc.callbacks.append(measure)
    gc.set_threshold(1)
    try:
        yield turns
    finally:
        gc.set_threshold(*threshold)
        gc.callbacks.remove(measure)


def test_a_clock_that_is_read_while_garbage_is_collected_is_no_effect(install: Install) -> None:
    candidate = load_candidate(install())
    with measured_at_every_turn() as turns:
        assert side_effects(candidate) == ()
    assert turns
    assert gc.isenabled()
