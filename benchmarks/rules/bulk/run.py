"""A million allocations judged at once: this project beside other engines, and from a store.

``measure`` is a part of ``rules``; by itself: ``python -m benchmarks.rules.bulk.run``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import psycopg
from benchmarks import databases
from benchmarks.measured import Figure, Goal, Measured, Row, Table
from benchmarks.rules.bulk.exported import REGION, scene
from benchmarks.rules.bulk.stored import store_rows
from benchmarks.settings import BUILD, Settings
from sqlalchemy.engine import URL

from jeugdregio_core.store.transaction import open_store

ROWS = 1_000_000
_OURS = "this project"
_NEEDS = {"duckdb": "duckdb", "openfisca-core": "openfisca_core", "zen-engine": "zen"}
_TIMES = {"duckdb": (1, 2), "openfisca-core": (3, 10), "zen-engine": (300, 1000)}
"""How many times faster this project is to be: within reach, and at best."""
_WARM, _FAR, _MEMORY = 50, 15, (200, 150)
_COLD = {"PostgreSQL": (2, 1), "SQLite": (3, 2)}
_SAYS = (
    "Westfriesland: known segments, profiles, intensities and municipalities, moves, and stacking "
    "beside one other allocation, in two catalogues. All engines give the same verdicts. Each has "
    "the rows ready and makes its tables again every round; zen-engine judges 20,000 rows, times "
    "fifty. Memory is the most that the process ever had."
)


_COLD_SAYS = (
    "Its first question in a new process reads all columns from the store, with four connections; "
    "the second finds them kept. PostgreSQL works in processes of its own, which are not counted. "
    "Memory is the most that the process ever had."
)


class OtherAnswers(Exception):
    """An engine does not give the same verdicts; comparing speeds would mean nothing."""


def measure(settings: Settings) -> Measured:
    """Every engine in a process of its own, one after the other, and what a store adds."""
    names = [_OURS, *(name for name, module in _NEEDS.items() if find_spec(module))]
    found = {name: _judged(name, settings.rounds) for name in names}
    if len({one["first"] for one in found.values()}) != 1:
        raise OtherAnswers(", ".join(names))
    milliseconds = {name: _figure(s * 1000 for s in one["seconds"]) for name, one in found.items()}
    memory = {name: Figure((one["memory"],)) for name, one in found.items()}
    rows = [
        Row(name, {"1,000,000 rows ms": milliseconds[name], "memory MB": memory[name]})
        for name in names
    ]
    cold = _cold(settings) if settings.large else []
    return Measured(
        tables=[
            Table("A million rows at once", rows, _SAYS),
            *([Table("A what-if from a store of a million", cold, _COLD_SAYS)] if cold else []),
        ],
        goals=[
            Goal("1,000,000 rows", milliseconds[_OURS], _WARM, _FAR, "ms", at_most=True),
            Goal("memory for them", memory[_OURS], *_MEMORY, "MB", at_most=True),
            *(
                Goal(
                    f"rows against {name}",
                    _figure(
                        other / own
                        for other, own in zip(
                            milliseconds[name].rounds, milliseconds[_OURS].rounds, strict=False
                        )
                    ),
                    *_TIMES[name],
                )
                for name in names[1:]
            ),
            *(
                Goal(f"cold, {row.subject}", row.figures["cold s"], *bounds, "s", at_most=True)
                for row in cold
                for bounds in (_COLD[row.subject],)
            ),
        ],
        notes=_notes(names, settings),
    )


def _judged(name: str, rounds: int) -> dict[str, Any]:
    return _process("process", name, str(ROWS), str(1 if name == "zen-engine" else rounds))


def _process(module: str, *arguments: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", f"benchmarks.rules.bulk.{module}", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    said: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return said


def _figure(rounds: Iterator[float]) -> Figure:
    return Figure(tuple(rounds))


def _cold(settings: Settings) -> list[Row]:
    """From a store with a million allocations; making it takes minutes, so it is kept."""
    rows = [_asked("SQLite", _in_sqlite(), settings)]
    with databases.postgresql_server(settings) as server:
        rows.append(_asked("PostgreSQL", _in_postgresql(server), settings))
    return rows


def _in_sqlite() -> str:
    file = (BUILD / f"allocations-{ROWS}.sqlite3").resolve()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".deel")
        unfinished.unlink(missing_ok=True)
        _fill(f"sqlite:///{unfinished}")
        unfinished.rename(file)
    return f"sqlite:///{file}"


def _in_postgresql(server: URL) -> str:
    name = f"jeugdregio_bench_allocations_{ROWS}"
    with psycopg.connect(_text(server), autocommit=True) as admin:
        known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            admin.execute(f"DROP DATABASE IF EXISTS {name}_deel".encode())
            admin.execute(f"CREATE DATABASE {name}_deel TEMPLATE template0".encode())
            _fill(_text(server.set(database=f"{name}_deel")))
            admin.execute(f"ALTER DATABASE {name}_deel RENAME TO {name}".encode())
    return _text(server.set(database=name))


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _fill(address: str) -> None:
    print(f"Making up {ROWS:,} allocations; they are kept in {BUILD}.", flush=True)
    with open_store(address) as store:
        store_rows(store, scene(ROWS).columns, REGION)


def _asked(kind: str, address: str, settings: Settings) -> Row:
    found = [_process("cold", address) for _ in range(settings.rounds)]
    return Row(
        kind,
        {
            "cold s": _figure(one["cold"] for one in found),
            "of which CPU here s": _figure(one["cold cpu"] for one in found),
            "warm s": _figure(one["warm"] for one in found),
            "memory MB": _figure(one["memory"] for one in found),
        },
    )


def _notes(names: list[str], settings: Settings) -> dict[str, str]:
    left = [name for name in _NEEDS if name not in names]
    said = [f"Not installed, so not measured: {', '.join(left)}."] if left else []
    said += [] if settings.large else ["From a store: only with `BENCH_LARGE=1`."]
    return {"A million rows at once": " ".join(said)} if said else {}
