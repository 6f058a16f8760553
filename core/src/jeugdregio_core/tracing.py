"""``JEUGDREGIO_TRACE=1``: show which rule saw which facts, and what it answered.

One line per rule on standard error, with the names of facts and never their values: those may be
about a person. Only the edges ask for it; without it nothing is recorded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jeugdregio_core.rules.asking import Asked, ask, has_failed
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.engine import Hear, completed, hear
from jeugdregio_core.rules.facts import MissingFact
from jeugdregio_core.rules.in_force import InForce
from jeugdregio_core.rules.outcome import Said
from jeugdregio_core.rules.recording import RecordingCase
from jeugdregio_core.rules.rule import NarrowJudge

VARIABLE = "JEUGDREGIO_TRACE"


def hearing_of(subject: str) -> Hear:
    """How to hear a case: traced, under a heading, where the environment asks for it."""
    if os.environ.get(VARIABLE, "0") in ("", "0"):
        return hear
    _tell(f"# {subject}")
    return _traced


def _traced(case: Case, held: InForce) -> Sequence[Said]:
    """Tell of every rule, while it is heard, what it read and what came of it."""
    agenda = held.plain_agenda(case)
    framework = agenda.one_by_one[: agenda.framework]
    region = {asked.rule: (asked, judge) for asked, judge in agenda.one_by_one}
    said = [_ask(*one, case) for one in framework]
    for rule in held.rules:
        if rule in region:
            said.append(_ask(*region[rule], case))
        else:
            _tell(f"{rule.code}: OUT_OF_SCOPE")
    return completed(said, agenda, case, _ask)


def _ask(asked: Asked, judge: NarrowJudge, case: Case) -> Said:
    recording, stumbled = RecordingCase(case), ""

    def told(case: Case) -> Any:
        nonlocal stumbled
        try:
            answer = judge(case)
        except MissingFact:
            raise
        except (Exception, SystemExit) as error:
            stumbled = f" ({type(error).__name__}{_place(error)})"
            raise
        stumbled = f" (answer of type {type(answer).__name__})"
        return answer

    said = ask(asked, told, recording)
    found = said.findings[0] if said.findings else None
    answer = "NOT_APPLICABLE" if found is None else found.error or found.verdict
    what = f"{answer}{stumbled if has_failed(said) else ''}"
    _tell(f"{asked.rule.code}: {what}, las {', '.join(_seen(recording)) or 'niets'}")
    return said


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
