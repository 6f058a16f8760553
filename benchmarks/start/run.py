"""The part ``start``: how long a cold process takes, where that goes, and its memory."""

from __future__ import annotations

from dataclasses import replace

from benchmarks import databases
from benchmarks.measured import Figure, Goal, Measured, Row, Table
from benchmarks.pages.python_subjects import Scene, floors, ours
from benchmarks.pages.shared import scene
from benchmarks.pages.subject import Subject
from benchmarks.settings import Settings
from benchmarks.start import commands, imports
from benchmarks.start.cold import first_answer

_COLUMNS = FIRST, CPU, MEMORY = "first answer s", "CPU s", "memory MB"
_PROCESSES = 7
_SIZE = 10_000
_REACH, _FAR = 0.7, 0.45


def run(settings: Settings) -> Measured:
    """Start servers and commands, each several times, with nothing of them running before."""
    with databases.postgresql_server(settings) as server:
        with databases.copy_of_file(databases.sqlite(_SIZE)) as url:
            rows = _rows("SQLite", scene(url, settings))
        with databases.copy_on_server(server, databases.postgresql(server, _SIZE)) as url:
            rows += _rows("PostgreSQL", scene(url, settings))
    goals = [
        Goal(f"first answer, {row.subject}", row.figures[FIRST], _REACH, _FAR, "s", at_most=True)
        for row in rows
        if row.subject.startswith("this project")
    ]
    says = (
        "From the start of the process to a correct page with a token, from a store with "
        f"{_SIZE:,} referrals and with every region loaded; {_PROCESSES} processes, one after "
        "another. The first of all is not counted: it keeps modules compiled, as an installation "
        "has them. CPU is processor time until that answer, memory (PSS) what the process has then."
    )
    return Measured(
        tables=[Table("First answer", rows, says), commands.table(_PROCESSES)],
        goals=goals,
        notes={"Where the start goes": imports.text()},
    )


def _rows(kind: str, here: Scene) -> list[Row]:
    subjects = [ours(here, f"this project, {kind}"), _named(next(floors(here)), kind)]
    return [_row(subject) for subject in subjects]


def _named(subject: Subject, kind: str) -> Subject:

    return replace(subject, name=f"floor, {kind}")


def _row(subject: Subject) -> Row:
    found = [first_answer(subject) for _ in range(_PROCESSES + 1)][1:]
    return Row(
        subject.name,
        {
            name: Figure(values)
            for name, values in zip(_COLUMNS, zip(*found, strict=True), strict=True)
        },
    )
