"""What a provider reports of the delivery: start, pause, resumption and stop (305, 307)."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from jeugdregio_core.casework import find, progress, shown
from jeugdregio_core.casework.allocations import next_version
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.find import Standing
from jeugdregio_core.casework.inputs import RecordDeliveryInput
from jeugdregio_core.casework.problems import ProblemCode, decline, invalid
from jeugdregio_core.casework.transitions import deliver
from jeugdregio_core.model.casework import AuditAction, DeliveryKind
from jeugdregio_core.model.period import dutch_date
from jeugdregio_core.store import tables

PAUSE = "20"

STOP_REASONS = {
    "02": "overlijden",
    "31": "volgens plan",
    "32": "voortijdig, door de cliënt",
    "33": "voortijdig, door de aanbieder",
    "34": "voortijdig, in overleg",
    "35": "een oorzaak van buiten",
    "36": "door de gemeente",
    "37": "vanwege een verzoek om wijziging",
    "38": "overgang naar een andere aanbieder",
    "39": "uitstroom naar een ander domein",
}
"""Why help ended for good, code list JZ588."""


def record_delivery(work: Work, asked: RecordDeliveryInput) -> Told:
    """Record what happened; the allocation gets a version with the status that follows."""
    of = find.allocation(work, asked.municipality, asked.number)
    status = deliver(of.version.status, asked.kind)
    reason = _reason(asked)
    _in_order(work, of, asked.on)
    event = _event(work, of, asked, reason)
    ended = {"end": asked.on} if asked.kind is DeliveryKind.STOP else {}
    standing = next_version(work, of, status=status, reason=reason, **ended)
    progress.settle_all(work, of.allocation)
    delivery = {"id": str(event.id), "kind": str(event.kind)}
    return Told({"allocation": shown.allocation(standing), "delivery": delivery})


def _reason(asked: RecordDeliveryInput) -> str | None:
    match asked.kind:
        case DeliveryKind.STOP_TEMPORARILY:
            if asked.reason not in (None, PAUSE):
                raise invalid(f"Bij een tijdelijke stop hoort reden {PAUSE}.", "reason")
            return PAUSE
        case DeliveryKind.STOP:
            return _stop_reason(asked.reason)
    if asked.reason is not None:
        raise invalid("Een reden hoort alleen bij een stop.", "reason")
    return None


def _stop_reason(reason: str | None) -> str:
    known = "; ".join(f"{code} {label}" for code, label in STOP_REASONS.items())
    if reason is None:
        raise decline(ProblemCode.REASON_NEEDED, f"Kies waarom de hulp stopt: {known}.", "reason")
    if reason not in STOP_REASONS:
        raise invalid(f"Reden {reason!r} past niet bij een stop. Kies uit: {known}.", "reason")
    return reason


def _in_order(work: Work, of: Standing, on: date) -> None:
    version, last = of.version, _last_day(work, of)
    if on > work.day:
        raise invalid(f"{dutch_date(on)} ligt in de toekomst. Meld wat er is gebeurd.", "on")
    if on < version.start:
        raise invalid(f"De toewijzing begint pas op {dutch_date(version.start)}.", "on")
    if version.end is not None and on > version.end:
        raise invalid(f"De toewijzing eindigde op {dutch_date(version.end)}.", "on")
    if last is not None and on < last:
        raise invalid(f"De vorige melding is van {dutch_date(last)}; deze kan niet eerder.", "on")


def _last_day(work: Work, of: Standing) -> date | None:
    event = tables.DeliveryEvent
    newest = (
        select(col(event.on_day))
        .where(event.allocation_id == of.allocation.id)
        .order_by(col(event.on_day).desc())
    )
    return work.session.exec(newest).first()


def _event(
    work: Work, of: Standing, asked: RecordDeliveryInput, reason: str | None
) -> tables.DeliveryEvent:
    event = tables.DeliveryEvent(
        id=work.new_id(),
        allocation_id=of.allocation.id,
        kind=asked.kind,
        on_day=asked.on,
        reason=reason,
        recorded_at=work.moment,
    )
    work.session.add(event)
    client = work.session.get_one(tables.Client, of.allocation.client_id)
    work.note(AuditAction.CREATE, "delivery", event.id, client.reference)
    return event
