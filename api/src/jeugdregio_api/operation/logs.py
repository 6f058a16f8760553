"""Logs of this process: one line per event, for people or as JSON, on the standard error."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

import orjson

from jeugdregio_api.settings import LogFormat


def configure(written: LogFormat, to: TextIO | None = None) -> None:
    """Write everything that is logged in one form, also what libraries log, to standard error.

    An exception is told by its kind and place: its words may hold facts of a person.
    """
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(AsJson() if written == "json" else ForPeople())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for ours in ("jeugdregio_api", "jeugdregio_core"):
        logging.getLogger(ours).setLevel(logging.INFO)


def tell(log: logging.Logger, event: str, **told: Any) -> None:
    """Log an event with its particulars, which are told apart."""
    log.info(event, extra={"told": told})


class AsJson(logging.Formatter):
    """A JSON object for machines."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of an event."""
        line = {
            **_told(record),
            "event": record.getMessage(),
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": f"{datetime.fromtimestamp(record.created, UTC).isoformat()[:-6]}Z",
        }
        try:
            return orjson.dumps(line, str).decode()
        except orjson.JSONEncodeError:  # half a character, or a number that is too large
            return json.dumps(line, default=str)


class ForPeople(logging.Formatter):
    """A line to read."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of an event."""
        moment = datetime.fromtimestamp(record.created).astimezone()
        told = "".join(f" {name}={value!r}" for name, value in _told(record).items())
        level = record.levelname.lower()
        return f"{moment:%Y-%m-%d %H:%M:%S} {level:8} {record.name}: {record.getMessage()}{told}"


def _told(record: logging.LogRecord) -> dict[str, Any]:
    told: dict[str, Any] = getattr(record, "told", {})
    error = record.exc_info[1] if record.exc_info else None
    return told if error is None else told | _without_words(error)


def _without_words(error: BaseException) -> dict[str, str]:
    told = {"error": type(error).__name__}
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is not None:
        told["at"] = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
    return told
