"""Providers (aanbieders), what they are contracted for, at what tariff and with what wait."""

from datetime import date as Day
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from jeugdregio_core.model.codes import TariffBasis
from jeugdregio_core.store.tables.base import (
    Stored,
    at_least,
    choice,
    digits,
    in_order,
    reference,
)


class Provider(Stored, table=True):
    """An organisation that delivers help. One with several AGB codes is several providers."""

    __tablename__ = "provider"
    __table_args__ = (digits("agb_code", 8),)

    id: UUID = Field(primary_key=True)
    code: str = Field(unique=True)
    name: str
    agb_code: str | None = Field(default=None, unique=True)
    website: str | None = None


class Agreement(Stored, table=True):
    """A condition a provider meets in a region, such as a vergunning or samenwerkingsverband."""

    __tablename__ = "agreement"
    __table_args__ = (
        Index(None, "provider_id", "region"),
        Index(None, "region", "provider_id"),
        in_order("first", "last"),
    )

    id: UUID = Field(primary_key=True)
    region: str
    provider_id: UUID = reference("provider.id", indexed=False)
    code: str
    first: Day
    last: Day | None = None


class Contract(Stored, table=True):
    """What a provider and a region agreed for a period, alone or under a lead contractor."""

    __tablename__ = "contract"
    __table_args__ = (
        UniqueConstraint("provider_id", "region", "first"),
        Index(None, "region", "first"),
        in_order("first", "last"),
    )

    id: UUID = Field(primary_key=True)
    region: str
    provider_id: UUID = reference("provider.id", indexed=False)
    first: Day
    last: Day | None = None
    lead_contractor_id: UUID | None = reference("provider.id", optional=True)


class ContractItem(Stored, table=True):
    """A part of what a contract covers. No profile or no intensity means: all of them."""

    __tablename__ = "contract_item"
    __table_args__ = (Index(None, "segment", "profile", "intensity"),)

    id: UUID = Field(primary_key=True)
    contract_id: UUID = reference("contract.id")
    segment: str
    profile: str | None = None
    intensity: str | None = None


class ProviderTariff(Stored, table=True):
    """What one provider is paid for an arrangement, in whole euro cents."""

    __tablename__ = "provider_tariff"
    __table_args__ = (
        UniqueConstraint("provider_id", "region", "arrangement", "first"),
        in_order("first", "last"),
        at_least("amount_cents", 0),
    )

    id: UUID = Field(primary_key=True)
    region: str
    provider_id: UUID = reference("provider.id", indexed=False)
    arrangement: str
    amount_cents: int
    per: TariffBasis = choice(TariffBasis)
    first: Day
    last: Day | None = None
    source: str


class Availability(Stored, table=True):
    """How many days a family waits (beschikbaarheidswijzer), as the provider said on a day."""

    __tablename__ = "availability"
    __table_args__ = (
        Index(None, "provider_id", "region", "segment", "as_of"),
        at_least("waiting_days", 0),
    )

    id: UUID = Field(primary_key=True)
    region: str
    provider_id: UUID = reference("provider.id", indexed=False)
    segment: str
    profile: str | None = None
    waiting_days: int
    as_of: Day
