"""Requests for an allocation, every step they took, and every decision made about them."""

from datetime import date as Day
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from jeugdregio_core.model.casework import (
    DecisionMoment,
    DisputeStatus,
    RequestStatus,
)
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.rules.outcome import DecisionVerdict
from jeugdregio_core.store.tables.base import Stored, all_or_none, choice, json, reference


class Request(Stored, table=True):
    """A request (VOT, verlenging or 317). The id is the reference in the national messages.

    ``status`` is that of the newest step. ``allocation_id`` is the allocation to extend or change.
    ``municipality`` is the one that was asked; a request without it is seen by the region only.
    """

    __tablename__ = "request"
    __table_args__ = (
        Index(None, "client_id", "status"),
        Index(None, "region", "status", "submitted_at", "id"),
        Index(None, "referral_id", "region", "submitted_at", "id", "allocation_id"),
        Index(None, "region", "submitted_at", "id"),
        Index(None, "region", "municipality", "submitted_at", "id"),
        Index(None, "region", "provider_id", "submitted_at", "id"),
    )

    id: UUID = Field(primary_key=True)
    region: str
    referral_id: UUID | None = reference("referral.id", optional=True, indexed=False)
    client_id: UUID = reference("client.id", indexed=False)
    provider_id: UUID = reference("provider.id")
    municipality: str | None = None
    kind: RequestKind = choice(RequestKind)
    allocation_id: UUID | None = reference("allocation.id", optional=True, circular=True)
    facts: dict[str, Any] = json()
    status: RequestStatus = choice(RequestStatus)
    submitted_at: datetime
    requested_by: str


class RequestStep(Stored, table=True):
    """A status that a request got, from whom and why. Steps are added, never changed."""

    __tablename__ = "request_step"

    request_id: UUID = reference("request.id", indexed=False, primary_key=True)
    step: int = Field(primary_key=True)
    status: RequestStatus = choice(RequestStatus)
    at: datetime
    actor: str
    reason: str | None = None
    remark: str | None = None


class Decision(Stored, table=True):
    """What the rules said of a request, with all they were given. Added, never changed.

    An answer that goes against it is a new decision, which says who overruled and why.
    """

    __tablename__ = "decision"
    __table_args__ = (
        Index(None, "request_id", "decided_at", "moment", "id", "verdict"),
        all_or_none("overruled_by", "overruled_at", "overruled_reason"),
    )

    id: UUID = Field(primary_key=True)
    request_id: UUID = reference("request.id", indexed=False)
    moment: DecisionMoment = choice(DecisionMoment)
    verdict: DecisionVerdict = choice(DecisionVerdict)
    given: dict[str, Any] = json()
    findings: list[Any] = json()
    regie: list[Any] = json()
    documents: list[Any] = json()
    distribution: str
    version: str
    hash: str
    decided_at: datetime
    overruled_by: str | None = None
    overruled_at: datetime | None = None
    overruled_reason: str | None = None


class Dispute(Stored, table=True):
    """A difference between the advised and the chosen intensity, until it is agreed or decided."""

    __tablename__ = "dispute"

    id: UUID = Field(primary_key=True)
    request_id: UUID = reference("request.id")
    advised: str
    chosen: str
    consulted_on: Day | None = None
    agreed: bool | None = None
    binding_intensity: str | None = None
    decided_by: str | None = None
    decided_on: Day | None = None
    status: DisputeStatus = choice(DisputeStatus)
