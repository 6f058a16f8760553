"""Run work within a time limit, in a thread of its own.

A thread cannot be killed: one that overruns is asked to stop, and is left behind if it does not.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from jeugdregio_core.errors import told

T = TypeVar("T")


class DeadlineExceeded(Exception):
    """The work was not done in time."""


class Left(Exception):
    """The work raised what would end a process; from a plugin that only lets us down."""


class _Stop(BaseException):
    """Raised inside a thread that overran."""


class _Worker(Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        self.work = work
        self.result: T | None = None
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        try:
            self.result = self.work()
        except BaseException as error:  # what a plugin raises must not end the process
            self.error = error

    def stop(self) -> None:
        if self.thread.ident is not None:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(
                ctypes.c_ulong(self.thread.ident), ctypes.py_object(_Stop)
            )


def within(seconds: float, work: Callable[[], T]) -> T:
    """Do the work in a thread. Raises DeadlineExceeded, Left, or what the work itself raised."""
    worker = _Worker(work)
    worker.thread.start()
    worker.thread.join(seconds)
    if worker.thread.is_alive():
        worker.stop()
        raise DeadlineExceeded(f"na {seconds:g} seconden nog niet klaar")
    if isinstance(worker.error, Exception):
        raise worker.error
    if worker.error is not None:
        raise Left(told(worker.error)) from worker.error
    return worker.result  # type: ignore[return-value]
