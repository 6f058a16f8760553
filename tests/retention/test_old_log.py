"""A log of before the pseudonyms: it loses its references, and still shows who touched it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import column, insert, table, text
from sqlmodel import Session, col
from tests.support import rows, stored
from tests.support.lines import line, tamper

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import migrations, tables
from jeugdregio_core.store.audit import BEFORE_THE_FIRST, Head
from jeugdregio_core.store.audit_check import Verification, verify
from jeugdregio_core.store.canonical import canonical, fingerprint
from jeugdregio_core.store.transaction import Store

BEFORE = "0007"
CLIENTS = ("K-001", "K-002", "K-001", None, "K-404")


def _old_lines() -> Iterator[dict[str, Any]]:
    """Lines as the first release hashed and stored them."""
    before = BEFORE_THE_FIRST
    for sequence, client in enumerate(CLIENTS, start=1):
        said = {
            "region": rows.REGION,
            "at": "2026-03-02T12:00:00.000000+00:00",
            "actor": "medewerker-1",
            "role": "TOEGANG",
            "action": "CREATE",
            "object_type": "referral",
            "object_id": "één",
            "client_reference": client,
            "operation": "createReferral",
            "outcome": "ok",
            "sequence": sequence,
        }
        digest = fingerprint(before.encode(), canonical(said))
        kept = {"action": AuditAction.CREATE, "at": rows.NOON}
        yield said | kept | {"previous_hash": before, "hash": digest}
        before = digest


@pytest.fixture
def old(store: Store) -> Store:
    """A store with a log of five old lines, about two clients and one that is not there."""
    migrations.downgrade(store, BEFORE)
    people = [rows.client("K-001"), rows.client("K-002")]
    lines = [*_old_lines()]
    now = tables.Stored.metadata.tables["audit_line"]
    then = table("audit_line", *(column(name, now.c[name].type) for name in lines[0]))

    def work(session: Session) -> None:
        session.add_all(people)
        session.flush()
        session.connection().execute(insert(then), lines)

    store.write((), work)
    return store


def _lines(store: Store) -> list[tables.AuditLine]:
    return store.read(stored.rows(tables.AuditLine, col(tables.AuditLine.sequence)))


def _verify(store: Store, exported: Head | None = None) -> Verification:
    return store.read(lambda session: verify(session, rows.REGION, exported))


def test_an_old_log_loses_its_references_and_stays_whole(old: Store) -> None:
    kept = [*_old_lines()]
    migrations.upgrade(old)
    lines = _lines(old)
    assert [one.client_reference for one in lines] == [None] * 6
    names = [one.pseudonym for one in lines]
    first, second = (old.read(stored.pseudonym(name)) for name in ("K-001", "K-002"))
    assert names[:4] == [first, second, first, None]
    assert names[4] not in (None, first, second)
    assert [one.hash for one in lines[:5]] == [one["hash"] for one in kept]
    found = _verify(old, Head(rows.REGION, 5, kept[-1]["hash"]))
    assert (found.problems, found.head.sequence) == ((), 6)


def test_new_lines_follow_the_old_ones(old: Store) -> None:
    migrations.upgrade(old)
    old.write((), line)
    newest = _lines(old)[-1]
    assert (newest.sequence, newest.form) == (7, 2)
    assert newest.pseudonym == old.read(stored.pseudonym("K-001"))
    assert _verify(old).intact


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("SET actor = 'x' WHERE sequence = 2", "Een van de oude regels tot en met 5 is gewijzigd."),
        (
            "SET pseudonym = NULL WHERE sequence = 2",
            "Regel 2 is gewijzigd.",
        ),
        ("SET pseudonym = 'x' WHERE sequence = 4", "Een van de oude regels"),
        ("SET hash = 'x' WHERE sequence = 2", "Regel 3 sluit niet aan op de regel ervoor."),
        ("SET object_id = 'x' WHERE sequence = 6", "Regel 6 is gewijzigd."),
        ("SET client_reference = 'K-002' WHERE sequence = 2", "Een van de oude regels"),
    ],
)
def test_an_old_line_that_was_changed_is_found(old: Store, change: str, found: str) -> None:
    migrations.upgrade(old)
    tamper(old, f"UPDATE audit_line {change}")
    assert any(said.startswith(found) for said in _verify(old).problems)


def test_old_lines_whose_digest_was_cut_off_are_not_trusted(old: Store) -> None:
    migrations.upgrade(old)
    tamper(old, "DELETE FROM audit_line WHERE sequence = 6")
    assert _verify(old).problems == (
        "Van de oude regels tot en met 5 is niet te zien of ze kloppen.",
    )


def test_a_line_that_was_broken_before_is_still_found_after(old: Store) -> None:
    tamper(old, "UPDATE audit_line SET actor = 'x' WHERE sequence = 2")
    _guard_again(old)
    migrations.upgrade(old)
    assert _lines(old)[1].client_reference == "K-002"
    assert _verify(old).problems == ("Regel 2 is gewijzigd.",)


def test_the_old_log_is_guarded_again_afterwards(old: Store) -> None:
    migrations.upgrade(old)
    touch = text("UPDATE audit_line SET actor = 'x'")
    with pytest.raises(Exception, match="never changed or removed"):
        old.write((), lambda session: session.connection().execute(touch))


def _guard_again(store: Store) -> None:
    on = (
        ["ALTER TABLE audit_line ENABLE TRIGGER ALL"]
        if store.engines.locks
        else [
            f"CREATE TRIGGER audit_line_no_{deed} BEFORE {deed} ON audit_line "
            "BEGIN SELECT RAISE(ABORT, 'never changed or removed'); END"
            for deed in ("update", "delete")
        ]
    )
    for statement in on:
        store.write((), lambda session, on=statement: session.connection().execute(text(on)))
