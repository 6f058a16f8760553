"""The end of a file: every row of a client, in one transaction, and a line that says so.

Of a run that is broken off, what was destroyed stays destroyed and the rest is still due: the
next run goes on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from sqlalchemy import delete, insert
from sqlmodel import Session, col

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import audit, old_answers, people, subjects
from jeugdregio_core.store.by import By
from jeugdregio_core.store.due import due, is_due
from jeugdregio_core.store.holds import held
from jeugdregio_core.store.people import Person
from jeugdregio_core.store.personal import PERSONAL, rows_of, table
from jeugdregio_core.store.tables import Client, Destruction
from jeugdregio_core.store.terms import Terms
from jeugdregio_core.store.transaction import Store


@dataclass(slots=True)
class Report:
    """What was destroyed: numbers, and nothing about persons."""

    files: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    answers: int = 0


def destroy_due(
    store: Store, region: str | None, by: By, on: date, report: Report, *, dry_run: bool = False
) -> None:
    """Destroy every file that is due on this day, and clear the answers that are too old.

    The report grows with each transaction. A dry run does all the work and stores none of it.
    """
    run = store.rehearse if dry_run else store.write
    names = set()
    for person in (person for part in due(store, region, on) for person in part):
        about = [subjects.client(person.region, person.reference)]
        gone = run(about, partial(destroy, person, store.terms, by, on))
        if gone is not None:
            report.files += 1
            names.add((person.region, person.reference))
            report.rows += gone
    if dry_run:
        report.answers = old_answers.count(store, region, by, names)
        return
    for cleared in old_answers.clear(store, region, by):
        report.answers += cleared


def destroy(
    person: Person, terms: Terms, by: By, on: date, session: Session
) -> Counter[str] | None:
    """Destroy this file; how many rows of each table. ``None`` when it is no longer due."""
    connection = session.connection()
    mine = col(Client.id) == person.id
    if not people.where(connection, mine, ~held()) or not is_due(connection, person, terms, on):
        return None
    connection.execute(insert(Destruction).values(client_id=person.id))
    gone = Counter(
        {
            name: connection.execute(delete(table(name)).where(rows_of(name, person))).rowcount
            for name in PERSONAL
        }
    )
    connection.execute(delete(Destruction))
    line = by.line(person.region, AuditAction.DELETE, "file", person.id, pseudonym=person.pseudonym)
    audit.append(session, line)
    return gone
