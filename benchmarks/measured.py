"""What a part of the benchmark measured: figures in rows, rows in tables, and the goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured once per round, in the order of the rounds."""

    rounds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median, which one disturbed round does not move."""
        return median(self.rounds)

    def over(self, base: Figure) -> Figure:
        """The ratio to another figure, round by round: both had the same machine around them.

        Raises ValueError when they were not measured in the same rounds.
        """
        pairs = zip(self.rounds, base.rounds, strict=True)
        return Figure(tuple(own / other for own, other in pairs))


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one subject, by the name of the column. An absent figure is a dash."""

    subject: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Table:
    """Subjects that were measured beside each other."""

    title: str
    rows: Sequence[Row]
    says: str = ""
    """How to read it, in Markdown."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that was promised, and what came of it."""

    what: str
    measured: Figure
    reach: float
    far: float | None = None
    """What would be very good; ``None`` where nothing beyond the reach was named."""
    unit: str = "x"
    at_most: bool = False
    """Whether less is better."""

    @property
    def verdict(self) -> str:
        """How far the median came."""
        if self._meets(self.far):
            return "far goal"
        return "reached" if self._meets(self.reach) else "NOT reached"

    def _meets(self, bound: float | None) -> bool:
        if bound is None:
            return False
        middle = self.measured.middle
        return middle <= bound if self.at_most else middle >= bound


@dataclass(frozen=True, slots=True)
class Measured:
    """All that one part measured. ``notes`` are sections of Markdown, by title."""

    tables: Sequence[Table] = ()
    goals: Sequence[Goal] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
