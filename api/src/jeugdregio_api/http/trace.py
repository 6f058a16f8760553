"""W3C Trace Context: which request of which chain this is, to find it again in every log.

https://www.w3.org/TR/trace-context/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from secrets import token_hex

from starlette.types import Scope

from jeugdregio_core import trace_context

_FORM = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_MEMBER = r"[a-z0-9][a-z0-9_*/@-]{0,255}=[ -+\--<>-~]{0,255}[!-+\--<>-~]"
_STATE = re.compile(rf"{_MEMBER}([ \t]*,[ \t]*{_MEMBER}){{0,31}}")
_LONGEST_STATE = 512


@dataclass(frozen=True, slots=True)
class Trace:
    """A request in its chain: the chain's id, the id of this step, and whether it is recorded."""

    trace_id: str
    span_id: str
    flags: str = "00"
    state: str = ""
    """What systems before us keep about it; passed on as it came."""

    @property
    def parent(self) -> str:
        """This step, in the form of a ``traceparent``."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"

    @property
    def headers(self) -> dict[str, str]:
        """What to send along with a request that is made for this one."""
        state = {"tracestate": self.state} if self.state else {}
        return {"traceparent": self.parent, **state}


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def current_trace() -> Trace | None:
    """The request that is being answered, also in a thread that works for it."""
    return _current.get()


def read_trace(traceparent: str | None, tracestate: str | None = None) -> Trace:
    """The next step of the chain that the caller named; a new chain when it named none."""
    found = _FORM.fullmatch((traceparent or "").strip())
    if found:
        version, trace_id, parent, flags, more = found.groups()
        valid = version != "ff" and not (version == "00" and more)
        if valid and int(trace_id, 16) and int(parent, 16):
            return Trace(trace_id, token_hex(8), f"{int(flags, 16) & 1:02x}", _state(tracestate))
    return Trace(token_hex(16), token_hex(8))


def _state(tracestate: str | None) -> str:
    """The same if it can be sent on as it is: what others fetch with it must not fail on it."""
    state = (tracestate or "").strip()
    return state if len(state) <= _LONGEST_STATE and _STATE.fullmatch(state) else ""


def _trace_of(scope: Scope) -> Trace:
    """The place of a request, by its headers; two parents are none."""
    sent: dict[bytes, list[str]] = {b"traceparent": [], b"tracestate": []}
    for name, value in scope["headers"]:
        if name in sent:
            sent[name].append(value.decode("latin-1"))
    parents = sent[b"traceparent"]
    return read_trace(parents[0] if len(parents) == 1 else None, ",".join(sent[b"tracestate"]))


@contextmanager
def in_chain(scope: Scope) -> Iterator[Trace]:
    """Give a request its place in the chain that it names."""
    trace = _trace_of(scope)
    token = _current.set(trace)
    trace_context.enter(trace.parent)
    try:
        yield trace
    finally:
        _current.reset(token)
