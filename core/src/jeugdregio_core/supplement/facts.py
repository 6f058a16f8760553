"""One fact that a deployment supplies, and what is said when the sources say something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from jeugdregio_core.model.catalogue import Arrangement, Component, Intensity, Profile, Tariff
from jeugdregio_core.model.codes import Coded, Permission
from jeugdregio_core.model.norms import Norm
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppliedPair:
    """Whether two segments may stand beside each other.

    A condition is one of ``stacking.KNOWN`` or words of the organisation's own, which only a
    person can judge.
    """

    first: str
    second: str
    permission: Permission
    source: Source
    conditions: tuple[str, ...] = ()


Fact: TypeAlias = Norm | Arrangement | Tariff | Profile | Intensity | Component | SuppliedPair


@dataclass(frozen=True, slots=True)
class Supplied:
    """A fact, and where and when it holds.

    ``valid`` is ``None`` for as long as what it goes into holds; ``profile_set`` limits it to one
    catalogue. ``overrules`` lets it go before what a source states.
    """

    fact: Fact
    valid: Period | None = None
    profile_set: str | None = None
    overrules: bool = False


class Contradiction(ValueError):
    """A supplied fact that says something else than what is known; the message is Dutch."""

    def __init__(self, about: str, known: str, known_from: Source, given: str, by: Source) -> None:
        super().__init__(
            f"{about} is al bekend: {known} ({known_from}). De tabel zegt {given} ({by})."
        )


class Comparison:
    """Lays what is supplied beside what is known. ``about`` begins a Dutch sentence."""

    def __init__(self, about: str, known_from: Source, by: Source, overrules: bool) -> None:
        self.about = about
        self.known_from = known_from
        self.by = by
        self.overrules = overrules
        self._overruled: list[str] = []

    def news(self, known: Any, given: Any, labels: Mapping[str, str]) -> dict[str, Any]:
        """The attributes that are new in ``given``. Raises Contradiction."""
        changes = {}
        for name, label in labels.items():
            old, new = getattr(known, name), getattr(given, name)
            if new is None or new == old:
                continue
            if old is not None:
                self.settle(label, _spoken(old), _spoken(new))
            changes[name] = new
        return changes

    def settle(self, label: str, known: str, given: str) -> None:
        """Let the supplied value go first, if that was asked for. Raises Contradiction."""
        if not self.overrules:
            about = f"{self.about}: {label}" if label else self.about
            raise Contradiction(about, known, self.known_from, given, self.by)
        self._overruled.append(known)

    @property
    def source(self) -> Source:
        """Where the outcome comes from; it says what it overrules."""
        if not self._overruled:
            return self.by
        passage = f"in plaats van {', '.join(self._overruled)} ({self.known_from})"
        return self.by.at(f"{self.by.passage}, {passage}" if self.by.passage else passage)


def listed(codes: Iterable[str]) -> str:
    """Codes for a sentence."""
    return ", ".join(codes) or "geen enkele"


def _spoken(value: Any) -> str:
    return value.label if isinstance(value, Coded) else str(value)
