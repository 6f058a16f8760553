"""Allocations (toewijzingen): every version they had, what was delivered, what came of it."""

from datetime import date as Day
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from jeugdregio_core.model.casework import AllocationStatus, DeliveryKind, OutcomeMeasure
from jeugdregio_core.model.codes import Frequency, Unit
from jeugdregio_core.store.tables.base import (
    Stored,
    at_least,
    between,
    choice,
    digits,
    in_order,
    reference,
)

HIGHEST_NUMBER = 999_999_999
"""The largest allocation number that fits the national messages (ToewijzingNummer)."""


class NumberSeries(Stored, table=True):
    """The next allocation number of a municipality."""

    __tablename__ = "number_series"
    __table_args__ = (digits("municipality", 4), between("next", 1, HIGHEST_NUMBER + 1))

    municipality: str = Field(primary_key=True)
    next: int


class Allocation(Stored, table=True):
    """What stays the same in all versions; ``current`` is the number of the newest version."""

    __tablename__ = "allocation"
    __table_args__ = (
        UniqueConstraint("municipality", "number"),
        Index(None, "region", "created_at", "id"),
        Index(None, "region", "municipality", "created_at", "id"),
        Index(None, "region", "provider_id", "created_at", "id"),
        digits("municipality", 4),
        between("number", 1, HIGHEST_NUMBER),
    )

    id: UUID = Field(primary_key=True)
    region: str
    municipality: str
    number: int
    client_id: UUID = reference("client.id")
    provider_id: UUID = reference("provider.id")
    request_id: UUID = reference("request.id")
    current: int
    created_at: datetime


class AllocationVersion(Stored, table=True):
    """An allocation as it stood from ``decided_at`` on. Added, never changed.

    Volumes are whole units, as the national messages have them.
    """

    __tablename__ = "allocation_version"
    __table_args__ = (
        UniqueConstraint("allocation_id", "version"),
        in_order("start", "end"),
        at_least("version", 1),
        between("volume_amount", 0, 99_999_999),
        at_least("changes_so_far", 0),
    )

    id: UUID = Field(primary_key=True)
    allocation_id: UUID = reference("allocation.id", indexed=False)
    version: int
    decided_at: datetime
    start: Day
    end: Day | None = None
    segment: str
    profile: str | None = None
    intensity: str | None = None
    product: str | None = None
    product_category: str | None = None
    volume_amount: int | None = None
    unit: Unit | None = choice(Unit, optional=True)
    frequency: Frequency | None = choice(Frequency, optional=True)
    status: AllocationStatus = choice(AllocationStatus)
    changes_so_far: int = 0
    initial: bool
    reason: str | None = None


class DeliveryEvent(Stored, table=True):
    """A start or stop that the provider reported; the reason is a code of JZ588."""

    __tablename__ = "delivery_event"
    __table_args__ = (Index(None, "allocation_id", "on_day"),)

    id: UUID = Field(primary_key=True)
    allocation_id: UUID = reference("allocation.id", indexed=False)
    kind: DeliveryKind = choice(DeliveryKind)
    on_day: Day
    reason: str | None = None
    recorded_at: datetime


class Outcome(Stored, table=True):
    """A measurement of the result of an allocation: a figure, or words."""

    __tablename__ = "outcome"
    __table_args__ = (
        Index(None, "region", "measure", "measured_on"),
        CheckConstraint("value IS NOT NULL OR text IS NOT NULL", name="something_measured"),
    )

    id: UUID = Field(primary_key=True)
    region: str
    allocation_id: UUID = reference("allocation.id")
    measure: OutcomeMeasure = choice(OutcomeMeasure)
    value: Decimal | None = Field(default=None, max_digits=6, decimal_places=2)
    text: str | None = None
    measured_on: Day
    recorded_at: datetime
