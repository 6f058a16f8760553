"""Put one family to the regions that are installed, and read what each of them states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from jeugdregio_core.comparison import SideBySide, compare
from jeugdregio_core.comparison.differences import Aspect
from jeugdregio_core.comparison.question import parse_comparison
from jeugdregio_core.comparison.statements import Statement
from jeugdregio_core.guard import Guard
from jeugdregio_core.registry import load_registry

SEPTEMBER = {"start": "2025-09-01"}
FOUR = ["aa_zawa", "friesland", "westfriesland", "zhz"]
RUNNING = {"segment": "B", "profile": "1", "provider": "a1", "start": "2025-01-01", "initial": True}
CHOSEN = [
    {"region": "aa_zawa", "segment": "B", "profile": "1", "intensity": "PERSPECTIEF"},
    {"region": "friesland", "segment": "SJH", "profile": "A", "intensity": "1"},
    {"region": "westfriesland", "segment": "B", "profile": "1", "intensity": "PE"},
    {"region": "zhz", "segment": "1"},
]


@cache
def guards() -> Mapping[str, Guard]:
    """The regions that are installed."""
    return {code: Guard(book, seconds=5) for code, book in load_registry().rulebooks.items()}


def put(*regions: str | dict[str, Any], **situation: Any) -> SideBySide:
    """Put a situation to these regions, or to all that are installed."""
    named = [{"region": r} if isinstance(r, str) else r for r in regions]
    return put_to(guards(), regions=named, **situation)


def put_to(held: Mapping[str, Guard], **asked: Any) -> SideBySide:
    """Put a situation to regions that need not be installed, on 1 September 2025."""
    return compare(replace(parse_comparison(asked), decision_date=date(2025, 9, 1)), held)


def stated(side: SideBySide, aspect: Aspect) -> dict[str, Statement]:
    """What each region states, where they differ."""
    found = [difference for difference in side.differences if difference.aspect is aspect]
    return {statement.region: statement for d in found for statement in d.statements}
