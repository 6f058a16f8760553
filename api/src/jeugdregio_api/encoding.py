"""Answers as JSON. Dates, moments and UUIDs are written in their usual form."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import orjson


def encoded(content: Any) -> bytes:
    """The JSON of an answer, in UTF-8. What is larger than 64 bits is written in full, too."""
    try:
        return orjson.dumps(content, default=_plain)
    except orjson.JSONEncodeError:
        return json.dumps(
            content, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain
        ).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):  # of a driver's own class
        return str(value)
    if isinstance(value, orjson.Fragment):
        return json.loads(orjson.dumps(value))
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON")
