"""The audit log: complete, in order, and it shows when somebody touched it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import partial

import pytest
from sqlmodel import Session, col, select
from tests.support import rows
from tests.support.lines import line, tamper
from tests.support.racing import Lane, Racers

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import audit, tables
from jeugdregio_core.store.audit import Head
from jeugdregio_core.store.audit_check import Verification, verify
from jeugdregio_core.store.audit_form import link
from jeugdregio_core.store.errors import StoreUnavailable
from jeugdregio_core.store.transaction import Store, open_store


def _write(store: Store, count: int = 5, region: str = rows.REGION) -> None:
    for number in range(1, count + 1):
        store.write((), partial(line, object_id=f"{number}", region=region))


def _verify(store: Store, exported: Head | None = None, region: str = rows.REGION) -> Verification:
    return store.read(lambda session: verify(session, region, exported))


def _lines(store: Store, region: str = rows.REGION) -> list[tables.AuditLine]:
    ask = select(tables.AuditLine).where(tables.AuditLine.region == region)
    return store.read(
        lambda session: list(session.exec(ask.order_by(col(tables.AuditLine.sequence))).all())
    )


def test_a_line_says_who_did_what_with_whose_data(store: Store) -> None:
    store.write((), line)
    (kept,) = _lines(store)
    assert (kept.sequence, kept.actor, kept.action) == (1, "medewerker-1", AuditAction.CREATE)
    assert (kept.client_reference, kept.pseudonym, kept.at) == (None, None, rows.NOON)
    assert _verify(store) == Verification(Head(rows.REGION, 1, kept.hash), ())


def test_a_line_is_stored_with_the_write_that_it_is_about_or_not_at_all(store: Store) -> None:
    def work(session: Session) -> None:
        session.add(rows.client())
        line(session)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write((), work)
    store.rehearse((), line)
    assert _lines(store) == []


def test_a_read_is_in_the_log_before_its_answer_is_given(store: Store) -> None:
    def look(session: Session) -> str:
        line(session, action=AuditAction.READ)
        return "antwoord"

    assert store.read(look) == "antwoord"
    assert [kept.action for kept in _lines(store)] == [AuditAction.READ]


def test_nothing_is_shown_when_the_log_cannot_be_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(audit, "seal", full)
    with pytest.raises(StoreUnavailable):
        store.read(partial(line, action=AuditAction.READ))


def test_a_line_on_a_session_that_is_not_the_stores_is_not_lost_in_silence(store: Store) -> None:
    with Session(store.engines.writer) as session, pytest.raises(KeyError):
        line(session)


def test_lines_of_one_write_are_numbered_per_region_in_their_order(store: Store) -> None:
    def work(session: Session) -> None:
        for number in range(4):
            line(session, region=("noord", "zuid")[number % 2], object_id=f"{number}")

    store.write((), work)
    store.write((), lambda session: line(session, region="noord", object_id="4"))
    noord = [(kept.sequence, kept.object_id) for kept in _lines(store, "noord")]
    zuid = [(kept.sequence, kept.object_id) for kept in _lines(store, "zuid")]
    assert (noord, zuid) == ([(1, "0"), (2, "2"), (3, "4")], [(1, "1"), (2, "3")])
    assert _verify(store, region="noord").intact
    assert _verify(store, region="zuid").intact


def test_the_same_moment_in_another_time_zone_is_the_same_line(store: Store) -> None:
    summer = timezone(timedelta(hours=2))
    at = datetime(2026, 7, 1, 10, 30, 0, 123456, tzinfo=summer)
    store.write((), lambda session: line(session, at=at, object_id="é→"))
    assert _lines(store)[0].at == at
    assert _verify(store).intact


def test_an_empty_log_is_intact(store: Store) -> None:
    assert _verify(store) == Verification(Head(rows.REGION, 0, "0" * 64), ())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "'iemand anders'"),
        ("action", "'READ'"),
        ("client_reference", "'K-001'"),
        ("pseudonym", "'0'"),
        ("organisation", "'elders'"),
        ("purpose", "NULL"),
        ("trace", "'0'"),
        ("form", "1"),
        ("form", "7"),
        ("at", "'2020-01-01 00:00:00.000000'"),
        ("outcome", "'REFUSED'"),
        ("previous_hash", "'0'"),
        ("hash", "'0'"),
    ],
)
def test_a_changed_line_is_found(store: Store, column: str, value: str) -> None:
    _write(store)
    tamper(store, f"UPDATE audit_line SET {column} = {value} WHERE sequence = 3")
    assert "Regel 3 is gewijzigd." in _verify(store).problems


def test_a_line_that_was_changed_with_its_hash_is_found_by_the_next_one(store: Store) -> None:
    _write(store)
    third = _lines(store)[2]
    forged = link(third.previous_hash, third.model_dump() | {"actor": "ander"})
    tamper(store, f"UPDATE audit_line SET actor = 'ander', hash = '{forged}' WHERE sequence = 3")
    assert _verify(store).problems == ("Regel 4 sluit niet aan op de regel ervoor.",)


def test_a_line_that_was_taken_out_is_found(store: Store) -> None:
    _write(store)
    tamper(store, "DELETE FROM audit_line WHERE sequence IN (2, 3)")
    assert _verify(store).problems == ("Voor regel 4 ontbreken 2 regels.",)


def test_lines_that_were_renumbered_to_close_the_gap_are_found(store: Store) -> None:
    _write(store)
    tamper(
        store,
        "DELETE FROM audit_line WHERE sequence = 3",
        "UPDATE audit_line SET sequence = 3 WHERE sequence = 4",
        "UPDATE audit_line SET sequence = 4 WHERE sequence = 5",
    )
    assert "Regel 3 is gewijzigd." in _verify(store).problems


def test_lines_that_changed_places_are_found(store: Store) -> None:
    _write(store)
    tamper(
        store,
        "UPDATE audit_line SET sequence = 9 WHERE sequence = 2",
        "UPDATE audit_line SET sequence = 2 WHERE sequence = 3",
        "UPDATE audit_line SET sequence = 3 WHERE sequence = 9",
    )
    problems = _verify(store).problems
    assert {"Regel 2 is gewijzigd.", "Regel 3 is gewijzigd."} <= set(problems)


def test_a_line_of_another_region_cannot_be_slipped_in(store: Store) -> None:
    _write(store, 1)
    _write(store, 1, region="elders")
    tamper(
        store,
        f"DELETE FROM audit_line WHERE region = '{rows.REGION}'",
        f"UPDATE audit_line SET region = '{rows.REGION}'",
    )
    assert _verify(store).problems == ("Regel 1 is gewijzigd.",)


def test_an_end_that_was_cut_off_is_found_with_the_head_that_was_kept(store: Store) -> None:
    _write(store)
    exported = _verify(store).head
    tamper(store, "DELETE FROM audit_line WHERE sequence > 3")
    assert _verify(store).intact
    assert _verify(store, exported).problems == ("De laatste 2 regels zijn weg.",)


def test_a_log_with_other_deeds_is_found_with_the_head_that_was_kept(store: Store) -> None:
    _write(store)
    exported = _verify(store).head
    tamper(store, "DELETE FROM audit_line")
    store.write((), lambda session: line(session, actor="ander"))
    _write(store, 5)
    assert _verify(store).intact
    assert _verify(store, exported).problems == ("Regel 5 is niet meer de regel die is bewaard.",)


def test_a_long_log_is_walked_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jeugdregio_core.store.audit_check._AT_ONCE", 4)
    _write(store, 8)
    assert _verify(store).intact
    tamper(store, "UPDATE audit_line SET actor = 'x' WHERE sequence IN (1, 4, 5, 8)")
    assert [problem.split()[1] for problem in _verify(store).problems] == ["1", "4", "5", "8"]


def leave_lines(store: Store, lane: Lane, count: int) -> int:
    """Look and leave a line, as fast as the others do. Says how often the work was run."""
    attempts = 0

    def work(number: int, session: Session) -> None:
        nonlocal attempts
        attempts += 1
        session.exec(select(tables.Client.id)).all()
        line(session, actor=f"{lane.number}", object_id=f"{number}")

    for number in range(count):
        if number % 3:
            store.write([f"client:{lane.number}"], partial(work, number))
        else:
            store.read(partial(work, number))
    return attempts


def test_four_processes_leave_a_whole_chain_without_running_any_work_twice(
    racers: Racers, store: Store, database: str
) -> None:
    assert racers.race(4, database, leave_lines, 15) == [15, 15, 15, 15]
    kept = _lines(store)
    assert [one.sequence for one in kept] == list(range(1, 61))
    for actor in "0123":
        mine = [int(one.object_id) for one in kept if one.actor == actor]
        assert mine == list(range(15))
    with open_store(database) as other:
        assert _verify(other).intact
