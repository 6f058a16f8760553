"""Processor time: of a server, of the database beside it, and of the whole machine."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.processes import Running, machine_seconds, seconds_of_all

_DATABASE = "postgres"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor time."""

    server: float
    database: float
    """Of every process of PostgreSQL on this machine; nothing for one elsewhere, or for SQLite."""
    machine: float
    """Of everything, the load tool too."""

    def since(self, before: Spent) -> Spent:
        """What was spent between two moments."""
        return Spent(
            self.server - before.server,
            self.database - before.database,
            self.machine - before.machine,
        )


def spent(server: Running) -> Spent:
    """What was spent so far."""
    return Spent(server.cpu_seconds(), seconds_of_all(_DATABASE), machine_seconds())
