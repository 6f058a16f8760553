"""Westfriesland: a reason names what was asked, and nothing that was not."""

from __future__ import annotations

from typing import Any

import pytest

from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.parse import parse_case

REGION = "westfriesland"
ALLOCATION = {"segment": "B", "profile": "1", "intensity": "PE", "start": "2025-09-01"}


def said(rulebook: Rulebook, code: str, **asked: Any) -> str:
    given = {"region": REGION, "decisionDate": "2025-11-10"} | asked
    found = rulebook.decide(parse_case(given)).findings
    return next(f.message for f in found if f.rule.code == code)


@pytest.mark.parametrize(
    ("profile", "subject"),
    [({"profile": "3"}, "Profiel 3"), ({}, "Wat er gevraagd wordt")],
)
def test_what_is_not_checked_in_segment_c_is_named(
    rulebook: Rulebook, profile: dict[str, str], subject: str
) -> None:
    request = {"segment": "C", "start": "2025-12-01"} | profile
    told = said(rulebook, "westfriesland-04-v-c", request=request)
    assert told.startswith(f"{subject} is niet getoetst:")


@pytest.mark.parametrize(
    ("end", "kept"), [({"end": "2026-08-31"}, "31 augustus 2026"), ({}, "open")]
)
def test_a_change_of_the_end_is_told_which_end_stays(
    rulebook: Rulebook, end: dict[str, str], kept: str
) -> None:
    told = said(
        rulebook,
        "westfriesland-17",
        kind="CHANGE",
        request=ALLOCATION | {"start": "2025-12-01", "end": "2026-09-30"},
        changeOf=ALLOCATION | end,
    )
    assert told == f"De einddatum blijft {kept}; 30 september 2026 kan niet."
