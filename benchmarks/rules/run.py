"""The part ``rules``: decisions of this project beside other engines on the same tables."""

from __future__ import annotations

from benchmarks.measured import Measured
from benchmarks.settings import Settings


def run(settings: Settings) -> Measured:  # noqa: ARG001
    """Measure every engine."""
    return Measured(notes={"Rules": "Not measured yet."})
