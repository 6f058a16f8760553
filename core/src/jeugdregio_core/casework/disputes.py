"""A difference about the intensity: advice, the provider's choice, a talk, a binding decision.

It arises where a rule of the region that weighs the advice leaves the choice to people.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import select

from jeugdregio_core.casework import find, shown
from jeugdregio_core.casework.asked import Asked, again
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.facts import profile_set
from jeugdregio_core.casework.inputs import SettleDisputeInput
from jeugdregio_core.casework.problems import ProblemCode, decline, invalid, unknown
from jeugdregio_core.model.casework import AuditAction, DisputeStatus
from jeugdregio_core.model.period import dutch_date
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.facts import ADVISED_INTENSITY
from jeugdregio_core.rules.outcome import DecisionVerdict, Verdict
from jeugdregio_core.store import tables


def arise(work: Work, asked: Asked, decision: Decision) -> tables.Dispute | None:
    """Store the dispute that this decision shows, if any."""
    advised = asked.referral.advised_intensity if asked.referral else None
    chosen = asked.request.intensity
    if advised is None or chosen is None or advised == chosen or not contested(decision):
        return None
    dispute = tables.Dispute(
        id=work.new_id(),
        request_id=asked.id,
        advised=advised,
        chosen=chosen,
        status=DisputeStatus.OPEN,
    )
    work.session.add(dispute)
    work.note(AuditAction.CREATE, "dispute", dispute.id, asked.client.reference)
    return dispute


def none_open(work: Work, request: tables.Request) -> None:
    """Whether nothing about the intensity is still to be settled. Raises Declined."""
    dispute = _of(work, request.id)
    if dispute is not None and dispute.status is DisputeStatus.OPEN:
        raise decline(
            ProblemCode.NOT_ALLOWED_NOW,
            f"Over de intensiteit is nog verschil van inzicht: {dispute.advised} geadviseerd, "
            f"{dispute.chosen} gekozen. Leg eerst het overleg of het bindende besluit vast.",
            "request",
        )


def drop(work: Work, request: tables.Request) -> None:
    """A request that ends takes its open dispute with it."""
    dispute = _of(work, request.id)
    if dispute is not None and dispute.status is DisputeStatus.OPEN:
        _save(work, request, dispute, DisputeStatus.WITHDRAWN)


def settle_dispute(work: Work, asked: SettleDisputeInput) -> Told:
    """Record the talk with the lokaal team, and what it or the independent expert decided."""
    request = find.request(work, asked.request)
    dispute = _of(work, request.id)
    if dispute is None:
        raise unknown("Bij dit verzoek is er geen verschil van inzicht.", "request")
    if dispute.status is not DisputeStatus.OPEN:
        raise decline(
            ProblemCode.NOT_ALLOWED_NOW,
            f"Het verschil van inzicht is al gesloten: {dispute.status.label}.",
            "request",
        )
    _consult(work, dispute, asked)
    _save(work, request, dispute, _conclude(work, request, dispute, asked))
    return Told({"dispute": shown.dispute(dispute), "request": shown.request(request)})


def _consult(work: Work, dispute: tables.Dispute, asked: SettleDisputeInput) -> None:
    day = asked.consulted_on
    if dispute.consulted_on is not None and day not in (None, dispute.consulted_on):
        on = dutch_date(dispute.consulted_on)
        raise invalid(f"Het overleg is al vastgelegd, op {on}.", "consultedOn")
    dispute.consulted_on = day or dispute.consulted_on
    if dispute.consulted_on is None:
        raise invalid("Noem de dag van het overleg met het lokale team.", "consultedOn")
    _not_later(work.day, dispute.consulted_on, "consultedOn")


def _conclude(
    work: Work, request: tables.Request, dispute: tables.Dispute, asked: SettleDisputeInput
) -> DisputeStatus:
    if asked.agreed is not None:
        dispute.agreed = asked.agreed
    if asked.binding_intensity is None and asked.decided_on is None:
        return DisputeStatus.AGREED if dispute.agreed else DisputeStatus.OPEN
    if dispute.agreed:
        raise invalid("Zij zijn het eens; een bindend besluit hoort daar niet bij.", "agreed")
    dispute.binding_intensity = _known(work, request, asked.binding_intensity)
    dispute.decided_on = _decision_day(work, dispute, asked.decided_on)
    dispute.decided_by = work.actor.subject
    return DisputeStatus.DECIDED


def _known(work: Work, request: tables.Request, intensity: str | None) -> str:
    if intensity is None:
        raise invalid("Noem de intensiteit die is besloten.", "bindingIntensity")
    asked = again(work, request)
    held = profile_set(work, asked.start, asked.client.municipality)
    if held is not None and held.intensities and held.intensity(intensity) is None:
        known = ", ".join(i.code for i in held.intensities)
        raise invalid(
            f"Intensiteit {intensity} bestaat niet in {held.title}. Bekend: {known}.",
            "bindingIntensity",
        )
    return intensity


def _decision_day(work: Work, dispute: tables.Dispute, day: date | None) -> date:
    if day is None:
        raise invalid("Noem de dag van het bindende besluit.", "decidedOn")
    assert dispute.consulted_on is not None
    if day < dispute.consulted_on:
        raise invalid(
            f"Het besluit ligt vóór het overleg van {dutch_date(dispute.consulted_on)}.",
            "decidedOn",
        )
    _not_later(work.day, day, "decidedOn")
    return day


def _not_later(today: date, day: date, path: str) -> None:
    if day > today:
        raise invalid(f"{dutch_date(day)} ligt in de toekomst.", path)


def contested(decision: Decision) -> bool:
    """Whether a rule that weighs the advised intensity leaves the choice to people."""
    return decision.verdict is not DecisionVerdict.REFUSED and any(
        finding.verdict is Verdict.REVIEW and ADVISED_INTENSITY in finding.rule.reads
        for finding in decision.findings
    )


def _of(work: Work, request: UUID) -> tables.Dispute | None:
    held = select(tables.Dispute).where(tables.Dispute.request_id == request)
    return work.session.exec(held).one_or_none()


def _save(
    work: Work, request: tables.Request, dispute: tables.Dispute, status: DisputeStatus
) -> None:
    dispute.status = status
    client = work.session.get_one(tables.Client, request.client_id)
    work.note(AuditAction.UPDATE, "dispute", dispute.id, client.reference)
