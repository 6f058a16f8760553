"""A wheel holds what its folder holds, the licence, and word of its types."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
NAMES = ["core", "api", *sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))]

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("name", NAMES)]


def _source(name: str) -> Path:
    folder = ROOT / name if name in ("core", "api") else ROOT / "plugins" / name
    return folder / "src"


def test_a_wheel_holds_every_file_of_its_package(wheels: dict[str, Path], name: str) -> None:
    source = _source(name)
    wanted = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with ZipFile(wheels[name]) as wheel:
        held = {path for path in wheel.namelist() if ".dist-info/" not in path}
    assert held == wanted
    assert f"jeugdregio_{name}/py.typed" in held


def test_a_wheel_carries_the_licence(wheels: dict[str, Path], name: str) -> None:
    with ZipFile(wheels[name]) as wheel:
        licence = next(p for p in wheel.namelist() if p.endswith(".dist-info/licenses/LICENSE"))
        metadata = next(p for p in wheel.namelist() if p.endswith(".dist-info/METADATA"))
        assert wheel.read(licence) == (ROOT / "LICENSE").read_bytes()
        assert b"License-Expression: EUPL-1.2\n" in wheel.read(metadata)
        assert b"License-File: LICENSE\n" in wheel.read(metadata)
