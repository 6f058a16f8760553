"""RESULTS.md: the tables of every part, with the machine and the versions they were measured on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.measured import Figure, Goal, Measured, Table

HEAD = """# Results

Written by `make bench`; [README.md](README.md) tells how to read it. Ratios are of one run, where
all subjects shared the machine. Absolute figures are for orientation only.
"""


def figure(measured: Figure | None) -> str:
    """The median, and from where to where it went."""
    if measured is None:
        return "-"
    if len(measured.rounds) == 1:
        return number(measured.middle)
    low, high = min(measured.rounds), max(measured.rounds)
    return f"{number(measured.middle)} ({number(low)}-{number(high)})"


def number(value: float) -> str:
    """Three digits that say something."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"


def part(name: str, measured: Measured, around: str) -> str:
    """The section of one part; ``around`` says when and on what it was measured."""
    pieces = [f"## {name}", around]
    if measured.goals:
        pieces += ["### What was promised", "\n".join(_goals(measured.goals))]
    for table in measured.tables:
        pieces += [f"### {table.title}", *([table.says] if table.says else [])]
        pieces.append("\n".join(_table(table)))
    for title, text in measured.notes.items():
        pieces += [f"### {title}", text.strip()]
    return "\n\n".join(pieces) + "\n"


def with_parts(old: str, new: Mapping[str, str]) -> str:
    """The whole file. A part that was not measured now keeps its section."""
    return "\n".join([HEAD, *({**dict(_sections(old)), **new}).values()])


def _sections(text: str) -> Iterator[tuple[str, str]]:
    for section in text.split("\n## ")[1:]:
        name, _, rest = section.partition("\n")
        yield name, f"## {name}\n{rest.rstrip()}\n"


def _goals(goals: Sequence[Goal]) -> Iterator[str]:
    yield from _lines(
        ["what", "measured", "reach", "far goal", ""],
        [
            [
                goal.what,
                figure(goal.measured),
                _bound(goal, goal.reach),
                _bound(goal, goal.far),
                goal.verdict,
            ]
            for goal in goals
        ],
    )


def _bound(goal: Goal, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{'at most ' if goal.at_most else ''}{number(value)} {goal.unit}"


def _table(table: Table) -> Iterator[str]:
    columns = list(dict.fromkeys(name for row in table.rows for name in row.figures))
    yield from _lines(
        ["subject", *columns],
        [[row.subject, *(figure(row.figures.get(name)) for name in columns)] for row in table.rows],
    )


def _lines(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for cells in (heads, ["---"] + ["---:"] * (len(heads) - 1), *rows):
        yield f"| {' | '.join(cells)} |"
