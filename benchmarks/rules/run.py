"""The part ``rules``: decisions one by one, how they grow, and a million at once."""

from __future__ import annotations

from benchmarks.measured import Measured
from benchmarks.rules import decisions, growth
from benchmarks.rules.bulk import run as bulk
from benchmarks.settings import Settings


def run(settings: Settings) -> Measured:
    """Measure every engine."""
    parts = [part.measure(settings) for part in (decisions, growth, bulk)]
    return Measured(
        tables=[table for part in parts for table in part.tables],
        goals=[goal for part in parts for goal in part.goals],
        notes={title: text for part in parts for title, text in part.notes.items()},
    )
