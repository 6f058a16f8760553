"""Every change moves the last day of a file, in the transaction of that change."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlmodel import col
from tests.support import stored
from tests.support.lives import by, hold, last_day, lived
from tests.support.office import Office
from tests.support.reading import Reader
from tests.support.rows import client
from tests.support.scenes import asked, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.store import due, tables
from jeugdregio_core.store.terms import Term, Terms


def test_a_change_moves_the_last_day(office: Office) -> None:
    referral = referred(office)
    assert office.see(last_day) == date(2046, 3, 2)
    office.clock.set(2026, 5, 1)
    asked(office, referral, start="2026-06-01")
    assert office.see(last_day) == date(2046, 5, 1)


def test_a_document_alone_moves_it_too(office: Office) -> None:
    referred(office)
    office.clock.set(2027, 1, 15)
    office.do(steps.record_document, client="K-001", kind="BEHANDELPLAN")
    assert office.see(last_day) == date(2047, 1, 15)


def test_looking_trying_and_holding_do_not_move_it(office: Office) -> None:
    referral = referred(office)
    office.clock.set(2027, 1, 15)
    Reader(office).referrals(first=5)
    asked(office, referral, start="2027-02-01", dryRun=True)
    assert hold(office)
    assert office.see(last_day) == date(2046, 3, 2)


def test_the_file_of_one_moves_no_other(office: Office) -> None:
    referred(office, "K-001")
    office.clock.set(2027, 1, 15)
    referred(office, "K-002")
    (first, second) = office.see(stored.rows(tables.Client, col(tables.Client.reference)))
    assert (first.retain_until, second.retain_until) == (date(2046, 3, 2), date(2047, 1, 15))


def test_a_file_with_a_protection_measure_has_no_last_day_until_its_term_is_set(
    office: Office,
) -> None:
    referred(office)
    referred(office, client={"protectionMeasure": True})
    assert office.see(last_day) is None
    office.store.terms = Terms(protection=(Term(25),))
    assert due.reckon(office.store, None, by()) == 1
    assert office.see(last_day) == date(2051, 3, 2)


def test_another_term_is_reckoned_from_the_last_change(office: Office) -> None:
    lived(office)
    office.store.terms = Terms((Term(15),))
    assert due.reckon(office.store, "aa_zawa", by()) == 1
    assert office.see(last_day) == date(2041, 4, 6)
    assert due.reckon(office.store, "aa_zawa", by()) == 0
    assert due.reckon(office.store, "friesland", by()) == 0


def test_a_file_of_which_no_change_is_known_stays_without_a_last_day(office: Office) -> None:
    office.add([client(region=office.region)])
    assert due.reckon(office.store, None, by()) == 0
    assert office.see(last_day) is None


def test_an_older_day_by_hand_makes_no_file_due_before_its_time(office: Office) -> None:
    """The day in the row tells where to look; the log tells when the last change was."""
    lived(office)
    early = text("UPDATE client SET retain_until = '2020-01-01'")
    office.store.write((), lambda session: session.connection().execute(early))
    assert [one for part in due.due(office.store, None, date(2030, 1, 1)) for one in part] == []
