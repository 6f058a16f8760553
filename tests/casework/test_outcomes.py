"""Measurements of results: a figure or words, of help that has begun."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.support import stored
from tests.support.office import Office
from tests.support.scenes import allocated, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.desk import Told
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.store import tables


@pytest.fixture
def place(aa_zawa: Office) -> dict[str, Any]:
    """An allocation whose help began in April, seen from the end of May."""
    place = of(allocated(aa_zawa, referred(aa_zawa)))
    aa_zawa.clock.set(2026, 5, 31)
    aa_zawa.do(steps.record_delivery, kind="START", on="2026-04-07", **place)
    return place


def _measured(office: Office, place: dict[str, Any], **asked: Any) -> Told:
    usual = {"measure": "DOELREALISATIE", "measuredOn": "2026-05-30"}
    return office.do(steps.record_outcome, **place, **usual | asked)


@pytest.mark.parametrize("measure", ["GEZINSERVARING", "UITVAL", "DOELREALISATIE"])
@pytest.mark.parametrize("value", ["0", "7.25", "9999.99"])
def test_a_figure_is_kept_to_the_cent(
    aa_zawa: Office, place: dict[str, Any], measure: str, value: str
) -> None:
    told = _measured(aa_zawa, place, measure=measure, value=value)
    assert told.made["outcome"]["measure"] == measure
    (outcome,) = aa_zawa.see(stored.rows(tables.Outcome))
    assert (outcome.value, str(outcome.measure)) == (Decimal(value), measure)


def test_a_result_may_be_words(aa_zawa: Office, place: dict[str, Any]) -> None:
    assert not _measured(aa_zawa, place, text="Het gezin kan zelf verder.").problems


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ({}, "value"),
        ({"value": "7.255"}, "value"),
        ({"value": 10_000}, "value"),
        ({"value": 7, "measuredOn": "2026-03-31"}, "measuredOn"),
        ({"value": 7, "measuredOn": "2026-06-01"}, "measuredOn"),
    ],
)
def test_a_measurement_that_cannot_be_is_not_recorded(
    aa_zawa: Office, place: dict[str, Any], asked: dict[str, Any], path: str
) -> None:
    told = _measured(aa_zawa, place, **asked)
    assert [(p.code, p.path) for p in told.problems] == [(ProblemCode.INVALID, path)]


def test_help_that_did_not_begin_has_no_result(aa_zawa: Office) -> None:
    place = of(allocated(aa_zawa, referred(aa_zawa)))
    told = _measured(aa_zawa, place, value=7)
    assert [p.code for p in told.problems] == [ProblemCode.NOT_ALLOWED_NOW]
