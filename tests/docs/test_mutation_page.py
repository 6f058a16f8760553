"""The page about mutation testing has a figure for every region, and each is good enough."""

from __future__ import annotations

import re
from pathlib import Path

from tests.docs.blocks import INTEGRATORS

ROOT = Path(__file__).parents[2]
REGIONS = sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))
ROWS = re.findall(
    r"^\| `(\w+)` \| (\d+) \| (\d+) \| (\d+\.\d) % \|$",
    (INTEGRATORS / "mutation.md").read_text("utf-8"),
    flags=re.M,
)


def test_every_region_was_measured() -> None:
    assert [region for region, *_ in ROWS] == REGIONS


def test_at_least_nine_in_ten_mutants_are_killed_in_every_region() -> None:
    for region, tried, killed, share in ROWS:
        assert float(share) == round(100 * int(killed) / int(tried), 1), region
        assert int(killed) / int(tried) >= 0.9, region


def test_the_page_names_the_command_that_exists() -> None:
    assert "\nmutants:" in (ROOT / "Makefile").read_text("utf-8")
