"""What a server loads before it can answer, by package: from ``python -X importtime``."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable

from benchmarks.processes import installed

_MOST = 16
_LOADS = """
import gc; gc.disable()  # as the command does
import jeugdregio_api.command, jeugdregio_api.app, jeugdregio_api.operation.processes
from jeugdregio_core.registry import load_registry; load_registry()
from jeugdregio_core.store.migrations import prepare
from jeugdregio_core.casework.desk import Desk
from jeugdregio_core.casework.reading import referrals
"""


def text() -> str:
    """A table of packages: the time in their own modules, as the interpreter counts it."""
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", _LOADS],
            env=installed(),
            capture_output=True,
            text=True,
            check=True,
        )
    found = by_package(ran.stderr.splitlines())
    rows = [f"| {name} | {spent / 1000:.0f} |" for name, spent in found.most_common(_MOST)]
    rest = found.total() - sum(spent for _, spent in found.most_common(_MOST))
    head = ["| package | ms in its own modules |", "| --- | ---: |"]
    return "\n".join([*head, *rows, f"| all others | {rest / 1000:.0f} |"])


def by_package(lines: Iterable[str]) -> Counter[str]:
    """Microseconds per package."""
    found: Counter[str] = Counter()
    for line in lines:
        cells = line.removeprefix("import time:").split("|")
        if len(cells) == 3 and cells[0].strip().isdigit():
            found[cells[2].strip().partition(".")[0]] += int(cells[0])
    return found
