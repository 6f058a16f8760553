"""Who runs a command on the store, when, and how that is written down."""

from __future__ import annotations

from datetime import date, datetime

from jeugdregio_core.model.casework import AuditAction, AuditOutcome, Purpose
from jeugdregio_core.record import record
from jeugdregio_core.store.audit import Line, Occasion
from jeugdregio_core.store.terms import day_of

ROLE = "BEHEER"


@record
class By:
    """An account of the computer, at a moment, with a command."""

    account: str
    moment: datetime
    operation: str
    purpose: Purpose = Purpose.MANAGEMENT

    @property
    def day(self) -> date:
        """The day it is in the Netherlands."""
        return day_of(self.moment)

    def line(
        self,
        region: str,
        action: AuditAction,
        object_type: str,
        object_id: object,
        *,
        client: str | None = None,
        pseudonym: str | None = None,
        outcome: AuditOutcome = AuditOutcome.OK,
    ) -> Line:
        """A line for the audit log about a deed of this command."""
        return Line(
            Occasion(
                region=region,
                at=self.moment,
                actor=self.account,
                role=ROLE,
                operation=self.operation,
                purpose=self.purpose.value,
            ),
            action,
            object_type,
            str(object_id),
            client_reference=client,
            outcome=outcome.value,
            pseudonym=pseudonym,
        )
