"""Decisions as they were stored: the newest about a referral, or all about a request."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Table,
    Text,
    and_,
    cast,
    exists,
    literal_column,
    select,
    tuple_,
)

from jeugdregio_core.casework import discretion
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import DecisionRecord
from jeugdregio_core.casework.reading.rows import (
    Form,
    Shape,
    fetch,
    grouped,
    table,
    until,
)
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.casework.unchanging import Texts, Unchanging
from jeugdregio_core.model.casework import DecisionMoment
from jeugdregio_core.store.prepared import Row, among

_DECISION = table("decision")
_REQUEST = table("request")


def _age(decision: FromClause) -> tuple[ColumnElement[Any], ...]:
    """By moment; an answer of the very same moment came after the request."""
    held = decision.c
    return held.decided_at, held.moment == DecisionMoment.ANSWER, held.id


_TOLD: Mapping[str, Callable[[Any], Any] | None] = {
    "documents": None,
    "findings": discretion.findings,
    "regie": discretion.regie,
}
"""What a decision says at length, and how it is told to who does not see everything."""

_LARGE = frozenset({"given", *_TOLD})
"""What is read only where it is shown."""


def newest(sight: Sight, referral: Table, dated: bool) -> tuple[Table, ColumnElement[bool]]:
    """What to join for the newest decision about the newest request of each referral.

    It asks for nothing that is not in an index, so that no row is visited that is not shown.
    """
    request, later = _REQUEST, _DECISION.alias("later")
    asked = (
        select(request.c.id)
        .where(
            request.c.referral_id == referral.c.id,
            until(request.c.submitted_at, dated),
            sight.requests,
        )
        .order_by(request.c.submitted_at.desc(), request.c.id.desc())
        .limit(literal_column("1"))
        .correlate(referral)
        .scalar_subquery()
    )
    replaced = (
        exists(later.c.id)
        .where(
            later.c.request_id == _DECISION.c.request_id,
            until(later.c.decided_at, dated),
            tuple_(*_age(later)) > tuple_(*_age(_DECISION)),
        )
        .correlate(_DECISION)
    )
    known = until(_DECISION.c.decided_at, dated)
    return _DECISION, and_(_DECISION.c.request_id == asked, known, ~replaced)


def decisions_of(
    work: Work, ids: Collection[UUID], look: Look | None
) -> Mapping[UUID, tuple[DecisionRecord, ...]]:
    """Every decision about each request, newest first."""
    if look is None:
        return {}
    form = Form.of({shape(work, look): look.wanted})
    rows = fetch(work, _of_requests, look.dated, form, ids=ids, known_at=look.known_at)
    owners = (row[-1] for row in rows)
    return grouped(zip(owners, read(work, look, form, rows), strict=True))


def _of_requests(_sight: Sight, dated: bool, form: Form) -> Select[Any]:
    return (
        select(*form.columns, _DECISION.c.request_id)
        .where(among(_DECISION.c.request_id), until(_DECISION.c.decided_at, dated))
        .order_by(*(part.desc() for part in _age(_DECISION)))
    )


def read(work: Work, look: Look, form: Form, rows: Iterable[Row]) -> list[DecisionRecord]:
    """The decisions in rows of this form; at length what is shown of them at length."""
    found = form.read(DecisionRecord, rows)
    names = tuple(name for name in _TOLD if name in look.wanted)
    if names and found:
        told = _texts(work, names, [decision.id for decision in found])
        for name, texts in zip(names, zip(*told, strict=True), strict=True):
            for decision, text in zip(found, texts, strict=True):
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


def shape(work: Work, look: Look) -> Shape[DecisionRecord]:
    """What is read of decisions. Who does not see everything is never shown what one was given."""
    given = "given" in look.wanted and work.sight.everything
    return _shape(_LARGE - {"given"} if given else _LARGE)


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
