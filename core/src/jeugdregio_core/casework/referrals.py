"""The referral (verwijzing): record it with what is known of the client, or withdraw it."""

from __future__ import annotations

from dataclasses import fields

from sqlmodel import select
from sqlmodel.sql.expression import SelectOfScalar

from jeugdregio_core.casework import disputes, find, own, progress, proof, shown
from jeugdregio_core.casework.allocations import REMOVED, next_version
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.find import Standing
from jeugdregio_core.casework.inputs import (
    CreateReferralInput,
    ReferredClientInput,
    WithdrawReferralInput,
)
from jeugdregio_core.casework.problems import ProblemCode, decline, invalid
from jeugdregio_core.casework.transitions import REFERRAL, follow
from jeugdregio_core.model.casework import (
    OPEN_REQUEST,
    AllocationStatus,
    AuditAction,
    ReferralStatus,
    RequestStatus,
)
from jeugdregio_core.store import tables

_NOT_BEGUN = (AllocationStatus.ALLOCATED, AllocationStatus.WITHDRAWN)


def create_referral(work: Work, asked: CreateReferralInput) -> Told:
    """Record a referral. A client that is not known yet becomes known."""
    if asked.received_on > work.day:
        raise invalid("De verwijzing kan niet in de toekomst zijn ontvangen.", "receivedOn")
    if asked.client.birth_date > work.day:
        raise invalid("De geboortedatum ligt in de toekomst.", "client.birthDate")
    find.in_region(work.guard.rulebook.region, asked.client.municipality, "client.municipality")
    own.resident(work, asked.client.municipality, "client.municipality")
    referred_by = own.referrer(work, asked.referred_by, "referredBy")
    provider = find.provider(work, asked.provider, "provider") if asked.provider else None
    client = _seen(work, asked.client.reference)
    if client is None and asked.dry_run:
        return _tried(work)
    client = _recorded(work, client, asked.client)
    referral = tables.Referral(
        id=work.new_id(),
        region=work.region,
        client_id=client.id,
        referrer=asked.referrer,
        referred_by=referred_by,
        received_on=asked.received_on,
        segment=asked.segment,
        profile=asked.profile,
        intensity=asked.intensity,
        advised_intensity=asked.advised_intensity,
        provider_id=provider.id if provider else None,
        municipality=client.municipality,
        status=ReferralStatus.RECEIVED,
        created_at=work.moment,
    )
    work.session.add(referral)
    work.note(AuditAction.CREATE, "referral", referral.id, client.reference)
    return Told({"referral": shown.referral(referral)})


def withdraw_referral(work: Work, asked: WithdrawReferralInput) -> Told:
    """Withdraw a referral, with its open requests and allocations whose help did not begin."""
    referral = find.referral(work, asked.referral)
    follow(REFERRAL, referral.status, ReferralStatus.WITHDRAWN, "De verwijzing")
    allocations = progress.allocations_of(work, referral.id)
    for standing in allocations:
        if standing.version.status not in _NOT_BEGUN:
            raise _already_begun(work, standing)
        if standing.version.status is AllocationStatus.ALLOCATED:
            next_version(work, standing, status=AllocationStatus.WITHDRAWN, reason=REMOVED)
    for request in progress.requests_of(work, referral.id):
        if request.status in OPEN_REQUEST:
            disputes.drop(work, request)
            progress.advance(work, request, RequestStatus.WITHDRAWN)
    progress.move(work, referral, ReferralStatus.WITHDRAWN)
    for standing in allocations:
        progress.settle_all(work, standing.allocation)
    return Told({"referral": shown.referral(referral)})


def _already_begun(work: Work, standing: Standing) -> Exception:
    which = (
        f": toewijzing {standing.allocation.number} is {standing.version.status.label}"
        if work.sight.everything
        else ""
    )
    return decline(
        ProblemCode.NOT_ALLOWED_NOW,
        f"Er is al hulp geweest{which}. Meld eerst de stop.",
        "referral",
    )


def _seen(work: Work, reference: str) -> tables.Client | None:
    """The client under this reference, if who refers sees it."""
    return work.session.exec(_under(work, reference).where(work.sight.clients)).one_or_none()


def _under(work: Work, reference: str) -> SelectOfScalar[tables.Client]:
    """A reference is one young person in the whole region, whoever sees it."""
    client = tables.Client
    return select(client).where(client.region == work.region, client.reference == reference)


def _tried(work: Work) -> Told:
    """What recording a referral of a child that is not seen yet would give.

    It is not looked up whether the region knows the child: that would tell it to anybody, without
    a trace.
    """
    return Told({"referral": {"id": str(work.new_id()), "status": str(ReferralStatus.RECEIVED)}})


def _recorded(work: Work, seen: tables.Client | None, given: ReferredClientInput) -> tables.Client:
    """The client, known from now on and brought up to date with what was given.

    Who does not see the client yet must know the date of birth as well, and a referrer changes
    nothing of a client.
    """
    client = seen or work.session.exec(_under(work, given.reference)).one_or_none()
    known = {f.name: value for f in fields(given) if (value := getattr(given, f.name)) is not None}
    if client is None:
        client = tables.Client(id=work.new_id(), region=work.region, **known)
        work.session.add(client)
        work.note(AuditAction.CREATE, "client", client.id, client.reference)
        return client
    if not (seen and work.sight.everything):
        proof.check(work, client, given.birth_date)
    if not work.sight.everything:
        known = {}
    fresh = {name: value for name, value in known.items() if getattr(client, name) != value}
    for name, value in fresh.items():
        setattr(client, name, value)
    action = AuditAction.UPDATE if fresh else AuditAction.READ
    work.note(action, "client", client.id, client.reference)
    return client
