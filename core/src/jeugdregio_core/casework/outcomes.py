"""Measurements of what the help brought: experience of the family, drop-out, goals reached."""

from __future__ import annotations

from decimal import Decimal

from jeugdregio_core.casework import find
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.inputs import RecordOutcomeInput
from jeugdregio_core.casework.problems import ProblemCode, decline, invalid
from jeugdregio_core.model.casework import AllocationStatus, AuditAction
from jeugdregio_core.model.period import dutch_date
from jeugdregio_core.store import tables

_BELOW = Decimal(10_000)
_NOTHING_DELIVERED = (AllocationStatus.ALLOCATED, AllocationStatus.WITHDRAWN)


def record_outcome(work: Work, asked: RecordOutcomeInput) -> Told:
    """Record one measurement of an allocation whose help has begun."""
    of = find.allocation(work, asked.municipality, asked.number)
    if of.version.status in _NOTHING_DELIVERED:
        raise decline(
            ProblemCode.NOT_ALLOWED_NOW,
            f"De toewijzing is {of.version.status.label}; er is nog geen hulp om te meten.",
        )
    _measured(asked)
    if not of.version.start <= asked.measured_on <= work.day:
        raise invalid(
            f"Meet tussen de start van de hulp ({dutch_date(of.version.start)}) en vandaag.",
            "measuredOn",
        )
    outcome = tables.Outcome(
        id=work.new_id(),
        region=work.region,
        allocation_id=of.allocation.id,
        measure=asked.measure,
        value=asked.value,
        text=asked.text,
        measured_on=asked.measured_on,
        recorded_at=work.moment,
    )
    work.session.add(outcome)
    client = work.session.get_one(tables.Client, of.allocation.client_id)
    work.note(AuditAction.CREATE, "outcome", outcome.id, client.reference)
    return Told({"outcome": {"id": str(outcome.id), "measure": str(outcome.measure)}})


def _measured(asked: RecordOutcomeInput) -> None:
    if asked.value is None and asked.text is None:
        raise invalid("Geef een cijfer, of het resultaat in woorden.", "value")
    if asked.value is not None and (asked.value >= _BELOW or asked.value != round(asked.value, 2)):
        raise invalid("Een cijfer is lager dan 10.000 en heeft hooguit 2 decimalen.", "value")
