"""What the commands about one client share: who runs them, and that looking leaves a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeAlias, TypeVar

import typer

from jeugdregio_core.cli.own_files import account
from jeugdregio_core.exits import ExitStatus, stop

if TYPE_CHECKING:
    from sqlmodel import Session

    from jeugdregio_core.model.casework import Purpose
    from jeugdregio_core.store.by import By
    from jeugdregio_core.store.people import Person
    from jeugdregio_core.store.transaction import Store

T = TypeVar("T")

Region: TypeAlias = Annotated[
    str, typer.Argument(metavar="REGIO", help="Code van de regio, zoals friesland.")
]
Reference: TypeAlias = Annotated[
    str, typer.Option("--client", metavar="KENMERK", help="Het kenmerk van de jeugdige.")
]


def acting(operation: str, purpose: Purpose | None = None) -> By:
    """Whoever runs this command, now."""
    from jeugdregio_core.model.casework import Purpose
    from jeugdregio_core.store.by import By

    return By(account(), datetime.now(UTC), operation, purpose or Purpose.MANAGEMENT)


def look_up(
    store: Store,
    region: str,
    reference: str,
    by: By,
    what: str,
    see: Callable[[Session, Person], T],
) -> T:
    """What there is to see of a client; a line in the log says so before it is shown.

    Stops when the region has no such client; that somebody asked is in its log as well.
    """
    from jeugdregio_core.model.casework import AuditAction, AuditOutcome
    from jeugdregio_core.store import audit, people

    def work(session: Session) -> T | None:
        name = (region, reference)
        person = people.found(session.connection(), [name]).get(name)
        if person is None and not audit.head(session.connection(), region).sequence:
            return None  # a region that is not here has no log either
        outcome = AuditOutcome.OK if person else AuditOutcome.REFUSED
        touched = person.id if person else ""
        line = by.line(region, AuditAction.READ, what, touched, client=reference, outcome=outcome)
        audit.append(session, line)
        return see(session, person) if person else None

    seen = store.read(work)
    if seen is None:
        nobody(region)
    return seen


def nobody(region: str) -> NoReturn:
    """Stop, since there is no such client. The reference is not repeated: it is a person's."""
    stop(f"Deze jeugdige is niet bekend in {region}.", ExitStatus.REFUSED)
