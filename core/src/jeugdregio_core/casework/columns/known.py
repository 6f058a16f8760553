"""What is known of clients, requests, providers and allocations, to be told of others by key."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.casework.columns import sources
from jeugdregio_core.casework.columns.keys import Keys, Places
from jeugdregio_core.casework.columns.scans import Found, Part
from jeugdregio_core.columns.held import Coded
from jeugdregio_core.record import record


@record(eq=False)
class Known:
    """Rows by their key, and what is known of them by name."""

    places: Places
    columns: Part

    @classmethod
    def of_all(cls, _found: Found, part: Part) -> Known:
        """What all these rows say."""
        return cls(Places(part.pop("id")), part)

    def of(self, keys: Keys) -> Part:
        """What is known, for these keys."""
        return self.at(self.places.of(keys))

    def at(self, rows: NDArray[Any], but: Collection[str] = ()) -> Part:
        """What is known but for some of it, for these rows; -1 is no row."""
        return {name: taken(held, rows) for name, held in self.columns.items() if name not in but}


def taken(held: Any, rows: NDArray[Any]) -> Any:
    """A column for these rows. Of no row (-1) it is 0, which is the number of no value."""
    if isinstance(held, Coded):
        return Coded(held.values, taken(held.numbers, rows))
    if not len(held):
        return np.zeros(len(rows), held.dtype)
    numbers = held[rows]
    numbers[rows < 0] = 0
    return numbers


def spread(held: Coded, rows: NDArray[Any], many: int) -> Coded:
    """The column of so many rows, of which these are told. Of two for one row the last holds."""
    numbers = np.zeros(many, held.numbers.dtype)
    numbers[rows] = held.numbers
    return Coded(held.values, numbers)


def of_request(found: Found, part: Part) -> Part:
    """A request knows who referred."""
    referrals: Known = found[sources.REFERRALS].result()
    return part | referrals.of(part.pop("referral"))


def of_allocation(found: Found, part: Part) -> Part:
    """An allocation knows the row of its client, its provider and what its request knows."""
    clients: Known = found[sources.CLIENTS].result()
    providers: Known = found[sources.PROVIDERS].result()
    told = part | {"client": clients.places.of(part["client"])}
    told |= providers.of(told.pop("provider"))
    if sources.REQUESTS in found:
        requests: Known = found[sources.REQUESTS].result()
        told |= requests.of(part["request"])
    if sources.DOCUMENT_VERSIONS not in found:
        del told["request"]
    return told


def of_decision(found: Found, part: Part) -> Part:
    """A decision knows the row of the allocation that came of it."""
    allocations: Known = found[sources.ALLOCATIONS].result()
    return part | {"allocation": allocations.places.of(part["allocation"])}


def norms(found: Found, part: Part) -> Part:
    """What was asked when it was allocated, in the order of the allocations."""
    allocations: Known = found[sources.ALLOCATIONS].result()
    rows = part.pop("allocation")
    return {path: spread(held, rows, len(allocations.places)) for path, held in part.items()}
