"""Take in a request of any kind: checked, decided by the rules, and stored with that decision."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from jeugdregio_core.casework import continuing, decisions, disputes, own, progress, shown
from jeugdregio_core.casework.asked import Asked
from jeugdregio_core.casework.contracts import Contracts
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.plain import plain
from jeugdregio_core.casework.problems import ProblemCode, decline, invalid
from jeugdregio_core.model.casework import (
    OPEN_REQUEST,
    AuditAction,
    DecisionMoment,
    ReferralStatus,
    RequestStatus,
)
from jeugdregio_core.model.period import dutch_date
from jeugdregio_core.rules.outcome import DecisionVerdict
from jeugdregio_core.store import tables

MOST = 99_999_999
"""The largest volume in the national messages."""

_FIRST_STATUS = {
    DecisionVerdict.ALLOWED: RequestStatus.SUBMITTED,
    DecisionVerdict.REVIEW: RequestStatus.WAITING_FOR_REVIEW,
    DecisionVerdict.REFUSED: RequestStatus.REFUSED,
}


def submit(work: Work, asked: Asked) -> Told:
    """Decide a request and store it: to be answered, to be judged by a person, or refused."""
    own.resident(work, asked.municipality)
    if asked.holds is not None:
        progress.move(work, asked.holds, ReferralStatus.REQUESTED)
    continuing.check(asked)
    _sound(asked)
    _none_open(work, asked)
    contracted(work, asked)
    decision = decisions.decide(work, asked)
    request = _store(work, asked, _FIRST_STATUS[decision.verdict])
    progress.settle(work, asked.holds)
    said = decisions.keep(work, asked, decision, DecisionMoment.REQUEST)
    made: dict[str, Any] = {"request": shown.request(request)}
    if (dispute := disputes.arise(work, asked, decision)) is not None:
        made["dispute"] = shown.dispute(dispute)
    refused = request.status is RequestStatus.REFUSED
    return Told(made, said, decisions.problems(decision) if refused else ())


def contracted(work: Work, asked: Asked) -> None:
    """Whether the provider has a contract when this begins. Raises Declined."""
    if not Contracts(work.session, work.region, asked.start).has(asked.provider.id):
        raise decline(
            ProblemCode.NO_CONTRACT,
            f"Aanbieder {asked.provider.code} heeft op {dutch_date(asked.start)} geen contract met "
            f"{work.guard.rulebook.region.name}.",
            asked.path("provider"),
        )


def _sound(asked: Asked) -> None:
    request = asked.request
    if request.end is not None and request.end < asked.start:
        raise invalid(
            f"De einddatum {dutch_date(request.end)} ligt vóór de startdatum "
            f"{dutch_date(asked.start)}.",
            asked.path("end"),
        )
    amount = request.volume.amount if request.volume else None
    if amount is not None and (amount != int(amount) or amount > MOST):
        raise invalid(
            f"Een volume is een geheel getal, hoogstens {MOST}. Kies zo nodig een kleinere "
            "eenheid.",
            asked.path("volume.amount"),
        )


def _none_open(work: Work, asked: Asked) -> None:
    """The unique index on open requests is the net below this: a write that meets it runs again."""
    request = tables.Request
    waiting = select(request.id, work.sight.requests).where(
        request.client_id == asked.client.id,
        request.provider_id == asked.provider.id,
        col(request.status).in_(OPEN_REQUEST),
    )
    if (open_one := work.session.exec(waiting).first()) is not None:
        which = f": {open_one[0]}" if open_one[1] else " van een andere organisatie"
        raise decline(
            ProblemCode.ALREADY_OPEN,
            f"Voor deze jeugdige loopt bij aanbieder {asked.provider.code} al een verzoek{which}. "
            "Wacht op het antwoord of trek het in.",
            asked.path("provider"),
        )


def _store(work: Work, asked: Asked, status: RequestStatus) -> tables.Request:
    request = tables.Request(
        id=asked.id,
        region=work.region,
        referral_id=asked.holds.id if asked.holds else None,
        client_id=asked.client.id,
        provider_id=asked.provider.id,
        municipality=asked.municipality,
        kind=asked.kind,
        allocation_id=asked.of.allocation.id if asked.of else None,
        facts=plain(asked.request),
        status=status,
        submitted_at=work.moment,
        requested_by=work.actor.subject,
    )
    work.session.add(request)
    progress.add_step(work, request, 1)
    work.note(AuditAction.CREATE, "request", request.id, asked.client.reference)
    return request
