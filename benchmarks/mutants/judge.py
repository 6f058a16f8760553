"""Whether a region still holds: its worked cases and facts first, because they are quick.

Ends with 0 where nothing notices that the region was changed: the mutant survives.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from jeugdregio_core.conformance.cases import load_cases, run_case
from jeugdregio_core.conformance.facts import load_facts
from jeugdregio_core.loading import Plugin, build_rulebook

SETTINGS = [
    "-x",
    "-q",
    *("-p", "no:cacheprovider", "--disable-plugin-autoload"),
    *("-k", "not test_a_worked_case_holds"),
]
"""Of pytest: stop at the first failure, and leave out what was asked above."""


def holds(region: str) -> bool:
    """Whether the plugin loads, and every worked case and fact holds."""
    package = f"jeugdregio_{region}"
    rulebook = build_rulebook(Plugin(region, package, "0", import_module(package)))
    return not (
        any(run_case(rulebook, case) for case in load_cases(package, region))
        or any(fact.failures(rulebook) for fact in load_facts(package))
    )


def main(root: Path, region: str) -> int:
    """0 where the region holds, for its cases and for its tests."""
    if not holds(region):
        return 1
    tests = sorted((root / "tests" / "plugins").glob(f"test_{region}*.py"))
    return pytest.main([*SETTINGS, f"--rootdir={root}", *map(str, tests)])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
