"""What is known of clients, requests and providers, to be told of each allocation by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.casework.columns import sources
from jeugdregio_core.casework.columns.keys import Keys, Places
from jeugdregio_core.casework.columns.scans import Found
from jeugdregio_core.columns.held import Coded, smallest
from jeugdregio_core.rules import facts


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Rows by their key, and facts about them by path."""

    places: Places
    facts: Mapping[str, Coded]

    def of(self, keys: Keys) -> dict[str, Coded]:
        """The facts, for these keys."""
        return self.at(self.places.of(keys))

    def at(self, rows: NDArray[Any]) -> dict[str, Coded]:
        """The facts, for these rows; -1 is no row."""
        return {path: taken(words, rows) for path, words in self.facts.items()}


def taken(column: Coded, rows: NDArray[Any]) -> Coded:
    """The values of these rows. Of no row (-1) it is the first, which stands for nothing."""
    if not len(column.numbers):
        return Coded(column.values[:1], np.zeros(len(rows), smallest(1)))
    numbers = column.numbers[rows]
    numbers[rows < 0] = 0
    return Coded(column.values, numbers)


def clients(found: Found) -> Known:
    """The clients of the region."""
    rows = found[sources.CLIENTS].result()
    return Known(Places(rows.numbers["id"]), rows.words)


def providers(found: Found) -> Known:
    """All providers, by their code."""
    rows = found[sources.PROVIDERS].result()
    return Known(Places(rows.numbers["id"]), {facts.PROVIDER.path: rows.words["code"]})


def requests(found: Found) -> Known:
    """Requests, and who referred."""
    rows, referrals = found[sources.REQUESTS].result(), found[sources.REFERRALS].result()
    referral = Places(referrals.numbers["id"]).of(rows.numbers["referral"])
    referrer = taken(referrals.words["referrer"], referral)
    return Known(Places(rows.numbers["id"]), {facts.REFERRER.path: referrer})


def norms(found: Found) -> Known:
    """What was asked when it was allocated, by the allocation that came of it."""
    rows = found[sources.DECISIONS].result()
    return Known(Places(rows.numbers["allocation"]), rows.words)
