"""Logs of this process: one line per event, for people or as JSON, on the standard error."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TextIO

import orjson

from jeugdregio_api.settings import LogFormat

TOLD = "told"
"""What an event says beside its name goes under this key of ``extra``."""


def configure(written: LogFormat, to: TextIO | None = None) -> None:
    """Write everything that is logged in one form, also what libraries log, to standard error.

    An exception is told by its kind and place: its words may hold facts of a person.
    """
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(_Line(_as_json if written == "json" else _as_text))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for ours in ("jeugdregio_api", "jeugdregio_core"):
        logging.getLogger(ours).setLevel(logging.INFO)


class _Line(logging.Formatter):
    def __init__(self, write: Callable[[Mapping[str, Any]], str]) -> None:
        super().__init__()
        self._write = write

    def format(self, record: logging.LogRecord) -> str:
        """The event with all that is told of it."""
        at = datetime.fromtimestamp(record.created, UTC)
        return self._write(
            {
                "timestamp": at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
                "level": record.levelname.lower(),
                "logger": record.name,
                "event": record.getMessage(),
                **getattr(record, TOLD, {}),
                **_without_words(record.exc_info[1] if record.exc_info else None),
            }
        )


def _as_json(told: Mapping[str, Any]) -> str:
    return orjson.dumps(told, default=repr).decode()


def _as_text(told: Mapping[str, Any]) -> str:
    (_, at), (_, level), (_, logger), (_, event), *more = told.items()
    said = (f"{name}={value!r}" for name, value in more)
    return " ".join([at, f"{level:8}", event, f"[{logger}]", *said])


def _without_words(error: BaseException | None) -> dict[str, str]:
    if error is None:
        return {}
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    at = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else None
    return {"error": type(error).__name__} | ({"at": at} if at else {})
