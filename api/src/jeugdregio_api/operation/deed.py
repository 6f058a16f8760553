"""What a request turned out to ask, told by the parts that know to the parts that count and log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

_NAME = re.compile(r"[A-Za-z_]\w{0,63}", re.ASCII)


@dataclass(slots=True)
class Deed:
    """One request. Nothing of it is about a person."""

    operation: str = ""
    """The name that the caller gave the operation; empty when there is none to be repeated."""
    kind: str = ""
    """``query``, ``mutation`` or ``subscription``."""
    codes: tuple[str, ...] = ()
    """The codes of the errors in the answer."""
    status: int = 0
    """The HTTP status of the answer; 0 while there is none."""

    def name(self, operation: str | None) -> None:
        """Repeat the name of an operation where it is a name, and not too long for one."""
        if operation and _NAME.fullmatch(operation):
            self.operation = operation


_now: ContextVar[Deed | None] = ContextVar("jeugdregio_deed", default=None)


def deed() -> Deed:
    """What is asked now; one that nobody reads outside a request."""
    return _now.get() or Deed()


@contextmanager
def doing() -> Iterator[Deed]:
    """Begin a request."""
    begun = Deed()
    token = _now.set(begun)
    try:
        yield begun
    finally:
        _now.reset(token)
