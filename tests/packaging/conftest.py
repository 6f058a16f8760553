"""Wheels of every distribution, and an environment that never saw the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REGIONS = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))
DISTRIBUTIONS = [ROOT / "core", ROOT / "api", *REGIONS]

Installing = Callable[..., AbstractContextManager[None]]


class Environment:
    """A virtual environment of its own."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=False)
        self.programs = folder / "bin"
        self.folder = folder
        self._clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}

    def run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program of this environment, away from the checkout."""
        return subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.folder,
            env=self._clean,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, program: str, *arguments: str) -> subprocess.Popen[str]:
        """Start a program of this environment and read along."""
        return subprocess.Popen(
            [self.programs / program, *arguments],
            cwd=self.folder,
            env=self._clean,
            stdout=subprocess.PIPE,
            text=True,
        )

    def pip(self, *arguments: str | Path) -> None:
        """Change what is installed, with pip alone; what it builds with is pinned too."""
        pinned = str(ROOT / "constraints.txt")
        settings = {"PIP_CONSTRAINT": pinned, "PIP_BUILD_CONSTRAINT": pinned}
        pip("--python", self.programs / "python", *arguments, **settings)


def pip(*arguments: str | Path, **settings: str) -> None:
    """Run pip; what it says when it fails is told."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", *arguments]
    env = {**os.environ, **settings}
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every distribution by the name of its folder, built as a wheel."""
    built = tmp_path_factory.mktemp("wheels")
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", built, *DISTRIBUTIONS)
    return {
        folder.name: next(built.glob(f"jeugdregio_{folder.name}-*.whl")) for folder in DISTRIBUTIONS
    }


@pytest.fixture(scope="module")
def environment(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The core and the API, with the libraries they need and no region."""
    made = Environment(tmp_path_factory.mktemp("environment"))
    made.pip("install", wheels["core"], wheels["api"])
    return made


@pytest.fixture
def with_regions(environment: Environment, wheels: dict[str, Path]) -> Installing:
    """Install these regions for as long as it takes."""

    @contextmanager
    def install(*names: str) -> Iterator[None]:
        chosen = [wheels[name] for name in names]
        environment.pip("install", "--no-deps", "--no-index", *chosen)
        try:
            yield
        finally:
            environment.pip("uninstall", "-y", *(path.name.split("-")[0] for path in chosen))

    return install
