"""Read what is on file as an answer would need it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Engine, event
from tests.support.office import ACCESS, Office

from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading import allocations, files, finder, referrals, requests
from jeugdregio_core.casework.reading.questions import (
    AllocationFilter,
    Look,
    PartOf,
    ProviderFilter,
    ReferralFilter,
    RequestFilter,
    Wanted,
    merged,
)
from jeugdregio_core.casework.reading.records import (
    AllocationRecord,
    FileRecord,
    Page,
    ProviderRecord,
    ReferralRecord,
    RequestRecord,
)

T = TypeVar("T")
Heard = list[tuple[str, Any]]

EVERYTHING = (
    "total_count client.documents provider.contracts provider.waiting_times provider.agreements "
    "provider.tariffs requests.client requests.provider requests.decisions.findings requests.steps "
    "requests.disputes requests.allocations allocations.client allocations.provider.contracts "
    "allocations.versions allocations.deliveries allocations.outcomes allocations.decision "
    "decision.findings decision.given decision.regie decision.documents"
)


def shown(paths: str) -> Wanted:
    """What is shown, written as paths."""
    return merged(_nested(path.split(".")) for path in paths.split())


def _nested(names: list[str]) -> Wanted:
    return {names[0]: _nested(names[1:])} if names else {}


@dataclass(frozen=True)
class Reader:
    """Reads of one region, as one of its people."""

    office: Office
    who: Actor = ACCESS

    def look(self, see: Callable[[Work], T], operation: str = "lezen") -> T:
        """Read something."""
        return self.office.desk.look(self.who, operation, self.office.region, see)

    def referrals(
        self, paths: str = "", known_at: datetime | None = None, **given: Any
    ) -> Page[ReferralRecord]:
        """A page of referrals."""
        part, rest = _part(given)
        wanted = Look(wanted=shown(paths), known_at=known_at)
        return self.look(lambda work: referrals.page(work, part, ReferralFilter(**rest), wanted))

    def requests(
        self, paths: str = "", known_at: datetime | None = None, **given: Any
    ) -> Page[RequestRecord]:
        """A page of requests."""
        part, rest = _part(given)
        wanted = Look(wanted=shown(paths), known_at=known_at)
        return self.look(lambda work: requests.page(work, part, RequestFilter(**rest), wanted))

    def allocations(
        self, paths: str = "", known_at: datetime | None = None, **given: Any
    ) -> Page[AllocationRecord]:
        """A page of allocations."""
        part, rest = _part(given)
        wanted = Look(wanted=shown(paths), known_at=known_at)
        only = AllocationFilter(**rest)
        return self.look(lambda work: allocations.page(work, part, only, wanted))

    def providers(self, paths: str = "", **given: Any) -> Page[ProviderRecord]:
        """A page of the finder."""
        part, rest = _part(given)
        wanted = Look(wanted=shown(paths))
        return self.look(lambda work: finder.find(work, part, ProviderFilter(**rest), wanted))

    def file(
        self, reference: str, paths: str, known_at: datetime | None = None
    ) -> FileRecord | None:
        """The file of a client."""
        wanted = Look(wanted=shown(paths), known_at=known_at)
        return self.look(lambda work: files.of_client(work, reference, wanted))


def _part(given: dict[str, Any]) -> tuple[PartOf, dict[str, Any]]:
    rest = dict(given)
    return PartOf(first=rest.pop("first", 50), after=rest.pop("after", None)), rest


@contextmanager
def listening(*engines: Engine) -> Iterator[Heard]:
    """Every statement that the database got, with its parameters."""
    heard: Heard = []

    def hear(_c: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        heard.append((statement, parameters))

    for engine in engines:
        event.listen(engine, "before_cursor_execute", hear)
    yield heard
    for engine in engines:
        event.remove(engine, "before_cursor_execute", hear)
