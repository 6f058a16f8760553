"""``make mutants``: change every region in small ways, and see whether its cases notice.

Cosmic Ray makes the changes, one at a time, in a copy of the repository: nobody who works in the
tree meets a mutant, and no change in the tree meets the run. Two regions run beside each other.
"""

from __future__ import annotations

import json
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
from typing import Any

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent.relative_to(ROOT)
REGIONS = sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))
COPIED = ("pyproject.toml", "core/src", "plugins", "tests/plugins", str(HERE))
AT_ONCE = 2

SETTINGS = """\
[cosmic-ray]
module-path = "{copy}/plugins/{region}/src/jeugdregio_{region}"
timeout = 60.0
excluded-modules = []
test-command = "{python} {copy}/{here}/judge.py {copy} {region}"

[cosmic-ray.distributor]
name = "local"

[cosmic-ray.filters.operators-filter]
exclude-operators = [
  "core/ReplaceBinaryOperator_BitOr_",
  "core/ReplaceComparisonOperator_(Is_Eq|IsNot_NotEq)$",
]
"""
"""Left out is what changes nothing: ``|`` stands in types only, and ``is`` only before what is the
one of its kind, where ``==`` says the same."""

OPERATORS = "[cosmic_ray.operator_providers]\ntables = tables:Tables\n"


def main(regions: list[str]) -> None:
    """Mutate these regions, or all, and print of each how many died and which survived."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as at_once:
        for told in at_once.map(partial(_mutated, Path(folder)), regions or REGIONS):
            print(told, flush=True)


def _mutated(folder: Path, region: str) -> str:
    copy = _copied(folder / region)
    settings = SETTINGS.format(copy=copy, region=region, here=HERE, python=sys.executable)
    (copy / "settings.toml").write_text(settings, "utf-8")
    known = copy / "mutants-0.dist-info"
    known.mkdir()
    (known / "METADATA").write_text("Name: mutants\nVersion: 0\n", "utf-8")
    (known / "entry_points.txt").write_text(OPERATORS, "utf-8")

    run = partial(_run, copy)
    run("cosmic-ray", "init", "settings.toml", "session")
    run("cr-filter-operators", "session", "settings.toml")
    run("cosmic-ray", "baseline", "settings.toml")
    run("cosmic-ray", "exec", "settings.toml", "session")
    return "\n".join(_told(region, run("cosmic-ray", "dump", "session")))


def _told(region: str, dump: str) -> Iterator[str]:
    tried = [tuple(json.loads(line)) for line in dump.splitlines()]
    done = [(item, result) for item, result in tried if result["worker_outcome"] != "skipped"]
    survived = [_place(*one) for one in done if one[1]["test_outcome"] != "killed"]
    killed = len(done) - len(survived)
    yield f"| `{region}` | {len(done)} | {killed} | {100 * killed / len(done):.1f} % |"
    yield from sorted(survived)


def _place(item: dict[str, Any], result: dict[str, Any]) -> str:
    (mutation,) = item["mutations"]
    place = f"{Path(mutation['module_path']).name}:{mutation['start_pos'][0]:03}"
    changed = re.findall(r"^[+-](?![+-]).*$", result["diff"] or "", re.MULTILINE)
    return "\n    ".join([f"  {place} {mutation['operator_name']}", *changed])


def _copied(folder: Path) -> Path:
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return folder


def _run(copy: Path, program: str, *arguments: str) -> str:
    sources = [copy, copy / HERE, copy / "core/src", *copy.glob("plugins/*/src")]
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
        sys.exit(f"{copy.name}: {program} {arguments[0]} failed:\n{ran.stdout}{ran.stderr}")
    return ran.stdout


if __name__ == "__main__":
    main(sys.argv[1:])
