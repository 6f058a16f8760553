"""One engine in a process of its own: ``python -m benchmarks.rules.bulk.process NAME ROWS ROUNDS``.

Prints what it found as JSON: seconds per round, memory, and a hash of its verdicts.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
from time import perf_counter

import numpy as np
from benchmarks.rules.bulk.engines import ENGINES, ZEN_ROWS
from benchmarks.rules.bulk.exported import scene


def main(name: str, rows: int, rounds: int) -> None:
    """Judge the rows so many times, after once to warm up."""
    made = scene(rows)
    before = _memory()
    judge = ENGINES[name](made)
    verdicts = judge()
    seconds = []
    for _ in range(rounds):
        begun = perf_counter()
        verdicts = judge()
        seconds.append(perf_counter() - begun)
    first = np.ascontiguousarray(verdicts[:ZEN_ROWS].astype(np.int64))
    found = {
        "seconds": [one * rows / len(verdicts) for one in seconds],
        "judged": len(verdicts),
        "memory": _memory(),
        "more": _memory() - before,
        "first": hashlib.sha256(first.tobytes()).hexdigest(),
        "counts": np.bincount(verdicts, minlength=5).tolist(),
    }
    print(json.dumps(found))


def _memory() -> float:
    """The most that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
