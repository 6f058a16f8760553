"""Find out whether cases are alike often enough to keep what is said of them."""

from __future__ import annotations

TRIAL = 150
"""So many different values in less than half as many cases again, and they are too different."""


class Trial:
    """Finds out whether cases with the same values of some facts come again."""

    __slots__ = ("_over", "_times", "_values")

    def __init__(self) -> None:
        self._values: set[object] = set()
        self._times = 0
        self._over = False

    def is_lost(self, value: object, times: int) -> bool:
        """Whether it is lost with this value, which was not at hand, after so many cases more."""
        if self._over:
            return False
        self._times += times
        self._values.add(value)
        if len(self._values) < TRIAL:
            return False
        self._over = True
        self._values.clear()
        return self._times < TRIAL * 1.5
