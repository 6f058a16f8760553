"""What somebody at a counter remembers of what it was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from jeugdregio_core.casework.desk import Told
from jeugdregio_core.model.casework import OPEN_REQUEST

KINDS = ("referral", "request", "allocation", "document")
STILL_OPEN = {str(status) for status in OPEN_REQUEST}


@dataclass
class Memory:
    """What was told in a history."""

    known: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What was last said of each thing, by its id."""
    at: dict[str, str] = field(default_factory=dict)
    """The provider of each request and allocation."""
    intensity: dict[str, str] = field(default_factory=dict)
    """What was asked with a change, and what an allocation was changed to."""
    reported: dict[str, date] = field(default_factory=dict)
    sent: int = 0

    def keep(self, told: Told, provider: str | None) -> None:
        """Remember what was made."""
        if {"request", "allocation"} <= told.made.keys():
            now = self.intensity.get(told.ids["allocation"], "PE")
            wished = self.intensity.get(told.ids["request"], now)
            self.intensity[told.ids["allocation"]] = wished
        for kind, thing in told.made.items():
            if kind in self.known and thing["id"] not in self.things:
                self.known[kind].append(thing["id"])
            self.things[thing["id"]] = dict(thing)
            if provider is not None:
                self.at[thing["id"]] = provider

    def one(self, kind: str, number: int) -> str:
        """The id of one of the things of a kind."""
        return self.known[kind][number % len(self.known[kind])]

    def open_one(self, number: int) -> str:
        """The id of a request, of one that still waits where there is any."""
        waiting = [r for r in self.known["request"] if self.things[r]["status"] in STILL_OPEN]
        return waiting[number % len(waiting)] if waiting else self.one("request", number)

    def day(self, allocation: Mapping[str, Any], after: int) -> date:
        """So many days after the last report about an allocation, or after its start."""
        last = self.reported.get(allocation["id"], date.fromisoformat(allocation["start"]))
        return last + timedelta(days=after)
