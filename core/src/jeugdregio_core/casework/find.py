"""Look up what a step is about, as far as who takes it may see it.

What is absent, what others have and an id that cannot be read get the same answer.
"""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, select

from jeugdregio_core.casework import missed
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.problems import ProblemCode, decline, unknown
from jeugdregio_core.casework.sight import Condition
from jeugdregio_core.model.region import Region
from jeugdregio_core.model.words import spoken
from jeugdregio_core.record import record
from jeugdregio_core.store import tables

R = TypeVar("R", tables.Referral, tables.Request, tables.Document)


@record
class Standing:
    """An allocation as it stands: what never changes, and its newest version."""

    allocation: tables.Allocation
    version: tables.AllocationVersion


def identity(text: str) -> UUID | None:
    """The id that a caller wrote, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def client(work: Work, reference: str, path: str = "client") -> tables.Client:
    """The client under this reference."""
    found = work.session.exec(
        select(tables.Client).where(tables.Client.reference == reference, work.sight.clients)
    ).one_or_none()
    if found is None:
        missed.client(work, reference)
        raise unknown("Deze jeugdige is niet bekend in deze regio.", path)
    return found


def referral(work: Work, text: str, path: str = "referral") -> tables.Referral:
    """The referral with this id."""
    found = _by_id(work, tables.Referral, text, work.sight.referrals)
    if found is None:
        missed.by_id(work, "referral", identity(text))
        raise unknown("Deze verwijzing is niet bekend in deze regio.", path)
    return found


def request(work: Work, text: str, path: str = "request") -> tables.Request:
    """The request with this id."""
    found = _by_id(work, tables.Request, text, work.sight.requests)
    if found is None:
        missed.by_id(work, "request", identity(text))
        raise unknown("Dit verzoek is niet bekend in deze regio.", path)
    return found


def document(work: Work, text: str, path: str = "document") -> tables.Document:
    """The document with this id."""
    found = _by_id(work, tables.Document, text, work.sight.documents)
    if found is None:
        missed.by_id(work, "document", identity(text))
        raise unknown("Dit document is niet bekend in deze regio.", path)
    return found


def provider(work: Work, code: str, path: str) -> tables.Provider:
    """The provider with this code."""
    found = work.session.exec(
        select(tables.Provider).where(tables.Provider.code == code)
    ).one_or_none()
    if found is None:
        raise unknown(f"Aanbieder {code!r} is niet bekend.", path)
    return found


def allocation(work: Work, municipality: str, number: int) -> Standing:
    """The allocation that this municipality gave this number."""
    in_region(work.guard.rulebook.region, municipality, "municipality")
    found = work.session.exec(
        select(tables.Allocation).where(
            tables.Allocation.municipality == municipality,
            tables.Allocation.number == number,
            work.sight.allocations,
        )
    ).one_or_none()
    if found is None:
        missed.allocation(work, municipality, number)
        raise unknown(f"Gemeente {municipality} heeft geen toewijzing {number}.", "number")
    return standing(work.session, found)


def allocation_of(work: Work, client_id: UUID, number: int, path: str) -> Standing:
    """The allocation of this client with this number; the newest where it moved house."""
    found = work.session.exec(
        select(tables.Allocation)
        .where(
            tables.Allocation.client_id == client_id,
            tables.Allocation.number == number,
            work.sight.allocations,
        )
        .order_by(col(tables.Allocation.created_at).desc())
    ).first()
    if found is None:
        raise unknown(f"Deze jeugdige heeft geen toewijzing {number}.", path)
    return standing(work.session, found)


def standing(session: Session, allocation: tables.Allocation) -> Standing:
    """An allocation with its newest version."""
    version = tables.AllocationVersion
    newest = select(version).where(
        version.allocation_id == allocation.id, version.version == allocation.current
    )
    return Standing(allocation, session.exec(newest).one())


def newest() -> ColumnElement[bool]:
    """Joins an allocation to its newest version."""
    allocation, version = tables.Allocation, tables.AllocationVersion
    return and_(
        col(version.allocation_id) == col(allocation.id),
        col(version.version) == col(allocation.current),
    )


def _by_id(work: Work, kind: type[R], text: str, seen: Condition) -> R | None:
    return work.session.exec(select(kind).where(kind.id == identity(text), seen)).one_or_none()


def in_region(region: Region, municipality: str, path: str) -> None:
    """Whether this municipality is or was one of the region. Raises Declined."""
    if region.former_municipality(municipality) is None:
        known = spoken(f"{m.code} {m.name}" for m in region.municipalities)
        raise decline(
            ProblemCode.OTHER_REGION,
            f"Gemeente {municipality} hoort niet bij {region.name}. Bekend: {known}.",
            path,
        )
