"""The trace (W3C Trace Context) in which a question is answered, for whoever writes it down."""

from __future__ import annotations

import re
from contextvars import ContextVar
from secrets import token_hex

_SHAPE = re.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_CURRENT: ContextVar[str | None] = ContextVar("jeugdregio.traceparent", default=None)


def enter(traceparent: str | None) -> None:
    """Answer in the trace of this ``traceparent`` header; in none when it is no such header."""
    held = traceparent is not None and _SHAPE.fullmatch(traceparent)
    _CURRENT.set(traceparent if held else None)


def current() -> str | None:
    """The ``traceparent`` of the question that is being answered, if it came with one."""
    return _CURRENT.get()


def next_step(traceparent: str) -> str:
    """The ``traceparent`` to send along with what follows: the same chain, a step of its own."""
    version, chain, _, flags = traceparent.split("-")
    return "-".join((version, chain, token_hex(8), flags))
