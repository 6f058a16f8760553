"""A cold process: how long until its first correct answer, and its memory then."""

from __future__ import annotations

import time

from benchmarks.pages.load.requests import Failed, ask
from benchmarks.pages.subject import Subject
from benchmarks.processes import DidNotStart, running
from benchmarks.settings import BUILD

_PAUSE = 0.005
_PATIENCE = 60.0


def first_answer(subject: Subject) -> tuple[float, float, float]:
    """Seconds until the first answer, processor seconds, and megabytes after it.

    Raises DidNotStart.
    """
    said = (BUILD / "logs" / "cold.log").resolve()
    began = time.perf_counter()
    with running(subject.command, subject.environment, said, subject.cwd) as server:
        while time.perf_counter() - began < _PATIENCE:
            server.check()
            try:
                ask(server.port, subject.requests[0])
            except (OSError, Failed):
                time.sleep(_PAUSE)
            else:
                seconds = time.perf_counter() - began
                return seconds, server.cpu_seconds(), server.memory_mb()
    raise DidNotStart(
        f"{subject.name} gave no answer: {said.read_text('utf-8', 'replace')[-2000:]}"
    )
