"""Run work within a time limit, in a thread that waits for it.

Starting a thread takes ten times as long as a decision, so a thread that is done waits for more
work. A thread cannot be killed: one that overruns is asked to stop, and is left behind.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Callable
from contextvars import Context
from typing import Any, TypeVar

from jeugdregio_core.errors import told

T = TypeVar("T")

MOST_WAITING = 32
"""How many threads wait for work; who is done beyond that ends."""


class DeadlineExceeded(Exception):
    """The work was not done in time."""


class Left(Exception):
    """The work raised what would end a process; from a plugin that only lets us down."""


class _Stop(BaseException):
    """Raised inside a thread that overran."""


class _Worker:
    """A thread that does one piece of work after the other, each for one who waits for it."""

    def __init__(self) -> None:
        self._work: Callable[[], Any] | None = None
        self._result: Any = None
        self._error: BaseException | None = None
        self._begin, self._done = threading.Lock(), threading.Lock()
        self._begin.acquire()
        self._done.acquire()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def do(self, work: Callable[[], T], seconds: float) -> tuple[T, BaseException | None]:
        """What the work came to, or what it raised. Raises DeadlineExceeded."""
        self._work = work
        self._begin.release()
        if not self._done.acquire(timeout=seconds):
            self._stop()
            raise DeadlineExceeded(f"na {seconds:g} seconden nog niet klaar")
        result, error = self._result, self._error
        self._result = self._error = None
        return result, error

    def end(self) -> None:
        """Wait for no more work."""
        self._work = None
        self._begin.release()

    def _run(self) -> None:
        try:
            while self._wait():
                self._do()
                self._done.release()
        except _Stop:  # it overran, and came to an end after all
            return

    def _wait(self) -> bool:
        self._begin.acquire()
        return self._work is not None

    def _do(self) -> None:
        work, self._work = self._work, None
        assert work is not None
        try:
            self._result = Context().run(work)  # whoever was here before left nothing behind
        except _Stop:
            raise
        except BaseException as error:  # what a plugin raises must not end the process
            self._error = error

    def _stop(self) -> None:
        if self._thread.ident is not None:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(self._thread.ident), ctypes.py_object(_Stop)
            )


_waiting: list[_Worker] = []

os.register_at_fork(after_in_child=_waiting.clear)  # threads stay behind


def within(seconds: float, work: Callable[[], T]) -> T:
    """Do the work in a thread. Raises DeadlineExceeded, Left, or what the work itself raised."""
    try:
        worker = _waiting.pop()
    except IndexError:
        worker = _Worker()
    result, error = worker.do(work, seconds)
    if len(_waiting) < MOST_WAITING:
        _waiting.append(worker)
    else:
        worker.end()
    if isinstance(error, Exception):
        raise error
    if error is not None:
        raise Left(told(error)) from error
    return result
