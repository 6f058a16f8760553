"""A region that an integrator makes far from the checkout, from the published packages alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.packaging.conftest import Environment

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def integrator(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the core, what makes a region and what tests one."""
    made = Environment(tmp_path_factory.mktemp("integrator"))
    made.pip("install", f"{wheels['core']}[scaffold,testing]")
    return made


def test_a_new_region_installs_is_discovered_and_reaches_the_highest_level(
    integrator: Environment,
) -> None:
    made = integrator.run("jeugdregio", "new-region", "duin_en_zee")
    assert made.returncode == 0, made.stderr
    folder = integrator.folder / "jeugdregio-duin-en-zee"

    integrator.pip("install", f"{folder}[test]")
    found = integrator.run("jeugdregio", "plugins", "--json")
    assert [region["code"] for region in json.loads(found.stdout)["regions"]] == ["duin_en_zee"]

    tested = integrator.run("pytest", "-W", "error", folder)
    assert tested.returncode == 0, tested.stdout
    assert "14 passed" in tested.stdout

    checked = integrator.run("jeugdregio", "check-plugin", "jeugdregio_duin_en_zee")
    assert checked.returncode == 0, checked.stderr
    assert "jeugdregio-duin-en-zee 0.1.0: goud." in checked.stdout

    covered = integrator.run("jeugdregio", "coverage")
    assert "8 van 8 genummerde regels zijn aangetoond." in covered.stdout

    again = integrator.run("jeugdregio", "new-region", "duin_en_zee")
    assert again.returncode == 64
