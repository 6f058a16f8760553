"""Help under a catalogue that ended is listed with what the region's rules say of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.support.office import ACCESS, Office
from tests.support.scenes import allocated, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.phase_out import Due, due_for_conversion

OLD = {"intensity": "A", "start": "2025-06-03"}


def _due(office: Office, on: date | None = None) -> tuple[Due, ...]:
    return office.desk.look(
        ACCESS, "phaseOut", office.region, lambda w: due_for_conversion(w, on or w.day)
    ).due


def _old(office: Office, client: str, end: str | None, start: str = "2025-06-03") -> str:
    office.clock.set(2025, 6, 2)
    referral = referred(office, client, receivedOn="2025-06-01")
    allocated(office, referral, intensity="A", start=start, end=end)
    office.clock.set(2026, 3, 2)
    return referral


def test_old_help_that_runs_to_the_last_day_of_the_old_contract_is_due(office: Office) -> None:
    _old(office, "K-1", "2026-06-30")
    _old(office, "K-2", "2026-06-29")
    _old(office, "K-3", None)
    due = _due(office)
    assert [one.client for one in due] == ["K-1", "K-3"]
    first = due[0]
    assert (first.municipality, first.number, first.provider) == ("0405", 1, "noord")
    assert (first.segment, first.profile, first.intensity) == ("B", "1", "A")
    assert (first.start, first.end) == (date(2025, 6, 3), date(2026, 6, 30))
    assert [reason.rule for reason in first.reasons] == ["westfriesland-24"]
    assert "315" in first.reasons[0].message


def test_help_of_the_new_catalogue_and_help_that_stopped_are_not_due(office: Office) -> None:
    allocated(office, referred(office, "K-1"), end=None)
    _old(office, "K-2", None)
    place = {"municipality": "0405", "number": 2}
    office.do(steps.record_delivery, kind="START", on="2025-06-03", **place)
    assert [one.client for one in _due(office)] == ["K-2"]
    office.do(steps.record_delivery, kind="STOP", on="2026-03-01", reason="31", **place)
    assert _due(office) == ()


def test_before_the_old_catalogue_ended_nothing_is_due(office: Office) -> None:
    _old(office, "K-1", None)
    assert _due(office, date(2025, 6, 30)) == ()
    assert len(_due(office, date(2025, 7, 1))) == 1
    assert len(_due(office, date(2027, 1, 1))) == 1


def test_the_list_comes_in_pages(office: Office) -> None:
    for number in range(5):
        _old(office, f"K-{number}", None)
    seen: list[Any] = []
    after: Any = None
    for _ in range(3):
        place = after
        page = office.desk.look(
            ACCESS,
            "phaseOut",
            office.region,
            lambda w, place=place: due_for_conversion(w, w.day, 2, place),  # type: ignore[misc]
        )
        seen += [one.number for one in page.due]
        after = page.after
    assert seen == [1, 2, 3, 4, 5]
    assert after is None


def test_old_help_is_converted_by_stopping_it_and_asking_anew(office: Office) -> None:
    referral = _old(office, "K-1", None)
    place = {"municipality": "0405", "number": 1}
    office.clock.set(2026, 6, 1)
    office.do(steps.record_delivery, kind="START", on="2025-06-03", **place)
    office.do(steps.record_delivery, kind="STOP", on="2026-05-31", reason="38", **place)
    converted = allocated(office, referral, start="2026-06-01", end="2027-05-31")
    assert of(converted)["number"] == 2
    assert _due(office) == ()


def test_another_region_lists_by_its_own_rules(
    open_office: Callable[[str], Office],
) -> None:
    """In ZaWa the contracts of 2018 ended with 2021; in Amsterdam nobody said so."""
    office = open_office("aa_zawa")
    office.clock.set(2021, 6, 1)
    for client, municipality in (("zaanstad", "0479"), ("diemen", "0384")):
        referral = referred(
            office, client, receivedOn="2021-05-31", client={"municipality": municipality}
        )
        allocated(office, referral, start="2021-06-02", end=None)
    office.clock.set(2022, 2, 1)
    (due,) = _due(office)
    assert due.client == "zaanstad"
    assert [reason.rule for reason in due.reasons] == ["aa_zawa-29-omzetting"]
