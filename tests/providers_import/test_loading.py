"""A file with providers is entered by the steps of the administration: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.support.office import Office
from tests.support.reading import Reader
from tests.support.stored import counts, deeds, rows, things

from jeugdregio_core.own_tables.sheets import Unreadable
from jeugdregio_core.provider_tables.loading import Loaded, told
from jeugdregio_core.store import tables

Load = Callable[..., Loaded]

PROVIDERS = "noord;Noord;12345678;https://noord.example zuid;Zuid;;"
CONTRACTS = "noord;B;1;;01-01-2026; noord;B;2;;01-01-2026; zuid;B;;noord;01-01-2026;31-12-2026"
ALL = {
    "aanbieders": PROVIDERS,
    "contracten": CONTRACTS,
    "afspraken": "noord;vergunning;01-01-2026;",
    "wachttijden": "zuid;B;;30;01-03-2026",
}


def _said(made: Loaded) -> list[str]:
    return [str(problem) for problem in made.problems]


def test_a_region_that_starts_empty_gets_its_providers_in_one_go(
    load: Load, office: Office
) -> None:
    made = load(**ALL)
    assert [*told(made)] == [
        "aanbieders, regel 2: nieuw: noord.",
        "aanbieders, regel 3: nieuw: zuid.",
        "contracten, regel 2: nieuw: noord, vanaf 1 januari 2026.",
        "contracten, regel 4: nieuw: zuid, vanaf 1 januari 2026.",
        "afspraken, regel 2: nieuw: noord, vergunning, vanaf 1 januari 2026.",
        "wachttijden, regel 2: nieuw: zuid, B, op 1 maart 2026.",
        "6 nieuw, 0 gewijzigd, 0 ongewijzigd.",
    ]
    page = Reader(office).providers("contracts waiting_times", contracted_on=date(2026, 3, 2))
    zuid, noord = page.items
    assert zuid.availability is not None
    assert zuid.availability.waiting_days == 30
    assert zuid.contracts[0].lead_contractor == "noord"
    assert noord.contracts[0].items == {("1", None), ("2", None)}
    assert (noord.agb_code, noord.website) == ("12345678", "https://noord.example")


def test_the_order_of_the_files_does_not_matter(load: Load) -> None:
    made = load(**dict(reversed(ALL.items())))
    assert not made.problems


def test_the_same_files_again_change_nothing(load: Load, office: Office) -> None:
    load(**ALL)
    before = office.see(things)
    again = load(**ALL)
    assert not again.changed
    assert [*told(again)] == ["0 nieuw, 0 gewijzigd, 6 ongewijzigd."]
    assert office.see(things) == before


def test_every_row_leaves_the_line_of_its_step_in_the_audit_log(load: Load, office: Office) -> None:
    load(**ALL)
    assert office.see(deeds) == {
        ("providers import", "CREATE", "provider"): 2,
        ("providers import", "CREATE", "contract"): 2,
        ("providers import", "CREATE", "agreement"): 1,
        ("providers import", "CREATE", "availability"): 1,
    }


def test_a_trial_stores_nothing_and_tells_the_same(load: Load, office: Office) -> None:
    before = office.see(counts)
    tried = load(dry_run=True, **ALL)
    assert office.see(counts) == before
    assert [*told(tried)] == [*told(load(**ALL))]


def test_one_wrong_row_keeps_every_row_out_and_every_problem_is_told(
    load: Load, office: Office
) -> None:
    made = load(
        aanbieders=PROVIDERS,
        contracten="noord;X;;;01-01-2026; zuid;B;;weg;01-01-2026; derde;B;;;01-01-2026;",
    )
    assert _said(made) == [
        "contracten, regel 4, kolom aanbieder: Aanbieder 'derde' is niet bekend.",
        "contracten, regel 2, kolom segment: Segment 'X' bestaat niet op 1 januari 2026. "
        "Bekend: B, C en V.",
        "contracten, regel 3, kolom hoofdaannemer: Aanbieder 'weg' is niet bekend.",
    ]
    assert office.see(counts)["provider"] == office.see(counts)["audit_line"] == 0


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("aanbieders", "x;X;123;", "regel 2, kolom AGB-code: Een AGB-code is acht cijfers."),
        ("aanbieders", "x;X;;ftp://x", "regel 2, kolom website: Schrijf het adres"),
        ("aanbieders", "x;=X;;", "regel 2, kolom naam: '=X' begint als een formule."),
        ("aanbieders", "x;;;", "regel 2, kolom naam: Deze cel is leeg."),
        ("aanbieders", "x;X;; x;Y;;", "regel 3: Deze rij staat er al in, op regel 2."),
        (
            "contracten",
            "noord;B;1;;01-01-2026; noord;B;9;;01-01-2026;",
            "regel 3, kolom profiel: Profiel '9' bestaat niet",
        ),
        (
            "contracten",
            "noord;B;1;;01-01-2026; noord;B;2;;01-01-2026;31-12-2026",
            "regel 3: Hetzelfde contract heeft op regel 2 een ander einde of hoofdaannemer.",
        ),
        (
            "contracten",
            "noord;B;;;01-02-2026;31-01-2026",
            "regel 2, kolom tot en met: De periode eindigt op 31 januari 2026",
        ),
        (
            "contracten",
            "noord;B;;;01-01-2026; noord;B;;;01-06-2026;",
            "regel 3, kolom vanaf: Het contract van noord geldt al vanaf 1 januari 2026.",
        ),
        ("contracten", "noord;B;;;32-01-2026;", "regel 2, kolom vanaf: '32-01-2026' is geen datum"),
        ("wachttijden", "noord;B;;2,5;01-03-2026", "regel 2, kolom dagen: '2,5' is geen heel"),
        ("wachttijden", "noord;B;;1000;01-03-2026", "regel 2, kolom dagen: 1000 past hier niet."),
        ("wachttijden", "noord;B;;3;03-03-2026", "regel 2, kolom peildatum: 3 maart 2026 ligt in"),
        ("afspraken", "weg;vergunning;01-01-2026;", "regel 2, kolom aanbieder: Aanbieder 'weg'"),
    ],
)
def test_what_cannot_be_right_is_told_with_line_and_column(
    load: Load, office: Office, table: str, line: str, said: str
) -> None:
    load(aanbieders=PROVIDERS)
    before = office.see(counts)
    made = load(**{table: line})
    (problem,) = _said(made)
    assert problem.startswith(f"{table}, {said}")
    assert office.see(counts) == before


def test_a_contract_that_gets_a_last_day_is_ended_and_another_may_follow(
    load: Load, office: Office
) -> None:
    load(**ALL)
    made = load(
        contracten="noord;B;;;01-07-2026; noord;B;1;;01-01-2026;30-06-2026 "
        "noord;B;2;;01-01-2026;30-06-2026",
        afspraken="noord;vergunning;01-01-2026;30-06-2026",
    )
    assert [*told(made)] == [
        "contracten, regel 2: nieuw: noord, vanaf 1 juli 2026.",
        "contracten, regel 3: gewijzigd: noord, vanaf 1 januari 2026.",
        "afspraken, regel 2: gewijzigd: noord, vergunning, vanaf 1 januari 2026.",
        "1 nieuw, 2 gewijzigd, 0 ongewijzigd.",
    ]
    assert len(office.see(rows(tables.Contract))) == 3


def test_a_contract_that_covers_something_else_is_not_changed_behind_ones_back(load: Load) -> None:
    load(**ALL)
    for other in ("noord;B;1;;01-01-2026;", "zuid;B;;;01-01-2026;31-12-2026"):
        (problem,) = _said(load(contracten=other))
        assert "Kies een andere periode, of beëindig die eerst." in problem
    (reopened,) = _said(load(contracten="zuid;B;;noord;01-01-2026;"))
    assert "geldt al 1 januari 2026 tot en met 31 december 2026" in reopened


def test_a_name_and_a_waiting_time_are_brought_up_to_date(load: Load, office: Office) -> None:
    load(**ALL)
    made = load(aanbieders="noord;Noorder;;", wachttijden="zuid;B;;10;01-03-2026")
    assert [*told(made)][-1] == "0 nieuw, 2 gewijzigd, 0 ongewijzigd."
    assert {one.name for one in office.see(rows(tables.Provider))} == {"Noorder", "Zuid"}
    assert [one.waiting_days for one in office.see(rows(tables.Availability))] == [10]


def test_a_table_that_is_none_of_these_is_refused(load: Load) -> None:
    with pytest.raises(Unreadable, match="geen naam van een tabel"):
        load(tarieven="x")
