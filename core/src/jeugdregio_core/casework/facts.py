"""The question that a request puts to the rules, made from what is stored at this moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlmodel import col, or_, select

from jeugdregio_core.casework import find
from jeugdregio_core.casework.asked import Asked
from jeugdregio_core.casework.contracts import Contracts
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.model.casework import AllocationStatus
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.codes import DocumentKind, Party, RequestKind
from jeugdregio_core.model.period import NotInForce
from jeugdregio_core.rules.input import (
    AllocationInput,
    CaseInput,
    ClientInput,
    DocumentInput,
    ProviderInput,
    ReferralInput,
)
from jeugdregio_core.store import tables

FOR_ONE_REQUEST = frozenset({DocumentKind.TOESTEMMING_NORMAFWIJKING, DocumentKind.STAPELFORMULIER})
"""Permissions. One that was given for a request says nothing of another request."""


def case(work: Work, asked: Asked) -> CaseInput:
    """The whole question, decided on the day of the work."""
    running = _running(work, asked)
    return CaseInput(
        region=work.region,
        decision_date=work.day,
        kind=asked.kind,
        client=client_facts(asked.client),
        referral=_referral(asked.referral),
        request=asked.request,
        change_of=_changed(asked),
        running=tuple(allocation_facts(other, code) for other, code, _ in running),
        providers=_providers(work, asked, {asked.provider.id, *(p for _, _, p in running)}),
        documents=_documents(work, asked),
        norms=asked.norms,
    )


def allocation_facts(version: tables.AllocationVersion, provider: str) -> AllocationInput:
    """An allocation as the rules see one that runs."""
    return AllocationInput(
        provider=provider,
        segment=version.segment,
        profile=version.profile,
        intensity=version.intensity,
        product=version.product,
        start=version.start,
        end=version.end,
        initial=version.initial,
        changes_so_far=version.changes_so_far,
    )


def client_facts(client: tables.Client) -> ClientInput:
    """The young person as the rules see one."""
    return ClientInput(
        birth_date=client.birth_date,
        municipality=client.municipality,
        protection_measure=client.protection_measure,
        need_level=client.need_level,
        family_control=client.family_control,
        lives_in=client.lives_in,
    )


def _referral(referral: tables.Referral | None) -> ReferralInput:
    if referral is None:
        return ReferralInput()
    return ReferralInput(
        referrer=referral.referrer,
        advised_intensity=referral.advised_intensity,
        date=referral.received_on,
    )


def _changed(asked: Asked) -> AllocationInput | None:
    if asked.kind is not RequestKind.CHANGE or asked.of is None:
        return None
    return allocation_facts(asked.of.version, asked.provider.code)


def _running(work: Work, asked: Asked) -> list[tuple[tables.AllocationVersion, str, UUID]]:
    """The client's other allocations that had not ended when what is asked begins.

    One that ended early ends on the day of its stop, so that help is never stacked in the past
    either. Each with the code and the id of its provider.
    """
    allocation, version, provider = tables.Allocation, tables.AllocationVersion, tables.Provider
    wanted = (
        select(version, provider.code, provider.id)
        .join(allocation, find.newest())
        .join(provider, col(provider.id) == col(allocation.provider_id))
        .where(
            allocation.client_id == asked.client.id,
            col(allocation.id) != (asked.of.allocation.id if asked.of else None),
            version.status != AllocationStatus.WITHDRAWN,
            or_(col(version.end).is_(None), col(version.end) >= asked.start),
        )
        .order_by(col(version.start), col(allocation.number))
    )
    return [*work.session.exec(wanted).all()]


def _providers(work: Work, asked: Asked, named: Collection[UUID]) -> tuple[ProviderInput, ...]:
    contracts = Contracts(work.session, work.region, asked.start)
    held = profile_set(work, asked.start, asked.client.municipality)
    return contracts.facts(named, asked.request.segment, held)


def profile_set(work: Work, on: date, municipality: str) -> ProfileSet | None:
    """The catalogue in force, if there is one."""
    try:
        return work.guard.rulebook.profile_set_on(on, municipality)
    except NotInForce:
        return None


def _documents(work: Work, asked: Asked) -> tuple[DocumentInput, ...]:
    document, version = tables.Document, tables.DocumentVersion
    wanted = (
        select(document, version)
        .join(
            version,
            (col(version.document_id) == col(document.id))
            & (col(version.version) == col(document.current)),
        )
        .where(document.client_id == asked.client.id)
        .order_by(col(document.created_at), col(document.id))
    )
    return tuple(
        _document(held.kind, newest)
        for held, newest in work.session.exec(wanted)
        if held.kind not in FOR_ONE_REQUEST or held.request_id in (None, asked.id)
    )


def _document(kind: DocumentKind, version: tables.DocumentVersion) -> DocumentInput:
    return DocumentInput(
        kind=kind,
        author=version.author,
        approved_by=version.approved_by,
        signed_by=tuple(Party[party] for party in version.signed_by),
        date=version.dated,
        includes=tuple(version.includes),
    )
