"""Change who gets events sent: one subscriber at a time, and kept in the audit log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from jeugdregio_core.cli.own_files import account
from jeugdregio_core.exits import ExitStatus, stop
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store.terminal import opened, up_to_date

if TYPE_CHECKING:
    from sqlmodel import Session

    from jeugdregio_core.store.tables import Webhook
    from jeugdregio_core.store.transaction import Store


def change(
    url: str | None,
    webhook: str,
    action: AuditAction,
    deed: Callable[[Session, Webhook], None],
) -> None:
    """Change one subscriber, with a line in the audit log."""
    with opened(url) as store:
        up_to_date(store)

        def work(session: Session) -> None:
            found = named(session, webhook)
            deed(session, found)
            note(session, action, found.region, found.id)

        write(store, work)


def write(store: Store, work: Callable[[Session], None]) -> None:
    """Write while nobody else changes subscribers or their queues."""
    from jeugdregio_core.store import subjects

    store.write([subjects.webhooks()], work)


def named(session: Session, text: str) -> Webhook:
    """The subscriber whose id begins like this. Stops where there is not exactly one."""
    from jeugdregio_core.events import subscribers

    fitting = [one for one in subscribers.all_of(session) if str(one.id).startswith(text.lower())]
    if len(fitting) != 1:
        known = "geen ontvanger" if not fitting else "meer dan een ontvanger"
        stop(
            f"Er is {known} met kenmerk {text!r}. Zie: jeugdregio webhooks list.",
            ExitStatus.UNUSABLE,
        )
    return fitting[0]


def note(session: Session, action: AuditAction, region: str, identity: UUID) -> None:
    """Who gets to hear of what happens is in the audit log too."""
    from jeugdregio_core.store import audit

    occasion = audit.Occasion(
        region=region, at=datetime.now(UTC), actor=account(), role="BEHEER", operation="webhooks"
    )
    audit.append(session, audit.Line(occasion, action, "webhook", str(identity)))
