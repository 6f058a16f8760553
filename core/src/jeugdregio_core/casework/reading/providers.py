"""Providers as a region knows them: contracts, waiting times, agreements and tariffs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Table, func, or_, select

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading.questions import Wanted
from jeugdregio_core.casework.reading.records import (
    AgreementRecord,
    AvailabilityRecord,
    ContractRecord,
    ProviderRecord,
    TariffRecord,
)
from jeugdregio_core.casework.reading.rows import Shape, fetch, grouped, table

PROVIDER = table("provider")
CONTRACT = table("contract")
ITEM = table("contract_item")
_AVAILABILITY = table("availability")
_AGREEMENT = table("agreement")
_TARIFF = table("provider_tariff")

provider = Shape(ProviderRecord, PROVIDER)
_availability = Shape(AvailabilityRecord, _AVAILABILITY)


class Reader(Protocol):
    """Reads the provider of a row, for help in a segment and profile, where there is one."""

    def __call__(
        self, row: Sequence[Any], segment: str | None = None, profile: str | None = None
    ) -> ProviderRecord | None:
        """The provider, or ``None`` where the row has none."""


def providers(
    work: Work, ids: Collection[UUID | None], wanted: Wanted | None, on: date | None = None
) -> Reader:
    """Reads providers with what is shown of them. Contracts are those of one day, if given."""
    named = {one for one in ids if one is not None}
    shown = {_READ_FROM.get(name, name) for name in wanted or ()}
    beside = {
        name: load(work, named, on) for name, load in _AROUND.items() if named and name in shown
    }

    def read(
        row: Sequence[Any], segment: str | None = None, profile: str | None = None
    ) -> ProviderRecord | None:
        if row[0] is None:
            return None
        around = {name: of.get(row[0], ()) for name, of in beside.items()}
        first = soonest(around.get("waiting_times", ()), segment, profile)
        return provider.read(row, availability=first, **around)

    return read


def soonest(
    reported: Iterable[AvailabilityRecord], segment: str | None, profile: str | None
) -> AvailabilityRecord | None:
    """The shortest wait; what is said of the profile itself goes before its segment."""
    fitting = (
        one
        for one in reported
        if segment in (None, one.segment) and (profile is None or one.profile in (None, profile))
    )
    general_last = profile is not None
    return min(
        fitting,
        key=lambda one: (general_last and one.profile is None, one.waiting_days),
        default=None,
    )


def waiting_times(
    work: Work, ids: Collection[UUID], _on: date | None = None
) -> dict[UUID, tuple[AvailabilityRecord, ...]]:
    """The newest report of each provider for every segment, and for every profile it named."""
    held = _AVAILABILITY.c
    newest_first = func.row_number().over(
        partition_by=(held.provider_id, held.segment, held.profile),
        order_by=(held.as_of.desc(), held.id.desc()),
    )
    reported = (
        select(*_availability.columns, held.provider_id, newest_first.label("place"))
        .where(held.provider_id.in_(ids), held.region == work.region)
        .subquery("reported")
    )
    newest = select(reported).where(reported.c.place == 1)
    found = fetch(work, newest.order_by(reported.c.segment, reported.c.profile.nulls_first()))
    return grouped((row.provider_id, _availability.read(row)) for row in found)


def _contracts(
    work: Work, ids: Collection[UUID], on: date | None
) -> dict[UUID, tuple[ContractRecord, ...]]:
    """One per segment and period."""
    lead = PROVIDER.alias("lead")
    held = (CONTRACT.c.provider_id, CONTRACT.c.first, CONTRACT.c.last, lead.c.code, ITEM.c.segment)
    statement = (
        select(*held, ITEM.c.profile, ITEM.c.intensity)
        .join_from(CONTRACT, ITEM, ITEM.c.contract_id == CONTRACT.c.id)
        .outerjoin(lead, lead.c.id == CONTRACT.c.lead_contractor_id)
        .where(CONTRACT.c.provider_id.in_(ids), CONTRACT.c.region == work.region)
        .order_by(CONTRACT.c.provider_id, CONTRACT.c.first, ITEM.c.segment)
    )
    if on is not None:
        last = CONTRACT.c.last
        statement = statement.where(CONTRACT.c.first <= on, or_(last.is_(None), last >= on))
    return grouped(_by_segment(fetch(work, statement)))


def _by_segment(rows: Sequence[Any]) -> Iterator[tuple[UUID, ContractRecord]]:
    for (owner, first, last, lead, segment), items in groupby(rows, key=lambda row: row[:5]):
        covered = frozenset((item.profile, item.intensity) for item in items)
        yield (
            owner,
            ContractRecord(
                segment=segment, first=first, last=last, lead_contractor=lead, items=covered
            ),
        )


def _dated(source: Table, record: type[Any], order: str) -> Callable[..., dict[UUID, Any]]:
    """Loads what a region and a provider agreed, in this order and then by first day."""
    shape: Shape[Any] = Shape(record, source)

    def load(work: Work, ids: Collection[UUID], _on: date | None) -> dict[UUID, Any]:
        statement = (
            select(*shape.columns, source.c.provider_id)
            .where(source.c.provider_id.in_(ids), source.c.region == work.region)
            .order_by(source.c[order], source.c.first)
        )
        return grouped((row.provider_id, shape.read(row)) for row in fetch(work, statement))

    return load


_READ_FROM = {"availability": "waiting_times"}

_AROUND: dict[str, Callable[[Work, Collection[UUID], date | None], dict[UUID, Any]]] = {
    "contracts": _contracts,
    "waiting_times": waiting_times,
    "agreements": _dated(_AGREEMENT, AgreementRecord, "code"),
    "tariffs": _dated(_TARIFF, TariffRecord, "arrangement"),
}
