"""Logs of this process: one line per event, for people or as JSON, on the standard error."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, TextIO

from jeugdregio_api.settings import LogFormat

DETAILS = "details"
"""What a line tells beside its event is given to the logger as ``extra`` under this name."""


def configure(written: LogFormat, to: TextIO | None = None) -> None:
    """Write everything that is logged in one form, also what libraries log, to standard error.

    An exception is told by its kind and place: its words may hold facts of a person.
    """
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(JsonLine() if written == "json" else PlainLine())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for ours in ("jeugdregio_api", "jeugdregio_core"):
        logging.getLogger(ours).setLevel(logging.INFO)


class JsonLine(logging.Formatter):
    """A line for machines."""

    def format(self, record: logging.LogRecord) -> str:
        """Everything that is known, as one object."""
        return json.dumps(_facts(record), ensure_ascii=False, default=str)


class PlainLine(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """The moment, the level and the event, and then what else is known."""
        facts = _facts(record)
        first = " ".join(str(facts.pop(name)) for name in ("timestamp", "level", "event"))
        return " ".join([first, *(f"{name}={value}" for name, value in facts.items())])


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    details: Mapping[str, Any] = getattr(record, DETAILS, {})
    moment = datetime.fromtimestamp(record.created, UTC).replace(tzinfo=None)
    return {
        **details,
        "event": record.getMessage(),
        "logger": record.name,
        "level": record.levelname.lower(),
        "timestamp": f"{moment.isoformat(timespec='microseconds')}Z",
        **dict(_without_words(record.exc_info[1] if record.exc_info else None)),
    }


def _without_words(error: BaseException | None) -> Iterator[tuple[str, str]]:
    if error is None:
        return
    yield "error", type(error).__name__
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is not None:
        yield "at", f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
