"""An allocation in a made-up story, with every version it had."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jeugdregio_core.casework.delivery import PAUSE
from jeugdregio_core.casework.demo.draw import Draw
from jeugdregio_core.casework.demo.organisations import Organisation
from jeugdregio_core.casework.demo.story import Id, Story
from jeugdregio_core.model.casework import AllocationStatus, DeliveryKind, OutcomeMeasure
from jeugdregio_core.rules.input import AllocationInput, RequestInput, VolumeInput

_GOALS = ("De doelen uit het plan zijn gehaald.", "De doelen zijn voor een deel gehaald.")


@dataclass(slots=True, kw_only=True)
class Helping:
    """An allocation while its story is told."""

    id: Id
    asked: RequestInput
    provider: Organisation
    request: Id
    versions: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    outcomes: list[dict[str, Any]] = field(default_factory=list)

    def allocate(self, at: datetime, *, initial: bool) -> None:
        """The municipality allocates."""
        asked, volume = self.asked, self.asked.volume or VolumeInput()
        self.versions.append(
            {
                "decided_at": at,
                "start": asked.start,
                "end": asked.end,
                "segment": asked.segment,
                "profile": asked.profile,
                "intensity": asked.intensity,
                "product": asked.product,
                "product_category": asked.product_category,
                "volume_amount": None if volume.amount is None else int(volume.amount),
                "unit": volume.unit,
                "frequency": volume.frequency,
                "status": AllocationStatus.ALLOCATED,
                "changes_so_far": 0,
                "initial": initial,
                "reason": None,
            }
        )

    def become(self, at: datetime, *, reason: str | None = None, **changed: Any) -> None:
        """It gets its next version."""
        self.versions.append(self.versions[-1] | {"decided_at": at, "reason": reason} | changed)

    def report(
        self,
        kind: DeliveryKind,
        status: AllocationStatus,
        on: date,
        at: datetime,
        reason: str | None = None,
    ) -> None:
        """The provider reports what happened."""
        said = PAUSE if kind is DeliveryKind.STOP_TEMPORARILY else reason
        self.events.append({"kind": kind, "on_day": on, "reason": said, "recorded_at": at})
        ended = {"end": on} if kind is DeliveryKind.STOP else {}
        self.become(at, reason=said, status=status, **ended)

    def measure(self, draw: Draw, on: date, at: datetime) -> None:
        """What the help brought is measured."""
        figures: dict[OutcomeMeasure, tuple[Decimal | None, str | None]] = {
            OutcomeMeasure.GEZINSERVARING: (Decimal(draw.number(55, 98)) / 10, None),
            OutcomeMeasure.UITVAL: (Decimal(draw.number(0, 1)), None),
            OutcomeMeasure.DOELREALISATIE: (None, draw.one_of(_GOALS)),
        }
        for measure, (value, text) in figures.items():
            said = {"measure": measure, "value": value, "text": text}
            self.outcomes.append(said | {"measured_on": on, "recorded_at": at})

    @property
    def newest(self) -> dict[str, Any]:
        """The newest version."""
        return self.versions[-1]

    def runs_beside(self, start: date, at: datetime) -> AllocationInput | None:
        """What the rules are told of it when other help is asked for at that moment."""
        known = [version for version in self.versions if version["decided_at"] <= at]
        if not known or known[-1]["status"] is AllocationStatus.WITHDRAWN:
            return None
        end = known[-1]["end"]
        return self.facts(known[-1]) if end is None or end >= start else None

    def facts(self, version: dict[str, Any]) -> AllocationInput:
        """A version as the rules see it."""
        names = "segment profile intensity product start end initial changes_so_far".split()
        return AllocationInput(
            provider=self.provider.code, **{name: version[name] for name in names}
        )

    def tell(self, story: Story, region: str, municipality: str, client: Id) -> None:
        """Write it down."""
        story.add(
            "allocation",
            id=self.id,
            region=region,
            municipality=municipality,
            client_id=client,
            provider_id=self.provider.id,
            request_id=self.request,
            current=len(self.versions),
            created_at=self.versions[0]["decided_at"],
        )
        own = {"allocation_id": self.id}
        for number, version in enumerate(self.versions, start=1):
            story.add("allocation_version", id=story.new_id(), version=number, **own, **version)
        for event in self.events:
            story.add("delivery_event", id=story.new_id(), **own, **event)
        for outcome in self.outcomes:
            story.add("outcome", id=story.new_id(), region=region, **own, **outcome)
