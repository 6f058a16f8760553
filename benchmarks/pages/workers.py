"""Four processes against one, on one PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.measured import Goal, Measured, Table
from benchmarks.pages.python_subjects import FLOOR, OURS, Scene, floors, ours
from benchmarks.pages.rounds import SPEED, rounds, started
from benchmarks.pages.subject import Subject
from benchmarks.settings import Settings

_BUSY = 64
"""Enough connections for each of four processes to have some: they are not dealt out evenly."""
_SAYS = f"""\
{_BUSY} connections. Where all cores are busy, more processes cannot give more: the database and the
load tool then have what the servers would need."""


def measure(scene: Scene, settings: Settings) -> Measured:
    """This project and the floor, each with one process and with four."""
    rows = []
    for make in (_floor, _ours):
        pair = [make(replace(scene, connections=_BUSY, workers=count)) for count in (1, 4)]
        with started(pair) as servers:
            rows += rounds(servers, settings)
    one, four = rows[2:]
    gain = four.figures[SPEED].over(one.figures[SPEED])
    return Measured(
        tables=[Table("Four processes, PostgreSQL", rows, _SAYS)],
        goals=[Goal("four processes against one, PostgreSQL", gain, 2.5)],
    )


def _floor(scene: Scene) -> Subject:
    return _named(next(floors(scene)), FLOOR, scene.workers)


def _ours(scene: Scene) -> Subject:
    return _named(ours(scene), OURS, scene.workers)


def _named(subject: Subject, name: str, workers: int) -> Subject:
    return replace(subject, name=f"{name}, {workers} {'process' if workers == 1 else 'processes'}")
