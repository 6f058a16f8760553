"""Decisions as they were stored: the newest about a referral, or all about a request."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Select, select

from jeugdregio_core.casework import discretion
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import DecisionRecord
from jeugdregio_core.casework.reading.rows import Shape, fetch, grouped, table, until
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.model.casework import DecisionMoment
from jeugdregio_core.store.prepared import among

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
    left_out = _left_out(look)
    rows = fetch(work, _newest, left_out, look.dated, ids=ids, known_at=look.known_at)
    return {row[0]: _shown(work, _shape(left_out).read(row[1:])) for row in rows}


def decisions_of(
    work: Work, ids: Collection[UUID], look: Look | None
) -> Mapping[UUID, tuple[DecisionRecord, ...]]:
    """Every decision about each request, newest first."""
    if look is None:
        return {}
    left_out = _left_out(look)
    rows = fetch(work, _all_of_requests, left_out, look.dated, ids=ids, known_at=look.known_at)
    return grouped((row[0], _shown(work, _shape(left_out).read(row[1:]))) for row in rows)


def _newest(sight: Sight, left_out: frozenset[str], dated: bool) -> Select[Any]:
    request = (
        select(_REQUEST.c.id)
        .where(
            _REQUEST.c.referral_id == _REFERRAL.c.id,
            until(_REQUEST.c.submitted_at, dated),
            sight.requests,
        )
        .order_by(_REQUEST.c.submitted_at.desc(), _REQUEST.c.id.desc())
        .limit(1)
        .correlate(_REFERRAL)
        .scalar_subquery()
    )
    decision = _DECISION.alias("newest")
    newest = (
        select(decision.c.id)
        .where(decision.c.request_id == request, until(decision.c.decided_at, dated))
        .order_by(*_newest_first(decision))
        .limit(1)
        .correlate(_REFERRAL)
        .scalar_subquery()
    )
    return (
        select(_REFERRAL.c.id, *_shape(left_out).columns)
        .join_from(_REFERRAL, _DECISION, _DECISION.c.id == newest)
        .where(among(_REFERRAL.c.id))
    )


def _all_of_requests(_sight: Sight, left_out: frozenset[str], dated: bool) -> Select[Any]:
    return (
        select(_DECISION.c.request_id, *_shape(left_out).columns)
        .where(among(_DECISION.c.request_id), until(_DECISION.c.decided_at, dated))
        .order_by(*_newest_first(_DECISION))
    )


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


def _left_out(look: Look) -> frozenset[str]:
    return _LARGE.difference(look.wanted)


@cache
def _shape(left_out: frozenset[str]) -> Shape[DecisionRecord]:
    return Shape(DecisionRecord, _DECISION, without=left_out)


def _newest_first(decision: FromClause) -> tuple[ColumnElement[Any], ...]:
    """By moment; an answer of the very same moment came after the request."""
    held = decision.c
    return held.decided_at.desc(), held.moment == DecisionMoment.REQUEST, held.id.desc()
