"""Decisions as they were stored: the newest about a referral, or all about a request."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, select

from jeugdregio_core.casework import discretion
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import DecisionRecord
from jeugdregio_core.casework.reading.rows import Shape, fetch, grouped, table, until
from jeugdregio_core.model.casework import DecisionMoment

_DECISION = table("decision")
_REQUEST = table("request")
_REFERRAL = table("referral")

_LARGE = frozenset({"given", "findings", "regie", "documents"})
"""What a decision was made of; read only where it is shown."""


def newest_of_referrals(
    work: Work, ids: Collection[UUID], look: Look | None
) -> Mapping[UUID, DecisionRecord]:
    """The newest decision about the newest request of each referral."""
    if look is None:
        return {}
    request = (
        select(_REQUEST.c.id)
        .where(
            _REQUEST.c.referral_id == _REFERRAL.c.id,
            until(_REQUEST.c.submitted_at, look.known_at),
            work.sight.requests,
        )
        .order_by(_REQUEST.c.submitted_at.desc(), _REQUEST.c.id.desc())
        .limit(1)
        .correlate(_REFERRAL)
        .scalar_subquery()
    )
    decision = _DECISION.alias("newest")
    newest = (
        select(decision.c.id)
        .where(decision.c.request_id == request, until(decision.c.decided_at, look.known_at))
        .order_by(*_newest_first(decision))
        .limit(1)
        .correlate(_REFERRAL)
        .scalar_subquery()
    )
    decided = _shape(look)
    statement = (
        select(_REFERRAL.c.id, *decided.columns)
        .join_from(_REFERRAL, _DECISION, _DECISION.c.id == newest)
        .where(_REFERRAL.c.id.in_(ids))
    )
    return {row[0]: _shown(work, decided.read(row[1:])) for row in fetch(work, statement)}


def decisions_of(
    work: Work, ids: Collection[UUID], look: Look | None
) -> Mapping[UUID, tuple[DecisionRecord, ...]]:
    """Every decision about each request, newest first."""
    if look is None:
        return {}
    decided = _shape(look)
    statement = (
        select(_DECISION.c.request_id, *decided.columns)
        .where(_DECISION.c.request_id.in_(ids), until(_DECISION.c.decided_at, look.known_at))
        .order_by(*_newest_first(_DECISION))
    )
    return grouped((row[0], _shown(work, decided.read(row[1:]))) for row in fetch(work, statement))


def _shown(work: Work, kept: DecisionRecord) -> DecisionRecord:
    """A decision, as far as it is the actor's to see."""
    if work.sight.everything:
        return kept
    return replace(
        kept,
        given=None,
        findings=discretion.findings(kept.findings),
        regie=discretion.regie(kept.regie),
    )


def _shape(look: Look) -> Shape[DecisionRecord]:
    return Shape(DecisionRecord, _DECISION, without=_LARGE - look.wanted.keys())


def _newest_first(decision: FromClause) -> tuple[ColumnElement[Any], ...]:
    """By moment; an answer of the very same moment came after the request."""
    held = decision.c
    return held.decided_at.desc(), held.moment == DecisionMoment.REQUEST, held.id.desc()
