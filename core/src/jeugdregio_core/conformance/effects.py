"""Check that a decision does nothing but decide: no clock, no chance, no files, no network."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from types import FrameType, ModuleType
from typing import Any

from jeugdregio_core.conformance.candidate import Candidate
from jeugdregio_core.conformance.cases import decide_case
from jeugdregio_core.conformance.check import Level, check
from jeugdregio_core.conformance.watching import judged, witnessed
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.outcome import Answer
from jeugdregio_core.rules.rule import Rule

_CALLS = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("builtins", "print")}
_OUTSIDE = frozenset(
    "time random _random posix nt io _io _socket _ssl select _sqlite3 sqlite3 _posixsubprocess "
    "_winapi _uuid mmap fcntl _ctypes".split()
)
"""Modules of the interpreter through which every clock, chance, file and connection is reached."""


@check(
    Level.ZILVER, "Een besluit verandert niets en kijkt niet naar klok, toeval, bestand of netwerk."
)
def side_effects(candidate: Candidate) -> Iterator[str]:
    """Seen while the worked cases are decided for a second time.

    What a rule does once and keeps, such as reading its own table, is not seen.
    """
    found: dict[str, None] = {}

    def witness(rule: Rule, case: Case) -> Answer:
        before = repr(case.given)
        watch = _Watch()
        try:
            with watch:
                return judged(rule, case)
        finally:
            found.update(dict.fromkeys(f"{rule.code} roept {what} aan." for what in watch.seen))
            if repr(case.given) != before:
                found[f"{rule.code} verandert de vraag die is gesteld."] = None

    _decide_all(candidate, candidate.rulebook)
    state = _state(candidate.package)
    _decide_all(candidate, witnessed(candidate.rulebook, witness))
    yield from found
    after = _state(candidate.package)
    for name in sorted(name for name in after if after[name] != state.get(name)):
        yield f"{name} verandert terwijl er wordt beslist."


def _decide_all(candidate: Candidate, rulebook: Any) -> None:
    for case in candidate.cases:
        decide_case(rulebook, case)


class _Watch:
    """Sees every call into the interpreter's own C code, where all effects come from.

    Meanwhile nothing is collected: what others do then is not the rule's doing.
    """

    def __init__(self) -> None:
        self.seen: dict[str, None] = {}

    def __enter__(self) -> None:
        self._collecting = gc.isenabled()
        gc.disable()
        self._previous = sys.getprofile()
        sys.setprofile(self._see)

    def __exit__(self, *_: object) -> None:
        sys.setprofile(self._previous)
        if self._collecting:
            gc.enable()

    def _see(self, _frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call":
            module, name = _origin(called)
            if module in _OUTSIDE or (module, name) in _CALLS:
                self.seen[f"{module}.{name}"] = None


def _origin(called: Any) -> tuple[str, str]:
    owner = getattr(called, "__self__", None)
    kind = owner if isinstance(owner, type) else type(owner)
    module = owner.__name__ if isinstance(owner, ModuleType) else kind.__module__
    return module, called.__name__


def _state(package: str) -> dict[str, str]:
    """What the modules of a package hold, as text: another text is another state."""
    return {
        f"{name}.{attribute}": repr(value)
        for name, module in list(sys.modules.items())
        if name == package or name.startswith(f"{package}.")
        for attribute, value in vars(module).items()
        if not attribute.startswith("__") and not isinstance(value, ModuleType)
    }
