"""``make bench``: run the parts, print what came of them and keep it in RESULTS.md."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from benchmarks.machine import around, program
from benchmarks.measured import Measured
from benchmarks.settings import BUILD, read_settings
from benchmarks.written import part, with_parts

RESULTS = Path("benchmarks/RESULTS.md")
_PACKAGES = (
    "uvicorn uvloop httptools starlette strawberry-graphql graphql-core orjson asyncpg psycopg "
    "SQLAlchemy sqlmodel numpy pyarrow zen-engine openfisca-core duckdb"
).split()


def main() -> None:
    """Run every part that was asked. A promise that was not kept is told, and fails nothing."""
    settings = read_settings()
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in settings.parts:
        print(f"== {name}", flush=True)
        busy = f"load {os.getloadavg()[0]:.1f} before it began"
        run = import_module(f"benchmarks.{name}.run").run
        measured: Measured = run(settings)
        programs = filter(None, (program("node", "--version"), program("wrk", "--version")))
        section = part(name, measured, around(*_PACKAGES, also=(busy, *programs)))
        print(section, flush=True)
        old = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
        RESULTS.write_text(with_parts(old, {name: section}), "utf-8")


if __name__ == "__main__":
    main()
