"""The page about the kit names every check of the kit, at its own level, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.docs.blocks import INTEGRATORS

from jeugdregio_core import conformance
from jeugdregio_core.conformance.assessment import CHECKS, LOADS
from jeugdregio_core.conformance.check import Level
from jeugdregio_core.conformance.places import NothingThere, Place, look_at
from jeugdregio_core.loading import Plugin, build_rulebook

PAGE = (INTEGRATORS / "conformance.md").read_text("utf-8")
CASES = (INTEGRATORS / "cases.md").read_text("utf-8")
KIT = "".join(p.read_text("utf-8") for p in Path(str(conformance.__file__)).parent.glob("*.py"))


def test_every_check_of_the_kit_is_on_the_page_at_its_level() -> None:
    named = re.findall(r"^\| `(\w+)` \| (\w+) \| .{20,} \|$", PAGE, flags=re.M)
    held = [(check.name, check.level.label) for check in CHECKS]
    assert sorted(named) == sorted([(LOADS, Level.BRONS.label), *held])


def test_the_page_lists_the_checks_from_the_lowest_level_to_the_highest() -> None:
    levels = re.findall(r"^\| `\w+` \| (\w+) \|", PAGE, flags=re.M)
    assert levels == [level.label for level in Level for _ in range(levels.count(level.label))]


HELP = re.findall(
    r"^\| `([^`]+)` \| .+ \|$", PAGE.split("## What falls short")[1].split("\n## ")[0], flags=re.M
)


@pytest.mark.parametrize("said", HELP)
def test_the_page_explains_what_the_kit_really_says(said: str) -> None:
    for part in said.split(" ... "):
        assert part in KIT


def test_help_is_given_with_more_than_a_few_failures() -> None:
    assert len(HELP) > 5


def test_every_place_of_a_fact_is_on_the_page_about_cases(plugin: Plugin) -> None:
    rulebook = build_rulebook(plugin)
    nowhere = Place("nergens", rulebook.profile_sets[0].valid.first, "", None, None, {})
    with pytest.raises(NothingThere) as refused:
        look_at(rulebook, nowhere)
    known = str(refused.value).partition("Bekend: ")[2].rstrip(".").split(", ")
    table = CASES.split("| `of` |")[1].split("\n\n")[0]
    assert sorted(re.findall(r"^\| `([\w.]+)` \|", table, flags=re.M)) == sorted(known)
