"""Where the time of a decision goes, by whose code it is spent in."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable, Mapping
from typing import Any

_OWNERS = (
    ("rules/encoding", "JSON"),
    ("rules/outcome", "making answers and findings"),
    ("rules/decision", "making answers and findings"),
    ("rules/agenda", "looking up what was said before"),
    ("rules/block", "looking up what was said before"),
    ("rules/combined", "looking up what was said before"),
    ("rules/in_force", "looking up what was said before"),
    ("rules/outline", "looking up what was said before"),
    ("rules/reading", "looking up what was said before"),
    ("<reading>", "looking up what was said before"),
    ("rules/engine", "asking the rules"),
    ("rules/asking", "asking the rules"),
    ("jeugdregio_core/rules/", "facts and declared tables"),
    ("jeugdregio_core", "the rest of the core"),
    ("jeugdregio_", "rules written by hand"),
)


def shares(work: Callable[[], None]) -> Mapping[str, float]:
    """The share of each owner, largest first. Profiling makes small functions look larger."""
    profile = cProfile.Profile()
    profile.runcall(work)
    stats: Any = pstats.Stats(profile)
    found: dict[str, float] = {}
    for (file, _, _), (_, _, own, _, callers) in stats.stats.items():
        if file != "~":
            found[_owner(file)] = found.get(_owner(file), 0) + own
            continue
        for (caller, _, _), (_, _, spent, _) in callers.items():  # C is spent by who calls it
            found[_owner(caller)] = found.get(_owner(caller), 0) + spent
    whole = sum(found.values())
    ordered = sorted(found.items(), key=lambda item: -item[1])
    return {owner: spent / whole for owner, spent in ordered}


def _owner(file: str) -> str:
    return next((owner for part, owner in _OWNERS if part in file), "generated or Python's own")
