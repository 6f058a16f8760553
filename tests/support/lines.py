"""Audit lines that tests need and do not care about."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session
from tests.support.rows import NOON, REGION

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store.audit import Line, append


def line(session: Session, **given: Any) -> None:
    """Have a line written, filled in where nothing is given."""
    usual: dict[str, Any] = {
        "region": REGION,
        "at": NOON,
        "actor": "medewerker-1",
        "role": "TOEGANG",
        "action": AuditAction.CREATE,
        "object_type": "referral",
        "object_id": "1",
        "client_reference": "K-001",
        "operation": "createReferral",
        "outcome": "OK",
    }
    append(session, Line(**usual | given))
