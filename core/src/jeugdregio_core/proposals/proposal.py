"""What every proposal is: something that makes another rulebook and says so in Dutch."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from jeugdregio_core.model.codes import Coded
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook

CODE = "wat-als"
"""Code of the rules that a proposal brings."""


class Part(Coded):
    """What of a catalogue a proposal is about."""

    SEGMENT = "SEGMENT", "segment"
    PROFILE = "PROFILE", "profiel"
    INTENSITY = "INTENSITY", "intensiteit"

    @property
    def plural(self) -> str:
        """The name of its list in a catalogue."""
        return {"SEGMENT": "segments", "PROFILE": "profiles", "INTENSITY": "intensities"}[self]


class Unfit(ValueError):
    """A proposal that cannot be, or that changes nothing; the message is Dutch."""


@record
class Proposed:
    """The rulebook as it would be, and what would be different."""

    rulebook: Rulebook
    sentence: str


class Proposal(Protocol):
    """A change of what a region declares."""

    def first_day(self, today: date) -> date:
        """The first day, from today on, on which it makes a difference."""

    def applied(self, rulebook: Rulebook, on: date) -> Proposed:
        """What would hold on that day. Raises Unfit."""
