"""What keeps the parts apart: who may know whom, and what no file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grimp
import pytest

ROOT = Path(__file__).parents[1]
REGIONS = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))
DISTRIBUTIONS = [ROOT / "core", ROOT / "api", *REGIONS]

each_region = pytest.mark.parametrize("region", REGIONS, ids=lambda path: path.name)
each_distribution = pytest.mark.parametrize("folder", DISTRIBUTIONS, ids=lambda path: path.name)


def _project(folder: Path) -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
    return project


def _package(folder: Path) -> str:
    return f"jeugdregio_{folder.name}"


def _in_git() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    named = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in named if path.is_file()]


def _fresh(code: str) -> str:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ran.stdout


def test_the_core_loads_no_web_no_database_and_no_validation_library() -> None:
    loaded = set(_fresh("import sys, jeugdregio_core; print(*sys.modules)").split())
    heavy = {"strawberry", "starlette", "sqlmodel", "sqlalchemy", "pydantic", "httpx", "typer"}
    assert "jeugdregio_core.hooks" in loaded
    assert loaded & heavy == set()


def test_the_service_and_the_commands_start_without_what_only_columns_need() -> None:
    start = (
        "import sys, jeugdregio_api.app, jeugdregio_api.schema, jeugdregio_core.cli.what_if; "
        "jeugdregio_api.schema.build_schema(); print(*sys.modules)"
    )
    assert set(_fresh(start).split()) & {"numpy", "pyarrow"} == set()


def test_the_core_loads_within_150_milliseconds() -> None:
    measured = "import time; t = time.process_time(); import jeugdregio_core; "
    runs = [float(_fresh(f"{measured}print(time.process_time() - t)")) for _ in range(7)]
    assert min(runs) < 0.150


@each_distribution
def test_a_distribution_imports_the_core_and_nothing_else_of_ours(folder: Path) -> None:
    graph = grimp.build_graph(_package(folder), include_external_packages=True, cache_dir=None)
    ours = {name for name in graph.modules if re.fullmatch(r"jeugdregio_\w+", name)}
    allowed = {_package(folder)} if folder.name == "core" else {_package(folder), "jeugdregio_core"}
    assert ours <= allowed


@each_distribution
def test_a_distribution_requires_the_core_and_nothing_else_of_ours(folder: Path) -> None:
    ours = [need for need in _project(folder)["dependencies"] if need.startswith("jeugdregio")]
    names = [re.split(r"[<>=~!\[; ]", need)[0] for need in ours]
    assert names == ([] if folder.name == "core" else ["jeugdregio-core"])


@each_region
def test_a_region_has_one_name_as_folder_distribution_package_and_code(region: Path) -> None:
    project = _project(region)
    assert project["name"] == f"jeugdregio-{region.name.replace('_', '-')}"
    assert project["entry-points"] == {"jeugdregio.regions": {region.name: _package(region)}}
    assert [path.name for path in (region / "src").iterdir()] == [_package(region)]


@each_region
def test_a_region_is_added_by_adding_its_folder_alone(region: Path) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    for text in (str(settings), (ROOT / "Makefile").read_text(), (ROOT / ".ci/run").read_text()):
        assert region.name not in text


@each_distribution
def test_a_distribution_carries_the_licence_of_the_whole(folder: Path) -> None:
    assert (folder / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_no_file_is_longer_than_400_lines() -> None:
    sources = [path for path in _in_git() if path.suffix == ".py"]
    assert sources
    long = {p.name: n for p in sources if (n := p.read_bytes().count(b"\n")) > 400}
    assert long == {}


def test_no_file_names_the_host_of_a_package_registry() -> None:
    hosts = [
        "pypi" + ".org",
        "python" + "hosted.org",
        "registry." + "npmjs",
        "registry." + "yarnpkg",
    ]
    download = r"https?://[^ \"]*(/simple(/|\"|$)|\.whl|\.tar\.gz#|/-/[^ \"]*\.tgz)"
    named = re.compile("|".join([*map(re.escape, hosts), download]), re.MULTILINE)
    texts = {path: path.read_text("utf-8", errors="replace") for path in _in_git()}
    assert [path.name for path, text in texts.items() if named.search(text)] == []


def _nodes(*folders: Path) -> Iterator[tuple[Path, ast.AST]]:
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                yield path, node


def test_rules_print_nothing() -> None:
    printing = [
        path.name
        for path, node in _nodes(ROOT / "core/src/jeugdregio_core/rules", *REGIONS)
        if isinstance(node, ast.Name) and node.id == "print"
    ]
    assert printing == []


def test_only_the_command_line_knows_what_day_it_is() -> None:
    edge = ROOT / "core/src/jeugdregio_core/cli"
    asking = [
        path.name
        for path, node in _nodes(ROOT / "core/src", *REGIONS)
        if edge not in path.parents
        and isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow"}
    ]
    assert asking == []
