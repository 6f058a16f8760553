"""``JEUGDREGIO_TRACE=1``: show which rule saw which facts, and what it answered.

One line per rule on standard error, with the names of facts and never their values: those may be
about a person. Only the edges ask for it; without it nothing is recorded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from jeugdregio_core.rules.agenda import Agenda, Step
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.engine import Hearing
from jeugdregio_core.rules.in_force import InForce
from jeugdregio_core.rules.recording import RecordingCase
from jeugdregio_core.rules.rule import Rule

VARIABLE = "JEUGDREGIO_TRACE"


def hearing_of(subject: str) -> type[Hearing]:
    """How to hear a case: traced, under a heading, where the environment asks for it."""
    if os.environ.get(VARIABLE, "0") in ("", "0"):
        return Hearing
    _tell(f"# {subject}")
    return TracedHearing


class TracedHearing(Hearing):
    """Tells of every rule, while it is heard, what it read and what came of it."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self._stumbled = ""

    def _agenda(self, held: InForce) -> Agenda:
        self._in_force = held.rules
        return held.plain_agenda(self.case.given)

    def _ask_region(self, steps: Iterable[Step]) -> None:
        asked = {step[2].rule: step for step in steps}
        for rule in self._in_force:
            if rule in asked:
                self._ask((asked[rule],))
            else:
                _tell(f"{rule.code}: OUT_OF_SCOPE")

    def _ask(self, steps: Iterable[Step]) -> None:
        for step in steps:
            self._ask_one(step)

    def _ask_one(self, step: Step) -> None:
        case, before = self.case, len(self.findings)
        self.case = recording = RecordingCase(case)
        self._stumbled = ""
        super()._ask((step,))
        self.case = case
        found = self.findings[before:]
        answer = self._stumbled or (found[0].verdict if found else "NOT_APPLICABLE")
        _tell(f"{step[2].rule.code}: {answer}, las {', '.join(_seen(recording)) or 'niets'}")

    def _fail(self, rule: Rule, what: str) -> None:
        super()._fail(rule, what)
        self._stumbled = f"PLUGIN_ERROR ({what}{_place(sys.exc_info()[1])})"


def _seen(recording: RecordingCase) -> Iterator[str]:
    for fact in sorted(recording.read, key=str):
        yield f"{fact.path}{' (ontbreekt)' if recording.get(fact) is None else ''}"
    if recording.past_the_facts:
        yield "case.given"


def _place(error: BaseException | None) -> str:
    """The line that raised, without what it said: that may hold a value."""
    step = error.__traceback__ if error else None
    if step is None:
        return ""
    while step.tb_next is not None:
        step = step.tb_next
    return f" in {Path(step.tb_frame.f_code.co_filename).name}, regel {step.tb_lineno}"


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
