"""How often help stays within the norms of the region."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.measures.count import Count, Scope
from jeugdregio_core.model.casework import DecisionMoment, RequestStatus
from jeugdregio_core.rules.norms import NormCeiling
from jeugdregio_core.rules.parse import parse_case
from jeugdregio_core.store import tables

_FACTS = ("region", "decisionDate", "kind", "client", "request", "changeOf", "norms")
"""What a norm can be about."""


def within_norms(work: Work, scope: Scope) -> Count:
    """Share of young people to whom nothing beyond a norm was allocated, in percent.

    What was allocated is held against the norms as they are known now. Who could not be held
    against any norm, or not against all that are known, is left out.
    """
    by_client: dict[UUID, list[bool | None]] = defaultdict(list)
    for client, given in _allocated(work, scope):
        by_client[client] += _held_against_norms(work, given)
    found = Counter(_overall(held) for held in by_client.values())
    counted = found[True] + found[False]
    return Count(
        Decimal(100 * found[True]) / counted if counted else None,
        counted,
        found[None],
        f"{found[True]} van {counted} jeugdigen bleven binnen de norm. Van {found[None]} is dat "
        "niet te zeggen: de norm of het gevraagde is niet bekend.",
    )


def _allocated(work: Work, scope: Scope) -> Iterator[tuple[UUID, Mapping[str, Any]]]:
    """For every request that was allocated in the period: the client and what was decided on."""
    request, decision = tables.Request, tables.Decision
    first, after = scope.moments
    wanted = (
        select(request.client_id, decision.given)
        .join(decision, col(decision.request_id) == col(request.id))
        .where(
            work.sight.requests,
            request.status == RequestStatus.ALLOCATED,
            decision.moment == DecisionMoment.ANSWER,
            col(decision.decided_at) >= first,
            col(decision.decided_at) < after,
            scope.of_segment(),
        )
    )
    yield from work.session.exec(wanted)


def _held_against_norms(work: Work, given: Mapping[str, Any]) -> Iterable[bool | None]:
    """Per norm that is known whether it was kept; ``None`` where what was asked is not known."""
    rulebook = work.guard.rulebook
    case = rulebook.case(parse_case({name: given[name] for name in _FACTS if name in given}))
    for ceiling in rulebook.tables_on(case.on, NormCeiling):
        norm, asked = ceiling.norm(case), case.get(ceiling.fact)
        if norm is not None:
            yield None if asked is None else norm.allows(asked)


def _overall(held: list[bool | None]) -> bool | None:
    if False in held:
        return False
    return None if not held or None in held else True
