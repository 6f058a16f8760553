"""A fictitious region made by ``new-region``, installed for one test, broken where it says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from jeugdregio_core.cli.new_region import new_region

PACKAGE = "jeugdregio_proefland"

Edit = tuple[str, str, str]
"""In which file, what, becomes what."""
Install = Callable[..., str]


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``jeugdregio new-region proefland`` makes."""
    folder = tmp_path_factory.mktemp("generated")
    with chdir(folder):
        new_region("proefland")
    return folder / "jeugdregio-proefland"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder from which this process imports, and forgets what it imported."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    yield folder
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]


@pytest.fixture
def install(generated: Path, site: Path) -> Install:
    """Lay the region down as pip would, with these edits; gives the name of its package."""

    def lay(*edits: Edit, point: str = f"proefland = {PACKAGE}") -> str:
        shutil.copytree(generated / "src" / PACKAGE, site / PACKAGE)
        for name, old, new in edits:
            file = site / PACKAGE / name
            text = file.read_text("utf-8") if file.exists() else ""
            assert old in text, f"{name} does not hold {old!r}"
            file.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
        metadata = site / f"{PACKAGE}-0.1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text("Name: jeugdregio-proefland\nVersion: 0.1.0\n", "utf-8")
        (metadata / "entry_points.txt").write_text(f"[jeugdregio.regions]\n{point}\n", "utf-8")
        return PACKAGE

    return lay


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the processes that order sets otherwise: they are slow, and shown elsewhere."""
    monkeypatch.setattr("jeugdregio_core.conformance.determinism._SEEDS", ())


@pytest.fixture
def kit(site: Path, tmp_path: Path) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Run this test file of a plugin with pytest, in a process of its own."""

    def run(text: str) -> subprocess.CompletedProcess[str]:
        file = tmp_path / "test_conformance.py"
        file.write_text(text, "utf-8")
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", file],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run
