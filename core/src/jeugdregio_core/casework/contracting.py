"""What a region and a provider agree: a contract for a period, and what is paid."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import select

from jeugdregio_core.casework import find, shown
from jeugdregio_core.casework.agreed import end, free, period
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.inputs_providers import (
    EndContractInput,
    EndTariffInput,
    RecordContractInput,
    RecordTariffInput,
)
from jeugdregio_core.casework.problems import invalid, unknown
from jeugdregio_core.casework.providers import Bought
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.model.period import dutch_date
from jeugdregio_core.store import tables


def record_contract(work: Work, asked: RecordContractInput) -> Told:
    """Record a contract with what it covers."""
    provider = find.provider(work, asked.provider, "provider")
    valid = period(asked.first, asked.last)
    free(_contracts(work, provider.id), valid, f"Het contract van {provider.code}")
    _sound(work, asked)
    contract = tables.Contract(
        id=work.new_id(),
        region=work.region,
        provider_id=provider.id,
        first=asked.first,
        last=asked.last,
        lead_contractor_id=_lead_contractor(work, asked),
    )
    items = [
        tables.ContractItem(
            id=work.new_id(),
            contract_id=contract.id,
            segment=item.segment,
            profile=item.profile,
            intensity=item.intensity,
        )
        for item in dict.fromkeys(asked.items)
    ]
    work.session.add_all([contract, *items])
    work.note(AuditAction.CREATE, "contract", contract.id)
    return _contracted(provider, contract)


def end_contract(work: Work, asked: EndContractInput) -> Told:
    """Give a contract its last day. Allocations that run on are left as they are."""
    provider = find.provider(work, asked.provider, "provider")
    held = _contracts(work, provider.id)
    another = f"Een ander contract van {provider.code}"
    ended = end(held, asked, f"contract van {provider.code}", another)
    work.note(AuditAction.UPDATE, "contract", ended.id)
    return _contracted(provider, ended)


def record_tariff(work: Work, asked: RecordTariffInput) -> Told:
    """Record what a provider is paid for an arrangement during a period."""
    provider = find.provider(work, asked.provider, "provider")
    valid = period(asked.first, asked.last)
    known = {a.code for held in Bought(work, asked.first).sets for a in held.arrangements}
    if asked.arrangement not in known:
        raise unknown(
            f"Arrangement {asked.arrangement!r} bestaat niet op {dutch_date(asked.first)}.",
            "arrangement",
        )
    held = _tariffs(work, provider.id, asked.arrangement)
    free(held, valid, f"Het tarief voor {asked.arrangement}")
    made = tables.ProviderTariff(
        id=work.new_id(),
        region=work.region,
        provider_id=provider.id,
        arrangement=asked.arrangement,
        amount_cents=asked.amount_cents,
        per=asked.per,
        first=asked.first,
        last=asked.last,
        source=asked.source,
    )
    work.session.add(made)
    work.note(AuditAction.CREATE, "tariff", made.id)
    return _paid(provider, made)


def end_tariff(work: Work, asked: EndTariffInput) -> Told:
    """Give what a provider is paid for an arrangement its last day."""
    provider = find.provider(work, asked.provider, "provider")
    held = _tariffs(work, provider.id, asked.arrangement)
    another = f"Een ander tarief voor {asked.arrangement}"
    ended = end(held, asked, f"tarief voor {asked.arrangement}", another)
    work.note(AuditAction.UPDATE, "tariff", ended.id)
    return _paid(provider, ended)


def _contracts(work: Work, provider: UUID) -> list[tables.Contract]:
    contract = tables.Contract
    return [
        *work.session.exec(
            select(contract).where(contract.provider_id == provider, contract.region == work.region)
        )
    ]


def _sound(work: Work, asked: RecordContractInput) -> None:
    if not asked.items:
        raise invalid("Noem wat het contract omvat: minstens één segment.", "items")
    bought = Bought(work, asked.first)
    for number, item in enumerate(asked.items):
        bought.check(item.segment, item.profile, item.intensity, f"items.{number}.")


def _lead_contractor(work: Work, asked: RecordContractInput) -> UUID | None:
    if asked.lead_contractor is None:
        return None
    if asked.lead_contractor == asked.provider:
        raise invalid("Een aanbieder is geen onderaannemer van zichzelf.", "leadContractor")
    return find.provider(work, asked.lead_contractor, "leadContractor").id


def _tariffs(work: Work, provider: UUID, arrangement: str) -> list[tables.ProviderTariff]:
    tariff = tables.ProviderTariff
    same = select(tariff).where(
        tariff.provider_id == provider,
        tariff.region == work.region,
        tariff.arrangement == arrangement,
    )
    return [*work.session.exec(same)]


def _contracted(provider: tables.Provider, made: tables.Contract) -> Told:
    last = made.last.isoformat() if made.last else None
    contract = {"id": str(made.id), "first": made.first.isoformat(), "last": last}
    return Told({"provider": shown.provider(provider), "contract": contract})


def _paid(provider: tables.Provider, made: tables.ProviderTariff) -> Told:
    tariff = {"id": str(made.id), "arrangement": made.arrangement}
    return Told({"provider": shown.provider(provider), "tariff": tariff})
