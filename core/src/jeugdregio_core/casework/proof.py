"""Who refers a child that it does not see, shows by the date of birth that it knows the child.

A date can be guessed. So a child is closed for the rest of the day after a few that were wrong,
whoever gave them, and then the right one is not told from them either.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import col, func, select

from jeugdregio_core.casework.days import midnight
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.problems import invalid
from jeugdregio_core.model.casework import AuditAction, AuditOutcome
from jeugdregio_core.store import people, tables
from jeugdregio_core.store.tables.records import REFUSED

MOST = 3
"""How many wrong dates a child is asked for on one day."""


def check(work: Work, client: tables.Client, given: date) -> None:
    """Whether this is the date of birth of the child. Raises Declined."""
    if client.birth_date == given and _tried(work, client) < MOST:
        return
    work.note(AuditAction.READ, "client", client.id, client.reference, AuditOutcome.REFUSED)
    raise invalid(
        "Dit kenmerk hoort niet bij deze geboortedatum, of er is vandaag te vaak een verkeerde "
        "datum bij gegeven. Controleer ze allebei, of vraag het aan de regionale organisatie.",
        "client.birthDate",
    )


def _tried(work: Work, client: tables.Client) -> int:
    """How often this was refused today: the audit log knows."""
    line = tables.AuditLine
    (person,) = people.where(work.session.connection(), col(tables.Client.id) == client.id)
    refused = select(func.count()).where(
        line.region == work.region,
        line.pseudonym == person.pseudonym,
        col(line.at) >= midnight(work.day),
        line.operation == work.operation,
        REFUSED,
    )
    return work.session.exec(refused).one()
