"""How long commands take that people wait for."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measured import Figure, Row, Table
from benchmarks.processes import installed

_COMMANDS = ("--version", "--help", "plugins", "check --help", "serve --help", "schema")
_CODE = {
    "an empty interpreter": "pass",
    "import jeugdregio_core": "import jeugdregio_core",
    "import jeugdregio_api.app": "import jeugdregio_api.app",
}


def table(times: int) -> Table:
    """Every command, so many times."""
    program = str(Path(sys.executable).with_name("jeugdregio"))
    asked = {f"jeugdregio {said}": [program, *said.split()] for said in _COMMANDS}
    asked |= {name: [sys.executable, "-c", code] for name, code in _CODE.items()}
    rows = [
        Row(name, {"ms": Figure(tuple(_milliseconds(command) for _ in range(times + 1))[1:])})
        for name, command in asked.items()
    ]
    return Table("Commands", rows)


def _milliseconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=installed())
    return (time.perf_counter() - began) * 1000
