"""A youth region and its municipalities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jeugdregio_core.model.period import Period, in_force
from jeugdregio_core.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A municipality under its CBS code (four digits), for as long as it exists in the region."""

    code: str
    name: str
    valid: Period
    source: Source
    part: str | None = None
    """The part of the region it belongs to, where the region has parts."""
    merged_into: str | None = None
    """CBS code of the municipality it went up in, after ``valid.last``."""
    access_name: str | None = None
    """What people there call the municipal access (toegang), where known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A youth region (jeugdregio): who buys together, and for which municipalities."""

    code: str
    name: str
    organisation: str
    source: Source
    municipalities: tuple[Municipality, ...]

    def municipalities_on(self, day: date) -> tuple[Municipality, ...]:
        """The municipalities of the region on that day."""
        return in_force(self.municipalities, day)

    def municipality(self, code: str, on: date) -> Municipality | None:
        """The municipality with this code, if it belongs to the region on that day."""
        return next((m for m in self.municipalities_on(on) if m.code == code), None)

    def former_municipality(self, code: str) -> Municipality | None:
        """The municipality that last had this code, at any time, merged ones included."""
        had = (m for m in self.municipalities if m.code == code)
        return max(had, key=lambda m: m.valid.first, default=None)
