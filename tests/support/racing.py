"""Processes that do something at the same moment, on one database."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any

from jeugdregio_core.store.transaction import Store, open_store

_CONTEXT = get_context("spawn")
_PATIENCE = 30
_MOST = 4


@dataclass(frozen=True)
class Lane:
    """Where a racer stands."""

    number: int
    _barrier: Barrier

    def line_up(self) -> None:
        """Wait until all racers are here, and go."""
        self._barrier.wait(_PATIENCE)


Job = Callable[..., Any]
"""A function of a module: ``job(store, lane, *arguments)``. What it returns is sent back."""


class Racers:
    """Processes that stay, since starting one costs more than a race."""

    def __init__(self) -> None:
        self._barriers = {count: _CONTEXT.Barrier(count) for count in range(1, _MOST + 1)}
        self._pipes: list[Connection] = []
        self._processes = []
        for number in range(_MOST):
            here, there = _CONTEXT.Pipe()
            process = _CONTEXT.Process(target=_serve, args=(number, self._barriers, there))
            process.start()
            self._pipes.append(here)
            self._processes.append(process)

    def race(self, count: int, url: str, job: Job, *arguments: Any) -> list[Any]:
        """What each of this many processes returned. An error in one of them fails the test."""
        for pipe in self._pipes[:count]:
            pipe.send((count, url, job, arguments))
        answers = [pipe.recv() for pipe in self._pipes[:count]]
        failures = [answer for answer, well in answers if not well]
        if failures:
            self._barriers[count].reset()
            raise AssertionError("\n".join(failures))
        return [answer for answer, _ in answers]

    def close(self) -> None:
        """Send the processes home."""
        for pipe, process in zip(self._pipes, self._processes, strict=True):
            pipe.send(None)
            process.join(_PATIENCE)


def _serve(number: int, barriers: dict[int, Barrier], pipe: Connection) -> None:
    while (order := pipe.recv()) is not None:
        count, url, job, arguments = order
        try:
            with open_store(url) as store:
                answer = _run(job, store, Lane(number, barriers[count]), arguments)
        except BaseException:
            barriers[count].abort()
            pipe.send((traceback.format_exc(), False))
        else:
            pipe.send((answer, True))


def _run(job: Job, store: Store, lane: Lane, arguments: tuple[Any, ...]) -> Any:
    lane.line_up()
    return job(store, lane, *arguments)
