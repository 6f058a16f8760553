"""Servers beside each other: their answers compared, then loaded in turn, round by round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import monotonic

from benchmarks.measured import Figure, Row
from benchmarks.pages.load.requests import Failed, ask
from benchmarks.pages.load.tool import load
from benchmarks.pages.spent import Meter
from benchmarks.pages.subject import Subject
from benchmarks.processes import Running, running, wait_for_port
from benchmarks.settings import BUILD, Settings

SPEED, MIDDLE, SLOWEST, MEMORY = "pages/s", "p50 ms", "p99 ms", "memory MB"
CPU, DATABASE, CORES = "CPU ms/page", "database CPU ms/page", "cores busy"
_COMPARED = 16
"""Of how many places the answers are compared, before and after."""


@dataclass(frozen=True, slots=True)
class Started:
    """A subject that is running."""

    subject: Subject
    server: Running


@contextmanager
def started(subjects: Sequence[Subject]) -> Iterator[list[Started]]:
    """Start every subject. They stay up together; who is not asked waits without working."""
    with ExitStack() as stack:
        servers = []
        for number, subject in enumerate(subjects):
            said = (BUILD / "logs" / f"{number}.log").resolve()
            server = stack.enter_context(
                running(subject.command, subject.environment, said, subject.cwd)
            )
            servers.append(Started(subject, server))
        for one in servers:
            wait_for_port(one.server)
        yield servers


def compare(floor: Started, others: Sequence[Started]) -> None:
    """Raises Different, and Failed, for an answer that is not that of the floor."""
    places = range(0, len(floor.subject.requests), -(-len(floor.subject.requests) // _COMPARED))
    for place in places:
        expected = ask(floor.server.port, floor.subject.requests[place])
        for other in others:
            subject = other.subject
            try:
                given = ask(other.server.port, subject.requests[place])
            except (Failed, OSError) as error:
                other.server.check()
                raise Failed(f"{subject.name}: {error!r}") from None
            subject.check(subject.name, expected, given)


def rounds(servers: Sequence[Started], settings: Settings) -> list[Row]:
    """Load each in turn, several times; one row for each."""
    found: Mapping[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in servers:
        load(one.server.port, one.subject.busy, 1, one.subject.requests)
    for number in range(settings.rounds):
        for one in servers if number % 2 == 0 else reversed(servers):
            for name, value in turn(one, settings.seconds).items():
                found[one.subject.name][name].append(value)
        print(f"round {number + 1} of {settings.rounds}", flush=True)
    return [
        Row(subject, {name: Figure(tuple(values)) for name, values in columns.items()})
        for subject, columns in found.items()
    ]


def turn(one: Started, seconds: float) -> dict[str, float]:
    """Load one server for so long; longer when not even every connection got its answer."""
    before, began = Meter.of(one.server), monotonic()
    done = load(one.server.port, one.subject.busy, seconds, one.subject.requests)
    took, used = monotonic() - began, Meter.of(one.server).since(before)
    if done.requests < one.subject.busy:
        return turn(one, seconds * 3)
    per_page = 1000 / done.requests
    database = {DATABASE: used.database * per_page} if used.database else {}
    return {
        SPEED: done.per_second,
        MIDDLE: done.p50,
        SLOWEST: done.p99,
        CPU: used.server * per_page,
        **database,
        CORES: used.machine / took,
        MEMORY: one.server.memory_mb(),
    }
