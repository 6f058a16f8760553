"""When its time has come a file is destroyed wholly, and what is left tells of no person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select
from tests.support import stored
from tests.support.lives import DUE, LAST_DAY, by, destroyed, dump, hold, lived
from tests.support.office import Office
from tests.support.racing import Lane, Racers
from tests.support.scenes import referred

from jeugdregio_core.casework import steps
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import destroying, due, holds, tables
from jeugdregio_core.store.audit_check import verify
from jeugdregio_core.store.personal import PERSONAL
from jeugdregio_core.store.terms import Term, Terms
from jeugdregio_core.store.transaction import Store


def _clients(office: Office) -> set[str]:
    return {one.reference for one in office.see(stored.rows(tables.Client))}


def _log(office: Office) -> list[tables.AuditLine]:
    return office.see(stored.rows(tables.AuditLine, col(tables.AuditLine.sequence)))  # type: ignore[no-any-return]


def test_a_file_is_kept_until_its_last_day_and_destroyed_after_it(office: Office) -> None:
    lived(office)
    assert destroyed(office.store, LAST_DAY).files == 0
    assert _clients(office) == {"K-001"}
    assert destroyed(office.store, DUE).files == 1
    assert _clients(office) == set()


def test_a_life_with_everything_in_it_is_destroyed_wholly(office: Office) -> None:
    lived(office)
    assert hold(office)
    holds.release(office.store, office.region, "K-001", "Klacht afgehandeld.", by())
    before = office.see(stored.counts)
    assert all(before[name] for name in PERSONAL), "a table of persons holds nothing to destroy"
    report = destroyed(office.store)
    after = office.see(stored.counts)
    assert {name: after[name] for name in PERSONAL} == dict.fromkeys(PERSONAL, 0)
    assert dict(report.rows) == {name: before[name] for name in PERSONAL}
    assert after["destruction"] == 0


def test_what_is_left_names_nobody(office: Office) -> None:
    lived(office, "K-0815")
    (client,) = office.see(stored.rows(tables.Client))
    (key,) = office.see(stored.rows(tables.ClientKey))
    assert "K-0815" in office.see(dump)
    destroyed(office.store)
    left = office.see(dump)
    for trace in ("K-0815", key.key, client.birth_date.isoformat(), repr(client.birth_date)):
        assert trace not in left
    assert str(client.id) not in office.see(lambda session: dump(session, "audit_line"))


def test_the_log_outlives_the_file_and_can_no_longer_be_tied_to_it(office: Office) -> None:
    lived(office)
    name = office.see(stored.pseudonym("K-001"))
    lines = len(_log(office))
    destroyed(office.store)
    log = _log(office)
    assert len(log) > lines
    gone = [line for line in log if line.object_type == "file"]
    assert [(line.action, line.actor, line.pseudonym) for line in gone] == [
        (AuditAction.DELETE, "beheerder-1", name)
    ]
    assert office.see(lambda session: verify(session, office.region)).intact
    referred(office)
    assert office.see(stored.pseudonym("K-001")) != name


def test_nobody_else_loses_anything(office: Office) -> None:
    lived(office, "K-001")
    mine = office.see(stored.counts)
    office.store.terms = Terms(answer_days=36_500)
    lived(office, "K-002")
    office.do(steps.record_document, client="K-002", kind="PERSPECTIEFPLAN")
    later = text("UPDATE client SET retain_until = '2099-01-01' WHERE reference = 'K-002'")
    office.store.write((), lambda session: session.connection().execute(later))
    both = office.see(stored.counts)
    assert destroyed(office.store).files == 1
    left = office.see(stored.counts)
    assert {name: both[name] - left[name] for name in PERSONAL} == {
        name: mine[name] for name in PERSONAL
    }
    assert _clients(office) == {"K-002"}


def test_a_dry_run_counts_the_same_and_destroys_nothing(office: Office) -> None:
    lived(office)
    before = office.see(dump)
    tried = destroyed(office.store, dry_run=True)
    assert office.see(dump) == before
    assert tried == destroyed(office.store)
    assert (tried.files, tried.rows["client"], tried.answers) == (1, 1, 0)


def test_a_file_that_is_held_stays_until_it_is_released(office: Office) -> None:
    lived(office)
    assert hold(office)
    assert hold(office, reason="En een onderzoek.")
    assert destroyed(office.store).files == 0
    assert holds.release(office.store, office.region, "K-001", "Klaar.", by()) == 2
    assert holds.release(office.store, office.region, "K-001", "Klaar.", by()) == 0
    assert destroyed(office.store).files == 1


def test_a_hold_says_who_when_and_why_and_so_does_its_end(office: Office) -> None:
    lived(office)
    hold(office)
    holds.release(office.store, office.region, "K-001", "Klacht afgehandeld.", by())
    (kept,) = office.see(stored.rows(tables.LegalHold))
    assert (kept.reason, kept.set_by) == ("Er loopt een klacht.", "beheerder-1")
    assert (kept.released_because, kept.released_by) == ("Klacht afgehandeld.", "beheerder-1")
    assert kept.set_at == kept.released_at == by().moment
    told = [line for line in _log(office) if line.object_type == "legal_hold"]
    assert {(line.action, line.pseudonym) for line in told} == {
        (AuditAction.EXECUTE, office.see(stored.pseudonym("K-001")))
    }


def test_nobody_can_be_held_who_is_not_there(office: Office) -> None:
    assert not hold(office, "K-404")
    assert holds.release(office.store, office.region, "K-404", "Klaar.", by()) is None


def test_a_term_that_became_longer_counts_for_older_files_too(office: Office) -> None:
    lived(office)
    office.store.terms = Terms((Term(20), Term(30, date(2040, 1, 1))))
    assert destroyed(office.store).files == 0
    assert destroyed(office.store, date(2056, 4, 7)).files == 1


def test_a_file_that_changed_while_the_list_was_made_is_left_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived(office)
    found = [*due.due(office.store, None, DUE)]
    monkeypatch.setattr(destroying, "due", lambda *_: iter(found))
    office.clock.set(2046, 4, 7)
    office.do(steps.record_document, client="K-001", kind="BEHANDELPLAN")
    assert destroyed(office.store).files == 0
    office.clock.set(2026, 4, 6)
    assert _clients(office) == {"K-001"}


def test_a_run_that_is_broken_off_is_gone_on_with_by_the_next(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2, 3):
        lived(office, f"K-{number}")
    whole, times = destroying.destroy, iter([True, False])

    def breaking(*given: object) -> object:
        done = whole(*given)
        if not next(times):
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as patched:
        patched.setattr(destroying, "destroy", breaking)
        with pytest.raises(KeyboardInterrupt):
            destroyed(office.store)
    assert len(_clients(office)) == 2
    whole_files = office.see(stored.counts)
    assert whole_files["decision"] == 2 * 2
    assert whole_files["destruction"] == 0
    assert destroyed(office.store).files == 2
    assert office.see(lambda session: verify(session, office.region)).intact


def destroy_at_once(store: Store, _lane: Lane) -> int:
    """Destroy what is due, at the same moment as others do."""
    return destroyed(store).files


def test_several_runs_at_the_same_moment_destroy_every_file_once(
    office: Office, racers: Racers, database: str
) -> None:
    for number in range(6):
        referred(office, f"K-{number}")
    assert sum(racers.race(3, database, destroy_at_once)) == 6
    assert _clients(office) == set()
    assert len([line for line in _log(office) if line.object_type == "file"]) == 6
    assert office.see(lambda session: verify(session, office.region)).intact


def test_a_destruction_lets_go_of_the_rows_of_that_client_only(office: Office) -> None:
    lived(office, "K-001")
    client = office.see(stored.rows(tables.Client))[0]
    lived(office, "K-002")

    def everything_of(identity: object) -> Iterator[tuple[str, int]]:
        for name in ("decision", "request_step", "allocation_version", "document_version"):
            yield name, _removed(office, identity, name)

    for identity in (uuid4(), client.id):
        with pytest.raises(DBAPIError, match="never changed or removed"):
            dict(everything_of(identity))


def _removed(office: Office, identity: object, name: str) -> int:
    def work(session: Session) -> int:
        session.add(tables.Destruction(client_id=identity))
        session.flush()
        return session.connection().execute(text(f"DELETE FROM {name}")).rowcount

    return office.store.write((), work)


def test_answers_are_cleared_when_their_key_no_longer_holds(office: Office) -> None:
    referral = referred(office, idempotencyKey="k")
    office.clock.later(days=29)
    referred(office, "K-002", idempotencyKey="k2")
    on = date(2026, 4, 2)
    assert destroyed(office.store, on, dry_run=True).answers == 1
    assert destroyed(office.store, on).answers == 1
    kept = office.see(lambda session: [*session.exec(select(tables.Idempotency.key))])
    assert kept == ["k2"]
    (line,) = [line for line in _log(office) if line.object_type == "idempotency"]
    assert (line.action, line.object_id, line.pseudonym) == (AuditAction.DELETE, "1", None)
    assert referred(office, idempotencyKey="k") != referral


def test_many_answers_are_cleared_in_parts(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jeugdregio_core.store.old_answers.AT_ONCE", 2)
    for number in range(5):
        referred(office, f"K-{number}")
    assert destroyed(office.store, date(2027, 1, 1)).answers == 5
    counted = [line.object_id for line in _log(office) if line.object_type == "idempotency"]
    assert counted == ["2", "2", "1"]


def test_files_are_found_in_parts(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jeugdregio_core.store.due.AT_ONCE", 2)
    for number in range(5):
        referred(office, f"K-{number}")
    assert destroyed(office.store).files == 5
