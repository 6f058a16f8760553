"""Providers as a region knows them: contracts, waiting times, agreements and tariffs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from itertools import groupby
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select, Table, func, select

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.memory import remembered, remembered_of
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


class Providers:
    """Reads providers with what is shown of them. Contracts are those of one day, if given.

    A record is kept with the state of the region, so that every page has the same one. The row is
    part of what it is kept by: another region may have given the provider another name. Within one
    reading its id is enough.
    """

    def __init__(
        self, work: Work, ids: Collection[UUID | None], wanted: Wanted, on: date | None = None
    ) -> None:
        shown = {_READ_FROM.get(name, name) for name in wanted}
        self._work, self._ids, self._on = work, ids, on
        self._loads = {name: load for name, load in _AROUND.items() if name in shown}
        self._of_these = " ".join(["provider", *self._loads])
        self._waits = "waiting_times" in self._loads
        self._kept = work.kept if self._loads and on is None else {}
        self._here: dict[Hashable, ProviderRecord] = {}

    def read(
        self, row: Row, first: int = 0, segment: str | None = None, profile: str | None = None
    ) -> ProviderRecord | None:
        """The provider that begins at a place in a row, or ``None`` where the row has none.

        The segment and profile are those of the help at hand.
        """
        if row[first] is None:
            return None
        number = row[first].int  # sooner looked up than the id
        key = (number, segment, profile) if self._waits else number
        found = self._here.get(key)
        if found is None:
            said = row[first : first + len(provider.columns)]
            make = partial(self._made, said, segment, profile)
            found = self._here[key] = remembered(self._kept, (self._of_these, said, key), make)
        return found

    def _made(self, said: Row, segment: str | None, profile: str | None) -> ProviderRecord:
        made = provider.read(said)
        for name, of in self._beside.items():
            setattr(made, name, of[made.id] or ())
        if self._on is not None:
            made.contracts = tuple(one for one in made.contracts if _runs(one, self._on))
        made.availability = soonest(made.waiting_times, segment, profile)
        return made

    @cached_property
    def _beside(self) -> Mapping[str, Mapping[UUID, Any]]:
        """What there is beside their rows, as soon as one of them is not kept."""
        named = {one for one in self._ids if one is not None}
        return {
            name: remembered_of(self._work.kept, name, named, partial(load, self._work))
            for name, load in self._loads.items()
        }


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
    read = Providers(work, [row[first] for row in rows], wanted).read
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
