"""The versions of allocations: which of them run, and what was before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.casework.columns import sources
from jeugdregio_core.casework.columns.known import Known, spread, taken
from jeugdregio_core.casework.columns.scans import Found, Part
from jeugdregio_core.casework.columns.sources import Standing
from jeugdregio_core.columns.held import Coded, smallest
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.record import record
from jeugdregio_core.rules import facts

_KINDS = (RequestKind.NEW, RequestKind.CHANGE)
_CHANGED = ("allocation", "version", "changes", facts.INTENSITY.path)
_EARLIER = "earlier "
"""Before the names of what is told of versions that are not the newest."""


@record(eq=False)
class Versions:
    """What is told of the versions that run on a day, and of their allocations."""

    on: date
    before: bool
    """Whether it matters what earlier versions changed."""

    def told(self, found: Found, part: Part) -> Part:
        """Per version that runs, all that is known; of earlier ones, what they changed.

        It runs when it is the newest, was not withdrawn and has not ended before this day.
        """
        allocations: Known = found[sources.ALLOCATIONS].result()
        clients: Known = found[sources.CLIENTS].result()
        part = _with_standing(part)
        place = part["allocation"] = allocations.places.of(part["allocation"])
        newest = part["version"] == taken(allocations.columns["current"], place)
        ended = part["end"] < self.on.toordinal()
        running = _of(part, newest & ~part["withdrawn"] & ~ended)
        running |= allocations.at(running["allocation"], but=("request", "current"))
        running |= clients.at(running["client"])
        if self.before:
            earlier = _of({name: part[name] for name in _CHANGED}, ~newest & (place >= 0))
            running |= {_EARLIER + name: held for name, held in earlier.items()}
        return running

    def whole(self, found: Found, part: Part) -> Part:
        """Of all that run, and the intensity before the last change of those that changed."""
        if self.before:
            allocations: Known = found[sources.ALLOCATIONS].result()
            before = _intensity_before(part, len(allocations.places))
            part[facts.CHANGE_OF_INTENSITY.path] = taken(before, part["allocation"])
        return part


def _of(part: Part, wanted: NDArray[np.bool_]) -> Part:
    rows = np.flatnonzero(wanted)
    return {name: taken(held, rows) for name, held in part.items()}


def _with_standing(part: Part) -> Part:
    """What the word says in which the database put all of it."""
    standing = part["standing"]

    def each(read: Callable[[Standing], int]) -> NDArray[Any]:
        values = [int(read(one)) if one else 0 for one in standing.values]
        found: NDArray[Any] = np.array(values, smallest(max(values) + 1))[standing.numbers]
        return found

    changes = each(lambda one: one.changes)
    return {name: held for name, held in part.items() if name != "standing"} | {
        "version": each(lambda one: one.version),
        "withdrawn": each(lambda one: one.withdrawn) > 0,
        "changes": changes,
        "initial": Coded((False, True), each(lambda one: one.initial)),
        facts.KIND.path: Coded(_KINDS, (changes > 0).view(np.uint8)),
    }


def _intensity_before(part: Part, many: int) -> Coded:
    """Per allocation."""
    place, version, changes, intensity = (part.pop(_EARLIER + name) for name in _CHANGED)
    now = np.zeros(many, part["changes"].dtype)
    now[part["allocation"]] = part["changes"]
    before = np.flatnonzero(changes < now[place])
    before = before[np.argsort(version[before], kind="stable")]
    return spread(taken(intensity, before), place[before], many)
