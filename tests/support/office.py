"""An organisation at work in tests: its desk, a clock that stands still, and four young people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from inspect import get_annotations
from typing import Any
from uuid import UUID, uuid4

from pydantic import TypeAdapter
from sqlmodel import Session

from jeugdregio_core.casework import inputs
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.casework.desk import Desk, Told
from jeugdregio_core.guard import Guard
from jeugdregio_core.registry import Registry, load_registry
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store

Step = Callable[..., Told]

REGIONS = frozenset({"friesland", "westfriesland", "zhz", "aa_zawa", "voorbeeld"})
ACCESS = Actor("medewerker-1", Role.MUNICIPALITY, regions=REGIONS)
PROVIDER = Actor("aanbieder-1", Role.PROVIDER, "noord", REGIONS)
BUYER = Actor("inkoper-1", Role.REGION, regions=REGIONS)


def actor(role: Role, organisation: str | None = None, *regions: str) -> Actor:
    """Somebody in a role for an organisation, in these regions or in all."""
    return Actor(f"{role}-{organisation}", role, organisation, frozenset(regions) or REGIONS)


@cache
def registry() -> Registry:
    """Everything that is installed."""
    return load_registry()


@cache
def guard(region: str) -> Guard:
    """A region's rulebook, with time enough on a busy machine."""
    return Guard(registry().rulebook(region), 60)


@dataclass
class Clock:
    """Stands still until it is set."""

    at: datetime = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def set(self, year: int, month: int, day: int) -> None:
        self.at = datetime(year, month, day, 12, tzinfo=UTC)

    def later(self, **much: float) -> None:
        self.at += timedelta(**much)


@dataclass
class Office:
    """Does steps. What is not said of a step is filled in with what always fits."""

    store: Store
    region: str
    clock: Clock = field(default_factory=Clock)
    guards: Callable[[str], Guard] = guard

    @property
    def desk(self) -> Desk:
        return Desk(self.store, lambda _, region: self.guards(region), self.clock, uuid4)

    def do(self, step: Step, actor: Any = ACCESS, **asked: Any) -> Told:
        """Take a step, asked as the outside writes it."""
        usual = {"region": self.region, "idempotencyKey": str(uuid4())}
        return step(self.desk, actor, read(step, usual | asked))

    def add(self, rows: Iterable[tables.Stored]) -> None:
        """Store rows that no step makes."""
        made = [*rows]
        self.store.write((), lambda session: session.add_all(made))

    def see(self, look: Callable[[Session], Any]) -> Any:
        """Look at what is stored."""
        return self.store.read(look)


def read(step: Step, data: Mapping[str, Any]) -> Any:
    """The input of a step out of plain data."""
    return _reader(step).validate_python(dict(data))


@cache
def _reader(step: Step) -> TypeAdapter[Any]:
    return TypeAdapter(getattr(inputs, get_annotations(step)["asked"]))


def contracted(
    region: str,
    code: str,
    *items: tuple[str | None, ...],
    first: date = date(2018, 1, 1),
    last: date | None = None,
    agreements: Iterable[str] = (),
    lead: UUID | None = None,
) -> list[tables.Stored]:
    """A provider with a contract; an item is a segment, perhaps with a profile and intensity."""
    provider = tables.Provider(id=uuid4(), code=code, name=code.title())
    contract = tables.Contract(
        id=uuid4(),
        region=region,
        provider_id=provider.id,
        first=first,
        last=last,
        lead_contractor_id=lead,
    )
    fields = ("segment", "profile", "intensity")
    covered = [
        tables.ContractItem(
            id=uuid4(), contract_id=contract.id, **dict(zip(fields, item, strict=False))
        )
        for item in items
    ]
    held = [
        tables.Agreement(id=uuid4(), region=region, provider_id=provider.id, code=a, first=first)
        for a in agreements
    ]
    return [provider, contract, *covered, *held]
