"""Friesland: a reason says what is missing, and what it speaks of has a code to point at."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.parse import parse_case

REGION = "friesland"
OLD, NEW = date(2023, 12, 31), date(2024, 1, 1)


def said(rulebook: Rulebook, code: str, **request: Any) -> str:
    asked = {
        "region": REGION,
        "decisionDate": NEW,
        "client": {"municipality": "0080", "needLevel": "NOOD"},
        "request": {"segment": "SJH", "start": NEW} | request,
    }
    found = rulebook.decide(parse_case(asked)).findings
    return next(f.message for f in found if f.rule.code == code)


@pytest.mark.parametrize(
    ("half", "missing"),
    [
        ({"profile": "A"}, "Bij profiel A ontbreekt de intensiteit."),
        ({"intensity": "1"}, "Bij intensiteit 1 ontbreekt het profiel."),
        ({}, "Het profiel en de intensiteit ontbreken."),
    ],
)
def test_half_a_pic_is_told_which_half_is_missing(
    rulebook: Rulebook, half: dict[str, str], missing: str
) -> None:
    assert said(rulebook, "friesland-04", **half).startswith(missing)


@pytest.mark.parametrize(
    ("day", "code"), [(OLD, "friesland-stapelen-2018"), (NEW, "friesland-stapelen-2024")]
)
def test_a_matrix_has_a_code_to_point_at(rulebook: Rulebook, day: date, code: str) -> None:
    matrix = rulebook.stacking_on(day)
    assert matrix is not None
    assert matrix.code == code


@pytest.mark.parametrize(
    ("beside", "code"), [("SJH", "d-beside-h"), ("PLEEGZORG", "h-beside-pleegzorg")]
)
def test_a_condition_has_a_code_to_point_at(rulebook: Rulebook, beside: str, code: str) -> None:
    matrix = rulebook.stacking_on(NEW)
    assert matrix is not None
    assert [condition.code for condition in matrix.term("SJH", beside).conditions] == [code]
