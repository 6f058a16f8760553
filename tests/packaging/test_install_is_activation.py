"""What pip installs is there, in the command and in the API; nothing else has to be done."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]
REGIONS = sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))

ELSEWHERE = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "elders-jeugdregels"
version = "2.5"
dependencies = ["jeugdregio-core"]

[project.entry-points."jeugdregio.regions"]
elders = "jeugdregels_van_elders"

[tool.hatch.build.targets.wheel]
packages = ["jeugdregels_van_elders"]
"""
RULES = '''\
"""Another region, by another maker."""

from jeugdregio_core import Municipality, Region, RuleTopic, Source, hookimpl, rule, since

VALID = since(2026)
LEAFLET = Source("Folder")


@hookimpl
def region_identity():
    here = Municipality(code="9002", name="Elders", valid=VALID, source=LEAFLET)
    return Region(
        code="elders",
        name="Regio Elders",
        organisation="Elders",
        source=LEAFLET,
        municipalities=(here,),
    )


@rule("elders-01", topic=RuleTopic.ACCESS, valid=VALID, source=LEAFLET)
def everyone_is_welcome(case):
    """Iedereen is welkom."""


@hookimpl
def region_rules():
    return [everyone_is_welcome]
'''

pytestmark = pytest.mark.slow


def _told(environment: Any) -> tuple[int, dict[str, str]]:
    """The exit status of ``jeugdregio plugins`` and the version of each region it names."""
    ran = environment.run("jeugdregio", "plugins", "--json")
    regions = json.loads(ran.stdout)["regions"]
    return ran.returncode, {region["code"]: region["version"] for region in regions}


@contextmanager
def _service(environment: Any) -> Iterator[str]:
    with environment.start("jeugdregio", "serve", "--port", "0") as service:
        try:
            said = re.search(r"http://\S+/graphql", service.stdout.readline())
            assert said is not None
            yield said[0]
        finally:
            service.terminate()


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a region that is made outside this repository."""
    folder = tmp_path_factory.mktemp("elders")
    package = folder / "jeugdregels_van_elders"
    package.mkdir()
    (folder / "pyproject.toml").write_text(ELSEWHERE)
    (package / "__init__.py").write_text(RULES)
    return folder


def test_without_a_region_the_command_says_how_to_install_one(environment: Any) -> None:
    ran = environment.run("jeugdregio", "plugins")
    assert ran.returncode == 1
    assert "pip install jeugdregio-" in ran.stderr


def test_with_one_region_installed_there_is_one_region(environment: Any, with_regions: Any) -> None:
    with with_regions(REGIONS[0]):
        status, regions = _told(environment)
    assert status == 0
    assert list(regions) == [REGIONS[0]]


def test_with_every_region_installed_all_are_there(environment: Any, with_regions: Any) -> None:
    with with_regions(*REGIONS):
        status, regions = _told(environment)
    assert status == 0
    assert list(regions) == REGIONS


def test_a_region_made_elsewhere_is_there_after_pip_install_alone(
    environment: Any, with_regions: Any, elsewhere: Path
) -> None:
    with with_regions(REGIONS[0]):
        environment.pip("install", elsewhere)
        status, regions = _told(environment)
        with _service(environment) as url:
            asked = {"query": "{ regions { code name } }"}
            answer = httpx.post(url, json=asked).json()
        environment.pip("uninstall", "-y", "elders-jeugdregels")
    assert status == 0
    assert regions == {REGIONS[0]: "0.1.0", "elders": "2.5"}
    assert {"code": "elders", "name": "Regio Elders"} in answer["data"]["regions"]
    assert len(answer["data"]["regions"]) == 2
