"""Logs of this process: one line per event, for people or as JSON, on the standard error."""

from __future__ import annotations

import logging
import sys
from typing import TextIO

import structlog

from jeugdregio_api.settings import LogFormat

_SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure(written: LogFormat, to: TextIO | None = None) -> None:
    """Write everything that is logged in one form, also what libraries log, to standard error.

    An exception is told by its kind and place: its words may hold facts of a person.
    """
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_words,
                _last(written),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for ours in ("jeugdregio_api", "jeugdregio_core"):
        logging.getLogger(ours).setLevel(logging.INFO)


def _last(written: LogFormat) -> structlog.typing.Processor:
    if written == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def _without_words(
    _logger: object, _name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        event["error"] = type(error).__name__
        if trace is not None:
            event["at"] = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
    return event
