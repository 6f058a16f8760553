"""Check that the same question always gets the same answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from jeugdregio_core.conformance.candidate import Candidate, load_candidate
from jeugdregio_core.conformance.cases import WorkedCase, decide_case
from jeugdregio_core.conformance.check import SECONDS, Level, check
from jeugdregio_core.loading import build_rulebook
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Decision

_SEEDS = ("1", "2")

Answers = Mapping[str, str]


@check(Level.ZILVER, "Dezelfde vraag krijgt altijd hetzelfde antwoord.")
def determinism(candidate: Candidate) -> Iterator[str]:
    """Twice, in two orders, and in processes that order sets otherwise.

    Each time with a fresh rulebook, that has kept nothing of what rules said before.
    """
    cases = numbered(candidate)
    first = answers(candidate.rulebook, cases)
    again = answers(build_rulebook(candidate.plugin), cases)
    backwards = answers(build_rulebook(candidate.plugin), reversed(cases))
    yield from _differing(first, again, "de tweede keer")
    yield from _differing(first, backwards, "in een andere volgorde")
    with ThreadPoolExecutor() as at_once:
        elsewhere = at_once.map(partial(_in_a_process, candidate.package), _SEEDS)
        for other in elsewhere:
            yield from _differing(first, other, "in een ander proces (denk aan een set)")


def numbered(candidate: Candidate) -> Sequence[tuple[str, WorkedCase]]:
    """Every case under a name that no other has."""
    return [(f"{c.file}: {c.name} ({n})", c) for n, c in enumerate(candidate.cases, 1)]


def answers(rulebook: Rulebook, cases: Iterable[tuple[str, WorkedCase]]) -> Answers:
    """The whole decision on each case, as text."""
    return {name: _text(decide_case(rulebook, case)) for name, case in cases}


def _text(decision: Decision) -> str:
    findings = [(f.rule.code, f.verdict, f.message, f.missing) for f in decision.findings]
    regie = [(r.role, r.holder, r.explanation, r.rule.code) for r in decision.regie]
    documents = [(d.kind, d.author, d.satisfied) for d in decision.required_documents]
    return json.dumps([decision.verdict, findings, regie, documents])


def _differing(one: Answers, other: Answers, when: str) -> Iterator[str]:
    for case in one:
        if one[case] != other.get(case):
            yield f"{case}: het antwoord is {when} anders."


def _in_a_process(package: str, seed: str) -> Answers:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    try:
        ran = subprocess.run(  # noqa: S603
            [sys.executable, "-m", __name__, package],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=True,
        )
    except subprocess.SubprocessError:
        return {}
    found: Answers = json.loads(ran.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    examined = load_candidate(sys.argv[1])
    json.dump(answers(examined.rulebook, numbered(examined)), sys.stdout)
