"""Rows that tests need and do not care about, with everything filled in that must be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from jeugdregio_core.model.casework import AllocationStatus, ReferralStatus, RequestStatus
from jeugdregio_core.model.codes import ReferrerType, RequestKind
from jeugdregio_core.store import tables

REGION = "voorbeeld"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def provider(code: str = "zorg_noord", **given: Any) -> tables.Provider:
    usual: dict[str, Any] = {"id": uuid4(), "code": code, "name": "Zorg Noord"}
    return tables.Provider(**usual | given)


def client(reference: str = "K-001", **given: Any) -> tables.Client:
    usual: dict[str, Any] = {
        "id": uuid4(),
        "region": REGION,
        "reference": reference,
        "birth_date": date(2012, 5, 1),
        "municipality": "0405",
    }
    return tables.Client(**usual | given)


def referral(client_id: UUID, **given: Any) -> tables.Referral:
    usual: dict[str, Any] = {
        "id": uuid4(),
        "region": REGION,
        "client_id": client_id,
        "referrer": ReferrerType.HUISARTS,
        "received_on": date(2026, 3, 1),
        "municipality": "0405",
        "status": ReferralStatus.RECEIVED,
        "created_at": NOON,
    }
    return tables.Referral(**usual | given)


def request(client_id: UUID, provider_id: UUID, **given: Any) -> tables.Request:
    usual: dict[str, Any] = {
        "id": uuid4(),
        "region": REGION,
        "client_id": client_id,
        "provider_id": provider_id,
        "kind": RequestKind.NEW,
        "facts": {"segment": "B"},
        "status": RequestStatus.SUBMITTED,
        "submitted_at": NOON,
        "requested_by": "aanbieder-1",
    }
    return tables.Request(**usual | given)


def allocation(request: tables.Request, number: int = 1, **given: Any) -> tables.Allocation:
    usual: dict[str, Any] = {
        "id": uuid4(),
        "region": request.region,
        "municipality": "0405",
        "number": number,
        "client_id": request.client_id,
        "provider_id": request.provider_id,
        "request_id": request.id,
        "current": 1,
        "created_at": NOON,
    }
    return tables.Allocation(**usual | given)


def allocation_version(allocation_id: UUID, **given: Any) -> tables.AllocationVersion:
    usual: dict[str, Any] = {
        "id": uuid4(),
        "allocation_id": allocation_id,
        "version": 1,
        "decided_at": NOON,
        "start": date(2026, 4, 1),
        "end": date(2026, 9, 30),
        "segment": "B",
        "status": AllocationStatus.ALLOCATED,
        "initial": True,
    }
    return tables.AllocationVersion(**usual | given)
