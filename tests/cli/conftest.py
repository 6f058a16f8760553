"""The command line with one fictitious region installed, in this process or in a real one."""

from __future__ import annotations

import importlib.util
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jeugdregio_core import registry
from jeugdregio_core.cli import main
from jeugdregio_core.loading import Plugin
from jeugdregio_core.registry import Registry, build_registry

VOORBEELD = Path(__file__).with_name("voorbeeld.py")


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture(scope="session")
def voorbeeld() -> Any:
    spec = importlib.util.spec_from_file_location("voorbeeld", VOORBEELD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Callable[[Registry], None]:
    """Make this registry the one that is installed."""

    def load(these: Registry) -> None:
        monkeypatch.setattr(registry, "load_registry", lambda: these)

    return load


@pytest.fixture
def installed(voorbeeld: Any, loaded: Callable[[Registry], None]) -> Registry:
    """The fictitious region is the only one installed."""
    built = build_registry([Plugin("voorbeeld", "jeugdregio-voorbeeld", "1.2", voorbeeld)])
    assert not built.refused
    loaded(built)
    return built


@pytest.fixture
def jeugdregio(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process."""

    def run(*arguments: str, stdin: str = "") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, said.out, said.err)

    return run


@pytest.fixture
def checked(jeugdregio: Run, installed: Registry, tmp_path: Path) -> Run:
    """Check a case that is written to a TOML file first."""

    def run(case: str, *options: str) -> Ended:
        file = tmp_path / "situatie.toml"
        file.write_text(case, "utf-8")
        return jeugdregio("check", str(file), *options)

    return run


@pytest.fixture
def distribution(tmp_path: Path) -> Callable[..., None]:
    """Lay down a distribution as pip would: a module and its metadata."""

    def lay(name: str, module: Path | str, **points: str) -> None:
        target = tmp_path / f"{name}.py"
        if isinstance(module, Path):
            shutil.copy(module, target)
        else:
            target.write_text(module, "utf-8")
        metadata = tmp_path / f"jeugdregio_{name}-1.2.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Name: jeugdregio-{name}\nVersion: 1.2\n", "utf-8")
        groups = "".join(f"[jeugdregio.{group}]\n{point}\n" for group, point in points.items())
        (metadata / "entry_points.txt").write_text(groups, "utf-8")

    return lay


@pytest.fixture
def command(tmp_path: Path) -> Run:
    """Run the installed command as a person does, with what ``distribution`` laid down."""

    def run(*arguments: str, stdin: str = "") -> Ended:
        ended = subprocess.run(
            [Path(sys.executable).with_name("jeugdregio"), *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run
