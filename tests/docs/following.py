"""Do what the tutorial says: write its files, lay the region down, and type its commands."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.docs.blocks import INTEGRATORS, blocks, write

TUTORIAL = INTEGRATORS / "tutorial.md"
PACKAGE = "jeugdregio_zonnedal"


def follow(folder: Path) -> None:
    """Write every file of the tutorial."""
    for block in blocks(TUTORIAL):
        if block.file:
            write(block, folder)
    activate(folder)


def activate(folder: Path) -> None:
    """What pip leaves behind beside the package, from the project's own description."""
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    left = folder / "src" / f"{PACKAGE}-{project['version']}.dist-info"
    left.mkdir(parents=True, exist_ok=True)
    named = f"Name: {project['name']}\nVersion: {project['version']}\n"
    (left / "METADATA").write_text(named, "utf-8")
    points = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in held.items())
        for group, held in project["entry-points"].items()
    ]
    (left / "entry_points.txt").write_text("\n".join(points), "utf-8")


def typed(command: str, folder: Path) -> str:
    """What a command shows in this folder, where the package is importable."""
    programs = Path(sys.executable).parent
    ran = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(folder / "src"),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return ran.stdout + ran.stderr
