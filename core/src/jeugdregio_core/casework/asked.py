"""A request with everything it is about, when it comes in and when it is looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlmodel import select

from jeugdregio_core.casework import find
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import Standing
from jeugdregio_core.casework.plain import norms_from, request_from
from jeugdregio_core.model.casework import DecisionMoment, DisputeStatus
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.record import record
from jeugdregio_core.rules.input import NormInput, RequestInput
from jeugdregio_core.store import tables


@record
class Wish:
    """What a caller wrote of a request."""

    request: RequestInput
    norms: NormInput


@record(kw_only=True)
class Asked:
    """A request with everything it is about. ``start`` and ``segment`` are always known."""

    id: UUID
    kind: RequestKind
    client: tables.Client
    referral: tables.Referral | None
    provider: tables.Provider
    request: RequestInput
    norms: NormInput
    of: Standing | None = None
    """The allocation that is extended or changed."""

    def path(self, field: str) -> str:
        """Where the caller wrote this field: a change has no group of its own for it."""
        return field if self.kind is RequestKind.CHANGE else f"request.{field}"

    @property
    def holds(self) -> tables.Referral | None:
        """The referral whose status this request moves; a change moves none."""
        return None if self.kind is RequestKind.CHANGE else self.referral

    @property
    def municipality(self) -> str:
        """The municipality that is asked: the one that allocated, or where the client lives."""
        return self.of.allocation.municipality if self.of else self.client.municipality

    @property
    def segment(self) -> str:
        """Segment of what is asked."""
        assert self.request.segment is not None
        return self.request.segment

    @property
    def start(self) -> date:
        """First day of what is asked."""
        assert self.request.start is not None
        return self.request.start


def again(work: Work, request: tables.Request) -> Asked:
    """A request that was stored before, with the intensity that was decided in a dispute."""
    wish = as_asked(work, request)
    of = None
    if request.allocation_id is not None:
        allocation = work.session.get_one(tables.Allocation, request.allocation_id)
        of = find.standing(work.session, allocation)
    return Asked(
        id=request.id,
        kind=request.kind,
        client=work.session.get_one(tables.Client, request.client_id),
        referral=referral_of(work, request),
        provider=work.session.get_one(tables.Provider, request.provider_id),
        request=_settled(work, request, wish.request),
        norms=wish.norms,
        of=of,
    )


def first_of(work: Work, allocation: tables.Allocation) -> tables.Request:
    """The request that the allocation came of."""
    return work.session.get_one(tables.Request, allocation.request_id)


def referral_of(work: Work, request: tables.Request) -> tables.Referral | None:
    """The referral of a request; a change has that of the allocation that it changes."""
    if request.referral_id is not None:
        return work.session.get_one(tables.Referral, request.referral_id)
    if request.allocation_id is None:
        return None
    allocation = work.session.get_one(tables.Allocation, request.allocation_id)
    return referral_of(work, first_of(work, allocation))


def as_asked(work: Work, request: tables.Request) -> Wish:
    """What was asked when the request came in; of norms, what its first decision was based on."""
    first = work.session.exec(
        select(tables.Decision).where(
            tables.Decision.request_id == request.id,
            tables.Decision.moment == DecisionMoment.REQUEST,
        )
    ).one_or_none()
    norms = NormInput() if first is None else norms_from(first.given["norms"])
    return Wish(request_from(request.facts), norms)


def _settled(work: Work, request: tables.Request, asked: RequestInput) -> RequestInput:
    decided = work.session.exec(
        select(tables.Dispute.binding_intensity).where(
            tables.Dispute.request_id == request.id,
            tables.Dispute.status == DisputeStatus.DECIDED,
        )
    ).first()
    return replace(asked, intensity=decided) if decided else asked
