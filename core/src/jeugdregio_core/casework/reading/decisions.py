"""Decisions as they were stored: the newest about a referral, or all about a request."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Select, Text, cast, select

from jeugdregio_core.casework import discretion
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import DecisionRecord
from jeugdregio_core.casework.reading.rows import (
    Brief,
    Shape,
    columns,
    fetch,
    grouped,
    in_brief,
    table,
    until,
)
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.casework.unchanging import Texts, Unchanging
from jeugdregio_core.model.casework import DecisionMoment
from jeugdregio_core.store.prepared import Row, among

_DECISION = table("decision")
_REQUEST = table("request")
_REFERRAL = table("referral")

_NEWEST_FIRST = (
    _DECISION.c.decided_at.desc(),
    _DECISION.c.moment == DecisionMoment.REQUEST,
    _DECISION.c.id.desc(),
)
"""By moment; an answer of the very same moment came after the request."""

_TOLD: Mapping[str, Callable[[Any], Any] | None] = {
    "documents": None,
    "findings": discretion.findings,
    "regie": discretion.regie,
}
"""What a decision says at length, and how it is told to who does not see everything."""

_LARGE = frozenset({"given", *_TOLD})
"""What is read only where it is shown."""


def newest_of_referrals(
    work: Work, ids: Collection[UUID], look: Look | None
) -> Mapping[UUID, DecisionRecord]:
    """The newest decision about the newest request of each referral."""
    if look is None:
        return {}
    rows = fetch(work, _of_newest_requests, *_like(work, look), ids=ids, known_at=look.known_at)
    newest = {row[0]: row for row in reversed(rows)}
    return dict(_read(work, look, newest.values()))


def decisions_of(
    work: Work, ids: Collection[UUID], look: Look | None
) -> Mapping[UUID, tuple[DecisionRecord, ...]]:
    """Every decision about each request, newest first."""
    if look is None:
        return {}
    rows = fetch(work, _all_of_requests, *_like(work, look), ids=ids, known_at=look.known_at)
    return grouped(_read(work, look, rows))


def _of_newest_requests(
    sight: Sight, left_out: frozenset[str], dated: bool, brief: Brief
) -> Select[Any]:
    """All about the newest request of each referral: few, and so each is looked up once."""
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
    return (
        select(_REFERRAL.c.id, *columns(_shape(left_out), brief=brief))
        .join_from(_REFERRAL, _DECISION, _DECISION.c.request_id == request)
        .where(among(_REFERRAL.c.id), until(_DECISION.c.decided_at, dated))
        .order_by(*_NEWEST_FIRST)
    )


def _all_of_requests(
    _sight: Sight, left_out: frozenset[str], dated: bool, brief: Brief
) -> Select[Any]:
    return (
        select(_DECISION.c.request_id, *columns(_shape(left_out), brief=brief))
        .where(among(_DECISION.c.request_id), until(_DECISION.c.decided_at, dated))
        .order_by(*_NEWEST_FIRST)
    )


def _read(work: Work, look: Look, rows: Iterable[Row]) -> list[tuple[UUID, DecisionRecord]]:
    """The decisions of rows, each with its owner; at length what is shown of it at length."""
    shape = _shape(_left_out(work, look))
    found = [(row[0], shape.read(row, 1)) for row in rows]
    names = tuple(name for name in _TOLD if name in look.wanted)
    if names:
        texts = _texts(work, names, [decision.id for _, decision in found])
        for (_, decision), told in zip(found, texts, strict=True):
            for name, text in zip(names, told, strict=True):
                setattr(decision, name, text)
    return found


def _texts(work: Work, names: Texts, ids: Sequence[UUID]) -> list[Texts]:
    """What decisions say at length, as far as it is the actor's to see.

    No decision is ever changed, so it is read once a day.
    """
    whole = work.sight.everything

    def read(missing: Sequence[UUID]) -> Iterable[tuple[UUID, Texts]]:
        for identity, *stored in fetch(work, _at_length, names, ids=missing):
            yield identity, tuple(stored if whole else map(_told, names, stored))

    kept = work.memory.unchanging if work.memory else Unchanging()
    return kept.of_each((names, whole), ids, work.day, read)


def _told(name: str, stored: str) -> str:
    """The text for who does not see everything."""
    tell = _TOLD[name]
    return orjson.dumps(tell(orjson.loads(stored))).decode() if tell else stored


def _at_length(_sight: Sight, names: Texts) -> Select[Any]:
    """Of decisions that the actor was just given."""
    said = (cast(_DECISION.c[name], Text) for name in names)
    return select(_DECISION.c.id, *said).where(among(_DECISION.c.id))


def _like(work: Work, look: Look) -> tuple[frozenset[str], bool, Brief]:
    left_out = _left_out(work, look)
    return left_out, look.dated, in_brief({_shape(left_out): look.wanted})


def _left_out(work: Work, look: Look) -> frozenset[str]:
    """Who does not see everything is never shown what a decision was given."""
    shown = {"given"} if "given" in look.wanted and work.sight.everything else set()
    return _LARGE - shown


@cache
def _shape(left_out: frozenset[str]) -> Shape[DecisionRecord]:
    return Shape(
        DecisionRecord,
        _DECISION,
        without=left_out,
        often="id verdict given findings regie documents required_documents",
        rare="moment distribution version hash decided_at overruled_by overruled_at "
        "overruled_reason",
    )
