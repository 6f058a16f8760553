"""Help that runs on under a catalogue that is past (uitdienen), and what is to be done with it.

Core knows no contract's last day: the region's own rules on periods say of every such allocation
whether it must be converted, by when and how.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import col, or_, select, tuple_

from jeugdregio_core.casework import find
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.facts import client_facts, profile_set
from jeugdregio_core.casework.progress import OVER
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.model.codes import RuleTopic
from jeugdregio_core.record import record
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.input import CaseInput, RequestInput
from jeugdregio_core.rules.outcome import Verdict
from jeugdregio_core.store import tables

Place = tuple[str, int]
"""Municipality and number of an allocation."""


@record
class Reason:
    """What a rule of the region says of the conversion."""

    rule: str
    message: str


@record(kw_only=True)
class Due:
    """An allocation that is due for conversion."""

    allocation: UUID
    municipality: str
    number: int
    client: str
    """Reference of the client."""
    provider: str
    segment: str
    profile: str | None
    intensity: str | None
    start: date
    end: date | None
    profile_set: str
    """Title of the catalogue that it was allocated under."""
    reasons: tuple[Reason, ...]


@record
class DuePage:
    """Some of them, in order of place; ``after`` asks for the next, ``None`` at the end."""

    due: tuple[Due, ...]
    after: Place | None


@record
class _Row:
    allocation: tables.Allocation
    version: tables.AllocationVersion
    client: tables.Client
    provider: str


def due_for_conversion(
    work: Work, on: date, first: int = 50, after: Place | None = None
) -> DuePage:
    """The allocations that run on ``on`` under a catalogue that no longer held then.

    At most ``first`` are looked at; a page may hold fewer, since not all of them need converting.
    """
    rows = _running_from_before(work, on, first, after)
    titles = [_former_set(work, row, on) for row in rows]
    old = [(row, title) for row, title in zip(rows, titles, strict=True) if title is not None]
    decisions = work.guard.decide_all(tuple(_question(work, row, on) for row, _ in old))
    due = [
        _due(row, title, reasons)
        for (row, title), decision in zip(old, decisions, strict=True)
        if (reasons := _reasons(decision))
    ]
    for one in due:
        work.note(AuditAction.READ, "allocation", one.allocation, one.client)
    last = rows[-1].allocation if len(rows) == first else None
    return DuePage(tuple(due), (last.municipality, last.number) if last else None)


def _running_from_before(work: Work, on: date, first: int, after: Place | None) -> list[_Row]:
    """Help that runs and began before the catalogues last changed."""
    changes = (
        day
        for held in work.guard.rulebook.profile_sets
        for day in (held.valid.first, held.valid.last)
        if day is not None and day <= on
    )
    changed = max(changes, default=date.min)
    allocation, version = tables.Allocation, tables.AllocationVersion
    place = (col(allocation.municipality), col(allocation.number))
    wanted = (
        select(allocation, version, tables.Client, tables.Provider.code)
        .join(version, find.newest())
        .join(tables.Client, col(tables.Client.id) == col(allocation.client_id))
        .join(tables.Provider, col(tables.Provider.id) == col(allocation.provider_id))
        .where(
            work.sight.allocations,
            col(allocation.municipality).in_(
                sorted({m.code for m in work.guard.rulebook.region.municipalities})
            ),
            col(version.status).not_in(OVER),
            version.start <= changed,
            or_(col(version.end).is_(None), col(version.end) >= on),
            *([tuple_(*place) > after] if after else []),
        )
        .order_by(*place)
        .limit(first)
    )
    return [_Row(*row) for row in work.session.exec(wanted).all()]


def _former_set(work: Work, row: _Row, on: date) -> str | None:
    municipality = row.allocation.municipality
    held = profile_set(work, row.version.start, municipality)
    return None if held is None or held is profile_set(work, on, municipality) else held.title


def _question(work: Work, row: _Row, on: date) -> CaseInput:
    """Whether this help may be as it is: the rules on periods are the ones that are listened to."""
    version = row.version
    return CaseInput(
        region=work.region,
        decision_date=on,
        client=client_facts(row.client),
        request=RequestInput(
            provider=row.provider,
            segment=version.segment,
            profile=version.profile,
            intensity=version.intensity,
            product=version.product,
            product_category=version.product_category,
            start=version.start,
            end=version.end,
        ),
    )


def _reasons(decision: Decision) -> tuple[Reason, ...]:
    return tuple(
        Reason(finding.rule.code, finding.message)
        for finding in decision.findings
        if finding.rule.topic is RuleTopic.PERIOD
        and finding.verdict.strictness >= Verdict.NOTICE.strictness
    )


def _due(row: _Row, title: str, reasons: tuple[Reason, ...]) -> Due:
    version = row.version
    return Due(
        allocation=row.allocation.id,
        municipality=row.allocation.municipality,
        number=row.allocation.number,
        client=row.client.reference,
        provider=row.provider,
        segment=version.segment,
        profile=version.profile,
        intensity=version.intensity,
        start=version.start,
        end=version.end,
        profile_set=title,
        reasons=reasons,
    )
