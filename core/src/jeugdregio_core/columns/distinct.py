"""Which numbers occur, and which of them each row has."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from jeugdregio_core.columns.held import Numbers, smallest

_FEW = 1 << 24
"""Below this, the numbers that occur are ticked off in a list; above it they are sorted."""


def distinct(
    keys: NDArray[np.integer[Any]], below: int | None = None
) -> tuple[NDArray[np.int64], Numbers]:
    """The different keys, in order, and per row the place of its key among them.

    Keys are not negative. ``below`` is a bound that is known to hold.
    """
    bound = int(keys.max(initial=-1)) + 1 if below is None else below
    if bound > _FEW:
        found, index = cast("tuple[Any, Any]", np.unique(keys, return_inverse=True))
    else:
        occurs = np.zeros(bound, np.bool_)
        occurs[keys] = True
        found = np.flatnonzero(occurs)
        numbers = np.empty(bound, smallest(len(found)))  # only where a key occurs it is used
        numbers[found] = np.arange(len(found), dtype=numbers.dtype)
        index = numbers[keys]
    return found, index.astype(smallest(len(found)), copy=False)
