"""GraphiQL is built with npm where npm is. It never stands in the way where it is not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "api" / "graphiql"
TRIED = "api/graphiql/.tried"
FAILING = "#!/bin/sh\necho 'npm: geen netwerk' >&2\nexit 1\n"
NEEDED = ("make", "sh", "touch")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What a checkout holds of the build, on a machine with hardly any programs."""
    leave = shutil.ignore_patterns("node_modules", ".tried", "build.log")
    shutil.copytree(SOURCES, tmp_path / "api" / "graphiql", ignore=leave)
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "bin").mkdir()
    for name in NEEDED:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    return tmp_path


def _npm(checkout: Path, script: str) -> None:
    program = checkout / "bin" / "npm"
    program.write_text(script)
    program.chmod(0o755)


def _try(checkout: Path) -> str:
    """What is said when GraphiQL is wanted; that may never fail."""
    env = {"PATH": str(checkout / "bin"), "LC_ALL": os.environ.get("LC_ALL", "C.UTF-8")}
    command = [str(checkout / "bin" / "make"), "-s", TRIED]
    ran = subprocess.run(
        command, cwd=checkout, env=env, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def test_without_npm_one_line_says_so(checkout: Path) -> None:
    said = _try(checkout)
    assert said == "De eenvoudige pagina komt in de plaats van GraphiQL: npm is er niet.\n"


def test_a_build_that_fails_is_told_once_and_not_tried_at_every_start(checkout: Path) -> None:
    _npm(checkout, FAILING)
    first, second = _try(checkout), _try(checkout)
    assert "zie api/graphiql/build.log" in first
    assert "make graphiql" in first
    assert second == ""
    assert "geen netwerk" in (checkout / "api/graphiql/build.log").read_text()


def test_a_build_that_works_is_done_once(checkout: Path) -> None:
    _npm(checkout, '#!/bin/sh\necho "$@" >> ../../asked\n')
    assert _try(checkout) == "GraphiQL wordt gebouwd. Dat gebeurt één keer.\n"
    assert _try(checkout) == ""
    asked = (checkout / "asked").read_text().splitlines()
    assert [line.split()[0] for line in asked] == ["ci", "run"]


def test_the_lock_file_names_what_is_built_with_and_no_registry() -> None:
    lock = json.loads((SOURCES / "package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())
