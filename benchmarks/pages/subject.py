"""A server that gives the page, with what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.pages.answers import check_equal
from benchmarks.pages.load.requests import Request

Check = Callable[[str, Any, Any], None]


@dataclass(frozen=True, slots=True)
class Subject:
    """How a server is started and asked. ``{port}`` in the command is where it must listen."""

    name: str
    command: Sequence[str]
    requests: Sequence[Request]
    """One per place in the list, in the same order for every subject."""
    environment: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    check: Check = check_equal
    """Compares an answer with that of the floor. Raises Different."""
    busy: int = 16
    """Over how many connections it is asked."""
