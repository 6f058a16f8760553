"""What a read is asked: which part of a list, filtered how, known when, and with what around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias, get_args

from jeugdregio_core.model.casework import AllocationStatus, ReferralStatus, RequestStatus
from jeugdregio_core.record import record
from jeugdregio_core.rules.values import Text

MOST = 100
"""How many items one page may hold."""

Wanted: TypeAlias = Mapping[str, "Wanted"]
"""The attributes that are shown, each with what is shown of it. What is not shown is not read."""


class BadQuestion(ValueError):
    """A read that cannot be done as it was asked; the message is Dutch and says what to do."""


def merged(parts: Iterable[Wanted | None]) -> Wanted:
    """Everything that is shown somewhere."""
    union: dict[str, Wanted] = {}
    for part in parts:
        for name, inner in (part or {}).items():
            union[name] = merged((union.get(name), inner))
    return union


@record(kw_only=True)
class PartOf:
    """Which part of a list: so many items, after a cursor."""

    first: int
    after: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.first <= MOST:
            raise BadQuestion(f"Vraag 1 tot en met {MOST} regels per keer: {self.first} kan niet.")


@record(kw_only=True)
class Days:
    """A range of days, both included. An end that is left out is open."""

    first: date | None = None
    last: date | None = None


@record(kw_only=True)
class ReferralFilter:
    """Which referrals. What is ``None`` filters nothing."""

    status: ReferralStatus | None = None
    municipality: str | None = None
    provider: str | None = None
    received_on: Days = Days()

    def __post_init__(self) -> None:
        readable(self.municipality, self.provider)

    @property
    def by_status_alone(self) -> bool:
        """Whether it filters on nothing that a caller can make up."""
        return self == ReferralFilter(status=self.status)


@record(kw_only=True)
class RequestFilter:
    """Which requests. What is ``None`` filters nothing."""

    status: RequestStatus | None = None
    provider: str | None = None

    def __post_init__(self) -> None:
        readable(self.provider)

    @property
    def by_status_alone(self) -> bool:
        """Whether it filters on nothing that a caller can make up."""
        return self == RequestFilter(status=self.status)


@record(kw_only=True)
class AllocationFilter:
    """Which allocations. What is ``None`` filters nothing."""

    id: str | None = None
    status: AllocationStatus | None = None
    municipality: str | None = None
    provider: str | None = None

    def __post_init__(self) -> None:
        readable(self.municipality, self.provider)

    @property
    def by_status_alone(self) -> bool:
        """Whether it filters on nothing that a caller can make up."""
        return self == AllocationFilter(status=self.status)


@record(kw_only=True)
class ProviderFilter:
    """Which providers: contracted for this, on that day. What is ``None`` filters nothing."""

    contracted_on: date
    segment: str | None = None
    profile: str | None = None
    intensity: str | None = None
    municipality: str | None = None
    name: str | None = None

    def __post_init__(self) -> None:
        readable(self.segment, self.profile, self.intensity, self.municipality, self.name)


@record(kw_only=True)
class Look:
    """One read: what is shown, and as known at which moment; ``None`` is now."""

    wanted: Wanted
    known_at: datetime | None = None

    @property
    def dated(self) -> bool:
        """Whether it is about what was known at a moment before now."""
        return self.known_at is not None

    def at(self, *names: str) -> Look | None:
        """The same read of what has one of these names, or ``None`` when none is shown."""
        shown = [self.wanted[name] for name in names if name in self.wanted]
        return Look(wanted=merged(shown), known_at=self.known_at) if shown else None


def readable(*texts: str | None) -> None:
    """Refuse a text that no code or name can be. Raises BadQuestion."""
    for text in texts:
        if text is not None:
            _checked(text)


def _checked(text: str) -> None:
    look: Any = get_args(Text)[1].look
    try:
        look(text)
    except ValueError as error:
        raise BadQuestion(str(error)) from None
