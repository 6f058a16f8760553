"""What a read answers. A record holds what was stored; what was not asked for is empty.

Nothing here needs a database, so that a schema can be declared over it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from jeugdregio_core.model.casework import (
    AllocationStatus,
    DecisionMoment,
    DeliveryKind,
    DisputeStatus,
    OutcomeMeasure,
    ReferralStatus,
    RequestStatus,
)
from jeugdregio_core.model.codes import (
    DocumentKind,
    FamilyControl,
    Frequency,
    LivesIn,
    NeedLevel,
    Party,
    ReferrerType,
    RequestKind,
    TariffBasis,
    Unit,
)
from jeugdregio_core.record import record
from jeugdregio_core.rules.outcome import DecisionVerdict

T = TypeVar("T")


@record
class Page(Generic[T]):
    """A part of a list. ``total`` is ``None`` when nobody asked for it."""

    items: tuple[T, ...]
    cursors: tuple[str, ...]
    more: bool
    total: int | None


@dataclass(slots=True)
class AgreementRecord:
    """A condition that a provider meets during a period."""

    code: str
    first: date
    last: date | None


@dataclass(slots=True)
class AvailabilityRecord:
    """How many days a family waits, as last reported for a segment or one profile of it."""

    segment: str
    profile: str | None
    waiting_days: int
    as_of: date


@dataclass(slots=True)
class TariffRecord:
    """What one provider is paid for an arrangement during a period, in euro cents."""

    arrangement: str
    amount_cents: int
    per: TariffBasis
    first: date
    last: date | None
    source: str


@dataclass(slots=True)
class ContractRecord:
    """What of one segment a provider is contracted for during a period."""

    segment: str
    first: date
    last: date | None
    lead_contractor: str | None
    items: frozenset[tuple[str | None, str | None]]
    """Profile and intensity of each item; ``None`` means all."""


@dataclass(slots=True)
class ProviderRecord:
    """A provider, with what one region agreed with it."""

    id: UUID
    code: str
    name: str
    agb_code: str | None
    website: str | None
    contracts: tuple[ContractRecord, ...] = ()
    availability: AvailabilityRecord | None = None
    """The shortest wait for the help at hand: what was searched for, referred or allocated."""
    waiting_times: tuple[AvailabilityRecord, ...] = ()
    agreements: tuple[AgreementRecord, ...] = ()
    tariffs: tuple[TariffRecord, ...] = ()


@dataclass(slots=True)
class DocumentRecord:
    """A document in a client's file, in the version that was known."""

    id: UUID
    client_id: UUID
    request_id: UUID | None
    kind: DocumentKind
    created_at: datetime
    version: int
    recorded_at: datetime
    author: Party | None
    approved_by: Party | None
    signed_by: Sequence[str]
    dated: date | None
    includes: Sequence[str]
    uri: str | None


@dataclass(slots=True)
class ClientRecord:
    """A client: a pseudonym and the facts that rules look at."""

    id: UUID
    reference: str
    birth_date: date
    municipality: str
    family_reference: str | None
    protection_measure: bool | None
    lives_in: LivesIn | None
    need_level: NeedLevel | None
    family_control: FamilyControl | None
    documents: tuple[DocumentRecord, ...] = ()


@dataclass(slots=True)
class DecisionRecord:
    """A decision as it was stored: its findings are those of the rulebook of its day.

    What it says at length is text, in JSON, without what is not the actor's to see.
    """

    id: UUID
    moment: DecisionMoment
    verdict: DecisionVerdict
    distribution: str
    version: str
    hash: str
    decided_at: datetime
    overruled_by: str | None
    overruled_at: datetime | None
    overruled_reason: str | None
    given: Mapping[str, Any] | None = None
    findings: str = "[]"
    regie: str = "[]"
    documents: str = "[]"


@dataclass(slots=True)
class StepRecord:
    """A status that a request got."""

    status: RequestStatus
    at: datetime
    actor: str
    reason: str | None
    remark: str | None


@dataclass(slots=True)
class DisputeRecord:
    """A difference between the advised and the chosen intensity."""

    advised: str
    chosen: str
    consulted_on: date | None
    agreed: bool | None
    binding_intensity: str | None
    decided_by: str | None
    decided_on: date | None
    status: DisputeStatus


@dataclass(slots=True)
class VersionRecord:
    """An allocation as it stood from a moment on."""

    version: int
    decided_at: datetime
    start: date
    end: date | None
    segment: str
    profile: str | None
    intensity: str | None
    product: str | None
    product_category: str | None
    volume_amount: int | None
    unit: Unit | None
    frequency: Frequency | None
    status: AllocationStatus
    changes_so_far: int
    initial: bool
    reason: str | None


@dataclass(slots=True)
class DeliveryRecord:
    """What a provider reported of the delivery."""

    kind: DeliveryKind
    on_day: date
    reason: str | None
    recorded_at: datetime


@dataclass(slots=True)
class OutcomeRecord:
    """A measurement of the result."""

    id: UUID
    measure: OutcomeMeasure
    value: Decimal | None
    text: str | None
    measured_on: date
    recorded_at: datetime


@dataclass(slots=True)
class AllocationRecord(VersionRecord):
    """An allocation as it stood in the version that was known."""

    id: UUID
    municipality: str
    number: int
    request_id: UUID
    created_at: datetime
    client: ClientRecord | None = None
    provider: ProviderRecord | None = None
    decision: DecisionRecord | None = None
    versions: tuple[VersionRecord, ...] = ()
    deliveries: tuple[DeliveryRecord, ...] = ()
    outcomes: tuple[OutcomeRecord, ...] = ()


@dataclass(slots=True)
class RequestRecord:
    """A request, with the status that was known."""

    id: UUID
    referral_id: UUID | None
    kind: RequestKind
    allocation_id: UUID | None
    facts: Mapping[str, Any]
    status: RequestStatus
    submitted_at: datetime
    requested_by: str
    client: ClientRecord | None = None
    provider: ProviderRecord | None = None
    decisions: tuple[DecisionRecord, ...] = ()
    """Every decision about it, newest first; or the newest only."""
    steps: tuple[StepRecord, ...] = ()
    allocations: tuple[AllocationRecord, ...] = ()
    disputes: tuple[DisputeRecord, ...] = ()

    @property
    def segment(self) -> str | None:
        """Code of the segment that is asked for."""
        return self.facts.get("segment")

    @property
    def profile(self) -> str | None:
        """Code of the profile that is asked for."""
        return self.facts.get("profile")

    @property
    def intensity(self) -> str | None:
        """Code of the intensity that is asked for."""
        return self.facts.get("intensity")

    @property
    def decision(self) -> DecisionRecord | None:
        """The newest decision about it."""
        return self.decisions[0] if self.decisions else None


@dataclass(slots=True)
class ReferralRecord:
    """A referral, with the status that was known."""

    id: UUID
    referrer: ReferrerType
    referred_by: str | None
    received_on: date
    segment: str | None
    profile: str | None
    intensity: str | None
    advised_intensity: str | None
    municipality: str
    status: ReferralStatus
    created_at: datetime
    client: ClientRecord | None = None
    provider: ProviderRecord | None = None
    decision: DecisionRecord | None = None
    requests: tuple[RequestRecord, ...] = ()
    allocations: tuple[AllocationRecord, ...] = ()


@dataclass(slots=True)
class FileRecord:
    """What is on file of one client."""

    client: ClientRecord
    referrals: tuple[ReferralRecord, ...] = ()
    allocations: tuple[AllocationRecord, ...] = ()
