"""What can be chosen of a run of the benchmark, from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PARTS = ("pages", "rules", "start")
BUILD = Path("build/bench")
"""Where the made-up data and everything else that can be thrown away is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How one run is done. The usual values take less than a quarter of an hour."""

    parts: tuple[str, ...] = PARTS
    size: int = 100_000
    """How many referrals there are, for all regions together."""
    rounds: int = 5
    """How often every subject gets its turn."""
    seconds: float = 3
    """How long one turn is measured."""
    connections: int = 16
    large: bool = False
    """Whether growth and a what-if are also measured at a million, which takes minutes to make."""
    database_url: str | None = None
    """A PostgreSQL server to use instead of one of our own. Databases are made on it."""


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of ``BENCH`` and ``BENCH_*``. Raises SystemExit for a part that is not there."""
    usual = Settings()
    parts = tuple(environment.get("BENCH", "").replace(",", " ").split()) or PARTS
    if unknown := set(parts) - set(PARTS):
        raise SystemExit(f"BENCH can be {', '.join(PARTS)}; not {', '.join(sorted(unknown))}.")
    return Settings(
        parts=parts,
        size=int(environment.get("BENCH_SIZE", usual.size)),
        rounds=int(environment.get("BENCH_ROUNDS", usual.rounds)),
        seconds=float(environment.get("BENCH_SECONDS", usual.seconds)),
        large=environment.get("BENCH_LARGE", "") not in ("", "0"),
        database_url=environment.get("BENCH_DATABASE_URL") or None,
    )
