"""What is told of the things that a step made or changed, as plain data."""

from __future__ import annotations

from typing import Any

from jeugdregio_core.casework.find import Standing
from jeugdregio_core.store import tables


def referral(made: tables.Referral) -> dict[str, Any]:
    """A referral and its status."""
    return {"id": str(made.id), "status": str(made.status)}


def request(made: tables.Request) -> dict[str, Any]:
    """A request; ``reference`` is what the national messages call it."""
    return {
        "id": str(made.id),
        "reference": str(made.id),
        "kind": str(made.kind),
        "status": str(made.status),
    }


def allocation(made: Standing) -> dict[str, Any]:
    """An allocation as its newest version says."""
    version = made.version
    return {
        "id": str(made.allocation.id),
        "municipality": made.allocation.municipality,
        "number": made.allocation.number,
        "version": version.version,
        "start": version.start.isoformat(),
        "end": version.end.isoformat() if version.end else None,
        "status": str(version.status),
    }


def document(made: tables.Document) -> dict[str, Any]:
    """A document and the number of its newest version."""
    return {"id": str(made.id), "kind": str(made.kind), "version": made.current}


def dispute(made: tables.Dispute) -> dict[str, Any]:
    """A dispute about the intensity and how far it has come."""
    return {
        "id": str(made.id),
        "advised": made.advised,
        "chosen": made.chosen,
        "status": str(made.status),
    }


def provider(made: tables.Provider) -> dict[str, Any]:
    """A provider as every region knows it."""
    return {
        "id": str(made.id),
        "code": made.code,
        "name": made.name,
        "agbCode": made.agb_code,
        "website": made.website,
    }
