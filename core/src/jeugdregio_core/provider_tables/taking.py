"""Take the step of a row, unless what it says is there already."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from sqlmodel import select

from jeugdregio_core.casework import contracting, providers
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.inputs_providers import (
    EndAgreementInput,
    EndContractInput,
    RecordAgreementInput,
    RecordContractInput,
    RegisterProviderInput,
    ReportAvailabilityInput,
)
from jeugdregio_core.model.codes import Coded
from jeugdregio_core.store import tables

H = TypeVar("H", tables.Contract, tables.Agreement, tables.Availability)


class Effect(Coded):
    """What a row did."""

    NEW = "NEW", "nieuw"
    CHANGED = "CHANGED", "gewijzigd"
    NONE = "NONE", "ongewijzigd"


def take(work: Work, asked: Any) -> Effect:
    """Enter what a row says, by the step that is for it. Raises Declined."""
    match asked:
        case RegisterProviderInput():
            return _provider(work, asked)
        case RecordContractInput():
            return _contract(work, asked)
        case RecordAgreementInput():
            return _agreement(work, asked)
        case ReportAvailabilityInput():
            return _wait(work, asked)
    raise TypeError(asked)


def _provider(work: Work, asked: RegisterProviderInput) -> Effect:
    held = work.session.exec(
        select(tables.Provider).where(tables.Provider.code == asked.code)
    ).one_or_none()
    if held is not None and (held.name, held.agb_code, held.website) == (
        asked.name,
        asked.agb_code or held.agb_code,
        asked.website or held.website,
    ):
        return Effect.NONE
    providers.register_provider(work, asked)
    return Effect.CHANGED if held else Effect.NEW


def _contract(work: Work, asked: RecordContractInput) -> Effect:
    """One that only ends on another day is ended; any other difference is a new contract."""
    held = _held(work, tables.Contract, asked.provider, first=asked.first)
    if held is not None and _covers_the_same(work, held, asked):
        if held.last == asked.last:
            return Effect.NONE
        if asked.last is not None:
            contracting.end_contract(work, EndContractInput(**_ending(asked, asked.last)))
            return Effect.CHANGED
    contracting.record_contract(work, asked)
    return Effect.NEW


def _covers_the_same(work: Work, held: tables.Contract, asked: RecordContractInput) -> bool:
    item, lead = tables.ContractItem, tables.Provider
    covered = work.session.exec(select(item).where(item.contract_id == held.id))
    leading = work.session.exec(select(lead.code).where(lead.id == held.lead_contractor_id))
    before = {(one.segment, one.profile, one.intensity) for one in covered}
    after = {(one.segment, one.profile, one.intensity) for one in asked.items}
    return (before, leading.first()) == (after, asked.lead_contractor)


def _agreement(work: Work, asked: RecordAgreementInput) -> Effect:
    held = _held(work, tables.Agreement, asked.provider, code=asked.code, first=asked.first)
    if held is not None:
        if held.last == asked.last:
            return Effect.NONE
        if asked.last is not None:
            ending = _ending(asked, asked.last)
            providers.end_agreement(work, EndAgreementInput(code=asked.code, **ending))
            return Effect.CHANGED
    providers.record_agreement(work, asked)
    return Effect.NEW


def _wait(work: Work, asked: ReportAvailabilityInput) -> Effect:
    about = {"segment": asked.segment, "profile": asked.profile, "as_of": asked.as_of}
    held = _held(work, tables.Availability, asked.provider, **about)
    if held is not None and held.waiting_days == asked.waiting_days:
        return Effect.NONE
    providers.report_availability(work, asked)
    return Effect.CHANGED if held else Effect.NEW


def _held(work: Work, kind: type[H], provider: str, **about: Any) -> H | None:
    """What there is of a provider in the region that is about exactly this."""
    owner: Any = kind.provider_id
    statement = (
        select(kind)
        .join(tables.Provider, owner == tables.Provider.id)
        .where(
            tables.Provider.code == provider,
            kind.region == work.region,
            *(getattr(kind, name) == value for name, value in about.items()),
        )
    )
    return work.session.exec(statement).first()


def _ending(asked: RecordContractInput | RecordAgreementInput, last: date) -> dict[str, Any]:
    return {
        "idempotency_key": asked.idempotency_key,
        "region": asked.region,
        "provider": asked.provider,
        "first": asked.first,
        "last": last,
    }
