"""The part ``pages``: the 50-item page beside a floor by hand and beside other GraphQL servers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import databases
from benchmarks.measured import Figure, Goal, Measured, Row, Table
from benchmarks.pages import growth, node_subjects, profile, workers
from benchmarks.pages.answers import leaves
from benchmarks.pages.asked import REGION
from benchmarks.pages.load.requests import ask
from benchmarks.pages.load.tool import tool
from benchmarks.pages.python_subjects import (
    EAGER,
    FLOOR,
    OURS,
    PLAIN,
    PROMISES,
    Scene,
    eager,
    floors,
    ours,
)
from benchmarks.pages.rounds import SLOWEST, SPEED, compare, rounds, started
from benchmarks.pages.shared import scene
from benchmarks.pages.subject import Subject
from benchmarks.settings import Settings

NO_PLANS = {"max_plans": "0"}
"""The setting that leaves every question to strawberry's executor."""


def run(settings: Settings) -> Measured:
    """Measure every subject on both databases."""
    with databases.postgresql_server(settings) as server:
        with databases.copy_of_file(databases.sqlite(settings.size)) as url:
            in_file = _beside(scene(url, settings), [], settings)
        made = databases.postgresql(server, settings.size)
        with databases.copy_on_server(server, made) as url:
            node = list(node_subjects.subjects(scene(url, settings)))
            on_server = _beside(scene(url, settings), node, settings)
            four = workers.measure(scene(url, settings), settings)
        grown = growth.measure(server, settings)
    says = (
        f"50 of the referrals of one region out of {settings.size:,} in all: "
        f"{on_server.values:,} values. {settings.connections} connections, kept alive; load by "
        f"{tool()}. The first two columns are ratios in the same round."
    )
    return Measured(
        tables=(
            Table("The page, PostgreSQL", _with_ratios(on_server.rows), says),
            Table("The page, SQLite", _with_ratios(in_file.rows), says),
            *four.tables,
            *grown.tables,
        ),
        goals=(*_goals(on_server.rows, in_file.rows), *four.goals, *grown.goals),
        notes={
            **node_subjects.notes(),
            "Where the time of a page goes, PostgreSQL": on_server.profile,
            "Where the time of a page goes, SQLite": in_file.profile,
        },
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """What came of the subjects over one database."""

    rows: Sequence[Row]
    values: int
    """How many values the page holds."""
    profile: str


def _beside(here: Scene, others: Sequence[Subject], settings: Settings) -> _Beside:
    """Every subject in turn."""
    plain = ours(here, PLAIN, **NO_PLANS)
    subjects = [*floors(here), ours(here), plain, eager(here), *others]
    with started(subjects) as servers:
        floor = servers[0]
        compare(floor, servers[1:])
        rows = rounds(servers, settings)
        compare(floor, servers[1:])
        page = ask(floor.server.port, floor.subject.requests[0])
        own = next(one for one in servers if one.subject.name == OURS)
        shown = profile.text(own)
    databases.check_log(here.url, REGION)
    return _Beside(rows, leaves(page), shown)


def _with_ratios(rows: Sequence[Row]) -> list[Row]:
    bases = {"x floor": FLOOR, "x floor with promises": PROMISES}
    return [
        Row(
            row.subject,
            {name: _ratio(rows, row.subject, base) for name, base in bases.items()}
            | dict(row.figures),
        )
        for row in rows
    ]


def _of(rows: Sequence[Row], subject: str) -> Row:
    return next(row for row in rows if row.subject == subject)


def _ratio(rows: Sequence[Row], subject: str, base: str, column: str = SPEED) -> Figure:
    return _of(rows, subject).figures[column].over(_of(rows, base).figures[column])


def _goals(server: Sequence[Row], file: Sequence[Row]) -> list[Goal]:
    peers = {
        node_subjects.POSTGRAPHILE: (3.0, 6.0),
        node_subjects.MERCURIUS: (0.8, 1.5),
    }
    there = {row.subject for row in server}
    return [
        Goal("page, PostgreSQL, against the floor", _ratio(server, OURS, FLOOR), 0.8, 1.0),
        *(
            Goal(f"the same, against {name}", _ratio(server, OURS, name), *bounds)
            for name, bounds in peers.items()
            if name in there
        ),
        Goal("page, SQLite, against the floor", _ratio(file, OURS, FLOOR), 0.8, 1.0),
        Goal(
            "the same, p99 against that of the floor",
            _ratio(file, OURS, FLOOR, SLOWEST),
            3.0,
            at_most=True,
        ),
        Goal(
            "strawberry's executor here, against strawberry by hand, PostgreSQL",
            _ratio(server, PLAIN, EAGER),
            1.0,
            2.0,
        ),
        Goal("the same, SQLite", _ratio(file, PLAIN, EAGER), 1.0, 2.0),
    ]
