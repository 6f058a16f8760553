"""What providers are contracted for in the region on one day, as the rules want to know it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.record import record
from jeugdregio_core.rules.input import ContractedArrangementInput, ProviderInput
from jeugdregio_core.store import tables


@record
class Contracts:
    """The contracts of a region that are in force on a day."""

    session: Session
    region: str
    on: date

    def has(self, provider: UUID) -> bool:
        """Whether this provider has a contract."""
        return bool(self._of(col(tables.Contract.provider_id) == provider))

    def facts(
        self, providers: Collection[UUID], segment: str | None, held: ProfileSet | None
    ) -> tuple[ProviderInput, ...]:
        """What is known of these providers, and of who they work for or who works for them.

        Arrangements are those in this segment; where a contract covers all profiles, it is
        those of the profile set that was given.
        """
        contract = tables.Contract
        own = self._of(col(contract.provider_id).in_(providers))
        under = self._of(col(contract.lead_contractor_id).in_(providers))
        beside = {c.lead_contractor_id for c in own} | {c.provider_id for c in under}
        others = {p for p in beside if p is not None} - set(providers)
        theirs = self._of(col(contract.provider_id).in_(others)) if others else []
        contracts = own + theirs
        everyone = {*providers, *others}
        known = _Known(
            contracts, self._items(contracts), self._codes(everyone), self._agreements(everyone)
        )
        return tuple(
            known.provider(p, segment, held) for p in sorted(everyone, key=known.codes.__getitem__)
        )

    def _of(self, which: ColumnElement[bool]) -> list[tables.Contract]:
        contract = tables.Contract
        return [
            *self.session.exec(
                select(contract)
                .where(which, contract.region == self.region, *self._in_force(contract))
                .order_by(col(contract.first), col(contract.id))
            )
        ]

    def _items(self, contracts: Iterable[tables.Contract]) -> dict[UUID, list[tables.ContractItem]]:
        by_contract = defaultdict(list)
        wanted = col(tables.ContractItem.contract_id).in_([c.id for c in contracts])
        for item in self.session.exec(select(tables.ContractItem).where(wanted)):
            by_contract[item.contract_id].append(item)
        return by_contract

    def _codes(self, providers: Collection[UUID]) -> dict[UUID, str]:
        provider = tables.Provider
        wanted = select(provider.id, provider.code).where(col(provider.id).in_(providers))
        return dict(self.session.exec(wanted).all())

    def _agreements(self, providers: Collection[UUID]) -> dict[UUID, set[str]]:
        agreement = tables.Agreement
        by_provider = defaultdict(set)
        wanted = select(agreement.provider_id, agreement.code).where(
            col(agreement.provider_id).in_(providers),
            agreement.region == self.region,
            *self._in_force(agreement),
        )
        for provider, code in self.session.exec(wanted):
            by_provider[provider].add(code)
        return by_provider

    def _in_force(self, dated: Any) -> tuple[ColumnElement[bool], ...]:
        open_or_later = or_(col(dated.last).is_(None), col(dated.last) >= self.on)
        return col(dated.first) <= self.on, open_or_later


@record
class _Known:
    contracts: list[tables.Contract]
    items: dict[UUID, list[tables.ContractItem]]
    codes: dict[UUID, str]
    agreements: dict[UUID, set[str]]

    def provider(
        self, provider: UUID, segment: str | None, held: ProfileSet | None
    ) -> ProviderInput:
        own = [c for c in self.contracts if c.provider_id == provider]
        covered = [item for c in own for item in self.items.get(c.id, ())]
        leads = [self.codes.get(c.lead_contractor_id) for c in own if c.lead_contractor_id]
        under = {c.provider_id for c in self.contracts if c.lead_contractor_id == provider}
        return ProviderInput(
            code=self.codes[provider],
            segments=tuple(sorted({item.segment for item in covered})),
            arrangements=tuple(dict.fromkeys(_arrangements(covered, segment, held))),
            lead_contractor=next(iter(leads), None),
            subcontractors=tuple(sorted(self.codes[sub] for sub in under)),
            agreements=tuple(sorted(self.agreements.get(provider, ()))),
        )


def _arrangements(
    covered: Iterable[tables.ContractItem], segment: str | None, held: ProfileSet | None
) -> Iterator[ContractedArrangementInput]:
    for item in sorted(covered, key=lambda i: (i.profile or "", i.intensity or "")):
        if item.segment != segment:
            continue
        all_of_them = () if held is None else tuple(p.code for p in held.profiles_in(segment))
        for profile in all_of_them if item.profile is None else (item.profile,):
            yield ContractedArrangementInput(profile=profile, intensity=item.intensity)
