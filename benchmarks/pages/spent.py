"""Processor time: of a server, of the database beside it, and of the whole machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.processes import Running, machine_seconds, seconds_by_process

_DATABASE = "postgres"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor time."""

    server: float
    database: float
    """Of every process of PostgreSQL on this machine; nothing for one elsewhere, or for SQLite."""
    machine: float
    """Of everything, the load tool too."""


@dataclass(frozen=True, slots=True)
class Meter:
    """How far all of them were at a moment."""

    server: float
    databases: Mapping[int, float]
    machine: float

    @classmethod
    def of(cls, server: Running) -> Meter:
        """How far they are now."""
        return cls(server.cpu_seconds(), seconds_by_process(_DATABASE), machine_seconds())

    def since(self, before: Meter) -> Spent:
        """What was spent between two moments; what a process that ended took is not known."""
        database = sum(
            seconds - before.databases.get(pid, 0) for pid, seconds in self.databases.items()
        )
        return Spent(self.server - before.server, database, self.machine - before.machine)
