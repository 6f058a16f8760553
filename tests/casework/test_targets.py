"""ZHZ: where casework holds the figures of a target it counts them, elsewhere it says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from tests.support.office import ACCESS, Office, contracted, guard
from tests.support.scenes import SCENES, allocated, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.months import later, length
from jeugdregio_core.casework.targets import TargetFigure, figures
from jeugdregio_core.guard import Guard
from jeugdregio_core.model.codes import Status
from jeugdregio_core.model.source import Source
from jeugdregio_core.supplement import Supplement, Supplied, supplied_norm

STAY, NORMS, PLACE, CRISIS = (
    "middelen-verblijf",
    "middelen-normen",
    "middelen-2-plaatsing",
    "middelen-5-crisis",
)
LIVING = {"segment": "2", "productCategory": "44", "entry": "CENTRAL_ACCESS"}


def _figures(office: Office) -> dict[str, TargetFigure]:
    found = office.desk.look(ACCESS, "targets", office.region, lambda w: figures(w, w.day))
    return {figure.target.code: figure for figure in found}


def _begun(office: Office, client: str, received: date, start: date, **request: object) -> None:
    office.clock.set(received.year, received.month, received.day)
    referral = referred(office, client, receivedOn=received.isoformat(), segment="2")
    given = {"start": received.isoformat(), "end": None, "lifelong": True} | request
    place = of(allocated(office, referral, **given))
    office.clock.set(start.year, start.month, start.day)
    told = office.do(steps.record_delivery, kind="START", on=start.isoformat(), **place)
    assert not told.problems


def test_a_place_within_three_months_counts_as_in_time(zhz: Office) -> None:
    for number in range(19):
        _begun(zhz, f"K-{number}", date(2025, 1, 15), date(2025, 4, 15), **LIVING)
    _begun(zhz, "laat", date(2025, 1, 15), date(2025, 4, 16), **LIVING)
    zhz.clock.set(2025, 6, 1)
    referred(zhz, "wacht", receivedOn="2025-05-01", segment="2")
    referred(zhz, "elders", receivedOn="2025-01-01", segment="4")
    place = _figures(zhz)[PLACE]
    assert (place.figure, place.counted, place.left_out) == (Decimal(95), 20, 1)
    assert place.met is False, "95 procent is niet meer dan 95 procent"
    zhz.clock.set(2025, 8, 2)
    later_on = _figures(zhz)[PLACE]
    assert (later_on.counted, later_on.left_out) == (21, 0)


def test_the_mean_stay_is_over_stays_that_ended(zhz: Office) -> None:
    stay = {"segment": "1", "productCategory": "43", "entry": "CENTRAL_ACCESS"}
    for client, begun, ended in (
        ("K-1", date(2025, 1, 1), date(2025, 8, 31)),
        ("K-2", date(2025, 1, 1), date(2025, 10, 31)),
        ("K-3", date(2025, 1, 1), None),
    ):
        _begun(zhz, client, begun, begun, **stay | {"segment": "2"})
        if ended is None:
            continue
        zhz.clock.set(ended.year, ended.month, ended.day)
        number = int(client[-1])
        told = zhz.do(
            steps.record_delivery,
            municipality="0505",
            number=number,
            kind="STOP",
            on=ended.isoformat(),
            reason="31",
        )
        assert not told.problems
    zhz.clock.set(2025, 12, 1)
    mean = _figures(zhz)[STAY]
    assert (mean.figure, mean.counted, mean.left_out) == (Decimal(9), 2, 1)
    assert mean.met is True


def _with_norms(region: str) -> Guard:
    norm = supplied_norm(
        subject="4",
        quantity="duur",
        value=6,
        unit="maanden",
        source=Source("Dienstenlijst"),
    )
    return Guard(guard(region).rulebook.supplemented(Supplement((Supplied(norm),))), 60)


def test_norms_that_nobody_knows_give_no_figure(zhz: Office) -> None:
    zhz.clock.set(2024, 3, 1)
    referral = referred(zhz, receivedOn="2024-02-01")
    allocated(zhz, referral, start="2024-04-01", end="2024-09-30")
    norms = _figures(zhz)[NORMS]
    assert (norms.figure, norms.counted, norms.left_out, norms.met) == (None, 0, 1, None)


def test_what_was_allocated_in_2024_is_held_against_the_norms(zhz: Office) -> None:
    zhz.guards = _with_norms
    zhz.clock.set(2024, 3, 1)
    given = {"start": "2024-04-01", "end": "2024-09-30"}
    for number in range(3):
        referral = referred(zhz, f"K-{number}", receivedOn="2024-02-01")
        allocated(zhz, referral, norms={"durationMonths": 6}, **given)
    beyond = referred(zhz, "K-9", receivedOn="2024-02-01")
    refused = asked(zhz, beyond, norms={"durationMonths": "6.1"}, **given)
    assert [p.rule for p in refused.problems] == ["zhz-05"]
    zhz.do(
        steps.record_document,
        client="K-9",
        kind="TOESTEMMING_NORMAFWIJKING",
        author="LOKAAL_TEAM",
    )
    allocated(zhz, beyond, norms={"durationMonths": "6.1"}, **given)
    zhz.clock.set(2025, 1, 1)
    late = referred(zhz, "K-10", receivedOn="2024-12-01")
    allocated(zhz, late, norms={"durationMonths": 2}, start="2025-02-01", end="2025-03-01")
    norms = _figures(zhz)[NORMS]
    assert (norms.figure, norms.counted, norms.left_out) == (Decimal(75), 4, 0)
    assert norms.met is False
    assert norms.until == date(2024, 12, 31)


def test_the_longest_wait_in_a_crisis_is_in_hours(open_office: Callable[[str], Office]) -> None:
    office = open_office("zhz")
    office.add(contracted("zhz", "spoed", ("5",), agreements=["hoofdovereenkomst"]))
    crisis = {"segment": "5", "productCategory": "46", "reportedAt": "2026-03-01T08:00:00+01:00"}
    for client, offered in (("K-1", "2026-03-02T08:00:00+01:00"), ("K-2", None)):
        told = asked(office, referred(office, client), "spoed", offeredAt=offered, **crisis)
        assert told.made
    wait = _figures(office)[CRISIS]
    assert (wait.figure, wait.counted, wait.left_out, wait.met) == (Decimal(24), 1, 1, True)


def test_a_target_of_a_later_year_says_when_it_begins(zhz: Office) -> None:
    zhz.clock.set(2023, 6, 1)
    norms = _figures(zhz)[NORMS]
    assert (norms.figure, norms.counted) == (None, 0)
    assert norms.explanation == "Dit doel begint op 1 januari 2024."


def test_a_target_that_casework_cannot_count_says_so(zhz: Office) -> None:
    found = _figures(zhz)
    assert set(found) == {t.code for f in guard("zhz").rulebook.norm_frameworks for t in f.targets}
    for figure in found.values():
        assert figure.explanation.endswith(".")
        if figure.target.measured_by is None:
            assert (figure.figure, figure.counted, figure.met) == (None, 0, None)
        if figure.target.status is not Status.KNOWN:
            assert figure.met is None


@pytest.mark.parametrize("region", sorted(SCENES))
def test_every_region_can_be_asked_for_its_targets(
    open_office: Callable[[str], Office], region: str
) -> None:
    office = open_office(region)
    named = [t for f in guard(region).rulebook.norm_frameworks for t in f.targets]
    assert len(_figures(office)) == len(named)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2025, 1, 1), date(2025, 9, 30), "9"),
        (date(2025, 1, 15), date(2025, 2, 14), "1"),
        (date(2025, 1, 31), date(2025, 2, 27), "1"),
        (date(2025, 4, 1), date(2025, 4, 15), "0.5"),
        (date(2025, 12, 31), date(2025, 12, 31), "0.0323"),
    ],
)
def test_a_period_is_counted_in_months_as_people_do(first: date, last: date, months: str) -> None:
    assert round(length(first, last), 4) == round(Decimal(months), 4)


def test_three_months_later_is_never_beyond_the_end_of_the_month() -> None:
    assert later(date(2024, 11, 30), 3) == date(2025, 2, 28)
    assert later(date(2025, 12, 1), 3) == date(2026, 3, 1)
