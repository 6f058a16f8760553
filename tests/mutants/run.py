"""``make mutants``: change every region in small ways, and see whether its cases notice.

Cosmic Ray makes the changes, one at a time, in a copy of the repository: nobody who works in the
tree meets a mutant, and no change in the tree meets the run. Regions run beside each other.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome, WorkerOutcome

ROOT = Path(__file__).parents[2]
REGIONS = sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))
COPIED = ("pyproject.toml", "core/src", "plugins", "tests/plugins", "tests/mutants")
AT_ONCE = 2
SKIPPED = WorkerOutcome.SKIPPED

SETTINGS = """\
[cosmic-ray]
module-path = "{source}"
timeout = 60.0
excluded-modules = []
test-command = "{python} {judge} {copy} {region}"

[cosmic-ray.distributor]
name = "local"

[cosmic-ray.filters.operators-filter]
exclude-operators = [
  "core/ReplaceBinaryOperator_BitOr_.*",
  "core/ReplaceComparisonOperator_(Is|Eq)_(Is|Eq)",
  "core/ReplaceComparisonOperator_(IsNot|NotEq)_(IsNot|NotEq)",
]
"""
"""Left out is what cannot be told apart: ``|`` stands in types, ``is`` and ``==`` say the same of
members of closed lists and of short texts."""


def main(regions: list[str]) -> None:
    """Mutate these regions, or all of them, and print what survived."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as at_once:
        for told in at_once.map(partial(_mutated, Path(folder)), regions or REGIONS):
            print(told, flush=True)


def _mutated(folder: Path, region: str) -> str:
    copy = _copied(folder / region)
    source = copy / "plugins" / region / "src" / f"jeugdregio_{region}"
    judge = copy / "tests" / "mutants" / "judge.py"
    (copy / "settings.toml").write_text(
        SETTINGS.format(
            source=source, python=sys.executable, judge=judge, copy=copy, region=region
        ),
        "utf-8",
    )
    _run(copy, region, "cosmic-ray", "init", "settings.toml", "session")
    _run(copy, region, "cr-filter-operators", "session", "settings.toml")
    _run(copy, region, "cosmic-ray", "baseline", "settings.toml")
    _run(copy, region, "cosmic-ray", "exec", "settings.toml", "session")
    return "\n".join(_told(region, copy / "session"))


def _told(region: str, session: Path) -> Iterator[str]:
    with use_db(session, WorkDB.Mode.open) as held:
        done = [(i, r) for i, r in held.completed_work_items if r.worker_outcome != SKIPPED]
    survived = [(i.mutations[0], r) for i, r in done if r.test_outcome == TestOutcome.SURVIVED]
    killed = len(done) - len(survived)
    yield f"{region}: {killed} of {len(done)} mutants killed ({killed / len(done):.1%})"
    for mutation, result in sorted(survived, key=lambda pair: str(pair[0])):
        yield f"  {mutation.module_path.name}:{mutation.start_pos[0]} {mutation.operator_name}"
        yield from (f"    {ln}" for ln in result.diff.splitlines() if re.match("[+-](?![+-])", ln))


def _copied(folder: Path) -> Path:
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return folder


def _run(copy: Path, region: str, program: str, *arguments: str) -> None:
    sources = [copy, copy / "core/src", *(path for path in copy.glob("plugins/*/src"))]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, sources)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    ran = subprocess.run(
        [Path(sys.executable).parent / program, *arguments],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        sys.exit(f"{region}: {program} {arguments[0]} failed:\n{ran.stdout}{ran.stderr}")


if __name__ == "__main__":
    main(sys.argv[1:])
