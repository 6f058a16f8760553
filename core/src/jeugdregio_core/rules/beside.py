"""What rules look at of an allocation that runs beside the one asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Beside:
    """What matters of an allocation that runs beside the one asked for.

    ``fields`` are names of an AllocationInput; of ``provider`` only whether it is the same one,
    of ``start`` only on which side of the days ``turns`` it is.
    """

    fields: frozenset[str]
    turns: tuple[date, ...] = ()
