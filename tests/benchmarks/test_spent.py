"""What a load took of the machine, by who took it."""

from __future__ import annotations

from benchmarks.pages.spent import Meter


def test_what_processes_of_a_database_took_is_added_up_though_some_came_and_some_went() -> None:
    before = Meter(1.0, {1: 10.0, 2: 5.0}, 100.0)
    after = Meter(3.0, {1: 11.0, 3: 0.5}, 108.0)
    spent = after.since(before)
    assert (spent.server, spent.database, spent.machine) == (2.0, 1.5, 8.0)
