"""Providers as a region knows them: contracts, waiting times, agreements and tariffs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from itertools import groupby
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select, Table, func, select

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.memory import remembered_of
from jeugdregio_core.casework.reading.questions import Wanted
from jeugdregio_core.casework.reading.records import (
    AgreementRecord,
    AvailabilityRecord,
    ContractRecord,
    ProviderRecord,
    TariffRecord,
)
from jeugdregio_core.casework.reading.rows import Form, Shape, fetch, grouped, table
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.store.prepared import Row, among

PROVIDER = table("provider")
CONTRACT = table("contract")
ITEM = table("contract_item")
_AVAILABILITY = table("availability")
_AGREEMENT = table("agreement")
_TARIFF = table("provider_tariff")

provider = Shape(ProviderRecord, PROVIDER)
_availability = Shape(AvailabilityRecord, _AVAILABILITY)


class Reader(Protocol):
    """Reads the provider that begins at a place in a row, for help in a segment and profile."""

    def __call__(
        self, row: Row, first: int = 0, segment: str | None = None, profile: str | None = None
    ) -> ProviderRecord | None:
        """The provider, or ``None`` where the row has none."""


def providers(
    work: Work, ids: Collection[UUID | None], wanted: Wanted, on: date | None = None
) -> Reader:
    """Reads providers with what is shown of them. Contracts are those of one day, if given.

    A record is kept with the state of the region, so that every page has the same one. The row is
    part of what it is kept by: another region may have given the provider another name.
    """
    shown = {_READ_FROM.get(name, name) for name in wanted}
    loads = {name: load for name, load in _AROUND.items() if name in shown}
    kept = work.kept if loads and on is None else {}
    of_these, waits = " ".join(["provider", *loads]), "waiting_times" in loads

    @cache
    def beside() -> dict[str, Mapping[UUID, Any]]:
        """What there is beside their rows, as soon as one of them is not kept."""
        named = {one for one in ids if one is not None}
        return {
            name: remembered_of(work.kept, name, named, partial(load, work))
            for name, load in loads.items()
        }

    def read(
        row: Row, first: int = 0, segment: str | None = None, profile: str | None = None
    ) -> ProviderRecord | None:
        identity = row[first]
        if identity is None:
            return None
        said = row[first + 1 : first + len(provider.columns)]
        key = (of_these, identity.int, said, *((segment, profile) if waits else ()))
        found: ProviderRecord | None = kept.get(key)
        if found is None:
            found = kept[key] = provider.read(row, first)
            for name, of in beside().items():
                setattr(found, name, of[found.id] or ())
            if on is not None:
                found.contracts = tuple(one for one in found.contracts if _runs(one, on))
            found.availability = soonest(found.waiting_times, segment, profile)
        return found

    return read


class _Helped(Protocol):
    """Something with a provider, of help in a segment and profile."""

    provider: ProviderRecord | None

    @property
    def segment(self) -> str | None: ...
    @property
    def profile(self) -> str | None: ...


def give_providers(
    work: Work,
    found: Iterable[_Helped],
    rows: Sequence[Row],
    form: Form,
    wanted: Wanted,
    *,
    seen: Callable[[UUID | None], bool] = lambda _: True,
) -> None:
    """Give each record the provider in its row, as far as the actor sees who that is."""
    first = form.place(ProviderRecord)
    read = providers(work, [row[first] for row in rows], wanted)
    for record, row in zip(found, rows, strict=True):
        if seen(row[first]):
            record.provider = read(row, first, record.segment, record.profile)


def _runs(contract: ContractRecord, on: date) -> bool:
    return contract.first <= on and (contract.last is None or on <= contract.last)


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


def waiting_times(work: Work, ids: Collection[UUID]) -> dict[UUID, tuple[AvailabilityRecord, ...]]:
    """The newest report of each provider for every segment, and for every profile it named."""
    rows = fetch(work, _reported, work.region, ids=ids)
    return grouped((row[-1], _availability.read(row[:-1])) for row in rows)


def _reported(_sight: Sight, region: str) -> Select[Any]:
    held = _AVAILABILITY.c
    newest_first = func.row_number().over(
        partition_by=(held.provider_id, held.segment, held.profile),
        order_by=(held.as_of.desc(), held.id.desc()),
    )
    reported = (
        select(*_availability.columns, held.provider_id, newest_first.label("place"))
        .where(among(held.provider_id), held.region == region)
        .subquery("reported")
    )
    return (
        select(*[column for column in reported.c if column.name != "place"])
        .where(reported.c.place == 1)
        .order_by(reported.c.segment, reported.c.profile.nulls_first())
    )


def _contracts(work: Work, ids: Collection[UUID]) -> dict[UUID, tuple[ContractRecord, ...]]:
    """One per segment and period."""
    rows = fetch(work, _contracted, work.region, ids=ids)
    return grouped(_by_segment(rows))


def _contracted(_sight: Sight, region: str) -> Select[Any]:
    lead = PROVIDER.alias("lead")
    held = (CONTRACT.c.provider_id, ITEM.c.segment, CONTRACT.c.first, CONTRACT.c.last, lead.c.code)
    return (
        select(*held, ITEM.c.profile, ITEM.c.intensity)
        .join_from(CONTRACT, ITEM, ITEM.c.contract_id == CONTRACT.c.id)
        .outerjoin(lead, lead.c.id == CONTRACT.c.lead_contractor_id)
        .where(among(CONTRACT.c.provider_id), CONTRACT.c.region == region)
        .order_by(CONTRACT.c.provider_id, CONTRACT.c.first, ITEM.c.segment)
    )


def _by_segment(rows: Iterable[Row]) -> Iterator[tuple[UUID, ContractRecord]]:
    for (owner, segment, first, last, lead), items in groupby(rows, key=lambda row: row[:5]):
        yield (
            owner,
            ContractRecord(segment, first, last, lead, frozenset(item[5:] for item in items)),
        )


def _dated(source: Table, record: type[Any], order: str) -> Callable[..., dict[UUID, Any]]:
    """Loads what a region and a provider agreed, in this order and then by first day."""
    shape: Shape[Any] = Shape(record, source)

    def agreed(_sight: Sight, region: str) -> Select[Any]:
        return (
            select(*shape.columns, source.c.provider_id)
            .where(among(source.c.provider_id), source.c.region == region)
            .order_by(source.c[order], source.c.first)
        )

    def load(work: Work, ids: Collection[UUID]) -> dict[UUID, Any]:
        rows = fetch(work, agreed, work.region, ids=ids)
        return grouped((row[-1], shape.read(row[:-1])) for row in rows)

    return load


_READ_FROM = {"availability": "waiting_times"}

_AROUND: dict[str, Callable[[Work, Collection[UUID]], dict[UUID, Any]]] = {
    "contracts": _contracts,
    "waiting_times": waiting_times,
    "agreements": _dated(_AGREEMENT, AgreementRecord, "code"),
    "tariffs": _dated(_TARIFF, TariffRecord, "arrangement"),
}
