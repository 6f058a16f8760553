"""Where the time of our page goes, by looking at the server a hundred times a second."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.pages.load.tool import load
from benchmarks.pages.rounds import Started
from benchmarks.settings import BUILD

_SECONDS = 5
_MOST = 16
_FILE = re.compile(r"\((?:.*/(?:site-packages|lib/python3\.\d+)/|.*/src/)?([^()]+?)(?::\d+)?\)$")
_SAYS = """
While all connections were busy. Only a thread that has the interpreter is seen: not one that waits
for another, for the network or for a statement inside the database."""
_NOT_DONE = "No profile was made: {}"


def text(one: Started) -> str:
    """Where the interpreter was, by package and function, and below which functions of ours."""
    program = shutil.which("py-spy", path=str(Path(sys.executable).parent))
    if program is None:
        return _NOT_DONE.format("py-spy is not there.")
    told = (BUILD / "profile").resolve()
    looking = [program, "record", "--gil", "--pid", str(one.server.process.pid), "--rate", "100"]
    looking += ["--duration", str(_SECONDS), "--format", "raw", "--output", str(told)]
    with subprocess.Popen(looking, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as looked:
        load(one.server.port, one.subject.busy, _SECONDS + 1, one.subject.requests)
        said = looked.communicate()[0].decode(errors="replace")
    if looked.returncode or not told.exists():
        return _NOT_DONE.format(said.strip()[-500:])
    stacks = [read(line) for line in told.read_text("utf-8", "replace").splitlines()]
    return "\n\n".join([_SAYS.strip(), *(_table(*table) for table in _tables(stacks))])


def read(line: str) -> tuple[list[str], int]:
    """The functions of one stack, outermost first, each as ``path: name``, and how often."""
    frames, _, count = line.rpartition(" ")
    return [_place(frame) for frame in frames.split(";")], int(count)


def _place(frame: str) -> str:
    found = _FILE.search(frame)
    name = frame.partition(" (")[0]
    return f"{found[1]}: {name}" if found else name


def by_function(stacks: Iterable[tuple[list[str], int]]) -> Counter[str]:
    """How often each function was the innermost."""
    found: Counter[str] = Counter()
    for frames, count in stacks:
        found[frames[-1]] += count
    return found


def by_package(stacks: Iterable[tuple[list[str], int]]) -> Counter[str]:
    """How often the innermost function was of each package."""
    found: Counter[str] = Counter()
    for function, count in by_function(stacks).items():
        found[function.partition("/")[0].partition(":")[0]] += count
    return found


def below(stacks: Iterable[tuple[list[str], int]]) -> Counter[str]:
    """How often each function of ours was on the stack, wherever the interpreter was below it."""
    found: Counter[str] = Counter()
    for frames, count in stacks:
        for frame in {frame for frame in frames if frame.startswith("jeugdregio_")}:
            found[frame] += count
    return found


def _tables(stacks: list[tuple[list[str], int]]) -> Iterable[tuple[str, Counter[str], int]]:
    total = sum(count for _, count in stacks)
    yield "innermost, by package", by_package(stacks), total
    yield "innermost function", by_function(stacks), total
    yield "function of ours, with all below it", below(stacks), total


def _table(title: str, found: Counter[str], total: int) -> str:
    rows = [f"| {name} | {100 * count / total:.1f} |" for name, count in found.most_common(_MOST)]
    return "\n".join([f"| {title} | % |", "| --- | ---: |", *rows])
