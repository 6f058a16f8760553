"""The referral (verwijzing): record it with what is known of the client, or withdraw it."""

from __future__ import annotations

from dataclasses import fields

from sqlmodel import select

from jeugdregio_core.casework import disputes, find, progress, shown
from jeugdregio_core.casework.allocations import REMOVED, next_version
from jeugdregio_core.casework.desk import Told, Work
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
    provider = find.provider(work, asked.provider, "provider") if asked.provider else None
    client = _client(work, asked.client)
    referral = tables.Referral(
        id=work.new_id(),
        region=work.region,
        client_id=client.id,
        referrer=asked.referrer,
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
            raise decline(
                ProblemCode.NOT_ALLOWED_NOW,
                f"Er is al hulp geweest: toewijzing {standing.allocation.number} is "
                f"{standing.version.status.label}. Meld eerst de stop.",
                "referral",
            )
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


def _client(work: Work, given: ReferredClientInput) -> tables.Client:
    """The client under this reference, brought up to date with what was given."""
    held = select(tables.Client).where(
        tables.Client.region == work.region, tables.Client.reference == given.reference
    )
    client = work.session.exec(held).one_or_none()
    known = {f.name: value for f in fields(given) if (value := getattr(given, f.name)) is not None}
    if client is None:
        client = tables.Client(id=work.new_id(), region=work.region, **known)
        work.session.add(client)
        work.note(AuditAction.CREATE, "client", client.id, client.reference)
        return client
    fresh = {name: value for name, value in known.items() if getattr(client, name) != value}
    for name, value in fresh.items():
        setattr(client, name, value)
    action = AuditAction.UPDATE if fresh else AuditAction.READ
    work.note(action, "client", client.id, client.reference)
    return client
