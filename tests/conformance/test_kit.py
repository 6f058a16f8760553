"""The classes that a plugin inherits hold every check, and notice when one is left out."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest
from tests.conformance.conftest import Edit, Install

from jeugdregio_core.conformance.assessment import CHECKS
from jeugdregio_core.conformance.check import Level
from jeugdregio_core.conformance.kit import (
    BasicConformance,
    RegionConformance,
    SoundConformance,
    Unexplained,
)

Kit = Callable[[str], subprocess.CompletedProcess[str]]

LEVELS = {
    Level.BRONS: BasicConformance,
    Level.ZILVER: SoundConformance,
    Level.GOUD: RegionConformance,
}
TEST_FILE = """\
from jeugdregio_core.conformance.kit import {kit}


class TestProefland({kit}):
    plugin = "jeugdregio_proefland"
"""
SILENT: Edit = ("access.py", '"Er is geen einddatum. Spreek af wanneer de hulp stopt."', '"Nee"')


def replaced(_self: object) -> None:
    """A plugin's own test."""


@pytest.mark.parametrize("level", Level)
def test_every_check_up_to_a_level_is_a_test_of_its_class(level: Level) -> None:
    tests = {name for name in dir(LEVELS[level]) if name.startswith("test_")}
    assert tests == {f"test_{check.name}" for check in CHECKS if check.level <= level}


def test_a_sound_region_passes_every_test_of_the_kit(install: Install, kit: Kit) -> None:
    install()
    ran = kit(TEST_FILE.format(kit="RegionConformance"))
    assert f"{len(CHECKS)} passed" in ran.stdout, ran.stdout


def test_a_region_that_falls_short_fails_that_test_with_the_reason(
    install: Install, kit: Kit
) -> None:
    install(SILENT)
    ran = kit(TEST_FILE.format(kit="RegionConformance"))
    assert ran.returncode == 1
    assert f"1 failed, {len(CHECKS) - 1} passed" in ran.stdout, ran.stdout
    assert "TestProefland::test_sentences" in ran.stdout
    assert "de zin eindigt niet op een punt" in ran.stdout


def test_a_region_that_does_not_load_fails_with_the_reason(install: Install, kit: Kit) -> None:
    install(("access.py", '"proefland-05"', '"elders-05"'))
    ran = kit(TEST_FILE.format(kit="BasicConformance"))
    assert ran.returncode == 1
    assert "de code moet beginnen met 'proefland-'" in ran.stdout, ran.stdout


@pytest.mark.parametrize("instead", [replaced, None])
@pytest.mark.parametrize("name", ["test_identity", "test_sentences", "test_both_sides"])
def test_a_test_of_the_kit_that_is_replaced_or_taken_away_is_noticed(
    name: str, instead: object
) -> None:
    with pytest.raises(Unexplained, match=f"TestProefland laat {name} van de kit weg"):
        type("TestProefland", (RegionConformance,), {name: instead})


def test_a_reason_of_nothing_is_no_reason() -> None:
    with pytest.raises(Unexplained):
        type(
            "TestProefland",
            (RegionConformance,),
            {"test_gaps": None, "deviations": {"test_gaps": " "}},
        )


def test_with_a_reason_a_test_of_the_kit_may_be_replaced() -> None:
    made = type(
        "TestProefland",
        (RegionConformance,),
        {"test_gaps": None, "deviations": {"test_gaps": "De regio begint in 2026."}},
    )
    assert vars(made)["test_gaps"] is None


def test_a_class_below_one_with_a_reason_is_held_to_it_too() -> None:
    above = type(
        "Above",
        (RegionConformance,),
        {"test_gaps": None, "deviations": {"test_gaps": "De regio begint in 2026."}},
    )
    with pytest.raises(Unexplained, match="test_unknowns"):
        type("Below", (above,), {"test_unknowns": None})
