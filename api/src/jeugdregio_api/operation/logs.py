"""Logs of this process: one line per event, for people or as JSON, on the standard error."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from functools import cached_property
from typing import Any, TextIO

from jeugdregio_api.settings import LogFormat


class _Log(logging.Formatter):
    """What writes lines is loaded with the first line, so that a start need not wait for it."""

    def __init__(self, written: LogFormat, to: TextIO) -> None:
        super().__init__()
        self._written, self._to = written, to

    def format(self, record: logging.LogRecord) -> str:
        """The line of an event that a library told."""
        return self._formatter.format(record)

    @cached_property
    def own(self) -> Any:
        """Writes our own events."""
        from jeugdregio_api.operation import lines

        return lines.own(self._written, self._to)

    @cached_property
    def _formatter(self) -> logging.Formatter:
        from jeugdregio_api.operation import lines

        return lines.formatter(self._written)


_log = _Log("text", sys.stderr)


def configure(written: LogFormat, to: TextIO | None = None) -> None:
    """Write everything that is logged in one form, also what libraries log, to standard error.

    An exception is told by its kind and place: its words may hold facts of a person.
    """
    global _log
    _log = _Log(written, to or sys.stderr)
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(_log)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for ours in ("jeugdregio_api", "jeugdregio_core"):
        logging.getLogger(ours).setLevel(logging.INFO)


def tell(logger: str, event: str, **told: Any) -> None:
    """Log an event of ours, with its particulars apart.

    A line that cannot be written is lost, as in the logging of Python: a full disk or a reader that
    went away must not break off an answer.
    """
    with suppress(OSError, ValueError):
        _log.own.info(event, logger=logger, **told)
