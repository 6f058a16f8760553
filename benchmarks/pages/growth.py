"""How the time of a page grows with the number of referrals. One caller, who waits for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace

from benchmarks import databases
from benchmarks.measured import Goal, Measured, Row, Table
from benchmarks.pages.load.requests import ask
from benchmarks.pages.python_subjects import OPERATION, ours
from benchmarks.pages.rounds import MIDDLE, rounds, started
from benchmarks.pages.shared import scene
from benchmarks.settings import Settings
from sqlalchemy.engine import URL

_SMALL, _LARGE = 10_000, 1_000_000
_REACH = 1.3
_SAYS = """\
Milliseconds per page (p50), one caller who waits. Every page was asked once before, so that none
comes from the disk."""


def measure(server: URL, settings: Settings) -> Measured:
    """Pages with and without the number of referrals in the whole list, on both databases."""
    sizes = sorted({_SMALL, settings.size, *([_LARGE] if settings.large else [])})
    rows: list[Row] = []
    with ExitStack() as copies:
        for kind in ("SQLite", "PostgreSQL"):
            urls = {size: copies.enter_context(_copy(kind, server, size)) for size in sizes}
            rows += _rows(kind, urls, settings)
    return Measured(
        tables=[Table("Growth", rows, _SAYS)],
        goals=[goal for row in rows for goal in _goals(row)],
    )


def _copy(kind: str, server: URL, size: int) -> databases.Copy:
    sqlite = kind == "SQLite"
    url = databases.sqlite(size) if sqlite else databases.postgresql(server, size)
    if size >= _LARGE:
        return databases.as_it_is(url)
    return databases.copy_of_file(url) if sqlite else databases.copy_on_server(server, url)


def _rows(kind: str, urls: Mapping[int, str], settings: Settings) -> Iterator[Row]:
    operation = OPERATION.read_text("utf-8")
    queries = {
        f"{kind}, with totalCount": operation,
        f"{kind}, without totalCount": operation.replace("totalCount", ""),
    }
    scenes = {size: replace(scene(url, settings), connections=1) for size, url in urls.items()}
    for name, query in queries.items():
        subjects = [ours(here, f"{size:,}", query) for size, here in scenes.items()]
        with started(subjects) as servers:
            for one in servers:
                for request in one.subject.requests:
                    ask(one.server.port, request)
            measured = rounds(servers, settings)
        yield Row(name, {row.subject: row.figures[MIDDLE] for row in measured})


def _goals(row: Row) -> Iterator[Goal]:
    small = f"{_SMALL:,}"
    for size in row.figures:
        if size != small:
            ratio = row.figures[size].over(row.figures[small])
            what = f"page at {size} referrals against {small}, {row.subject}"
            yield Goal(what, ratio, _REACH, at_most=True)
