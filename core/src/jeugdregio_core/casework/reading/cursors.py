"""Where a page ends, as a text that only this program reads.

A cursor holds the place in one list of one region: moments, ids, and what is public of providers.
Nothing in it is about a person.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from jeugdregio_core.casework.reading.questions import BadQuestion
from jeugdregio_core.record import record

_VERSION = 1
_LONGEST = 800
_MOST = 2**31 - 1


@record
class Cursors:
    """The cursors of one list. ``read`` says what the parts of a place are."""

    list_name: str
    region: str
    read: Sequence[Callable[[Any], Any]]

    def write(self, place: Sequence[Any]) -> str:
        """The cursor of a place."""
        said = [_VERSION, self.list_name, self.region, *place]
        return urlsafe_b64encode(orjson.dumps(said, default=str)).decode().rstrip("=")

    def place(self, cursor: str | None) -> tuple[Any, ...] | None:
        """The place of a cursor; ``None`` is the beginning.

        Raises BadQuestion for a cursor that was damaged, or that is of another list or region.
        """
        if cursor is None:
            return None
        try:
            version, list_name, region, *parts = _opened(cursor)
            if (version, list_name, region) == (_VERSION, self.list_name, self.region):
                pairs = zip(self.read, parts, strict=True)
                return tuple(read(part) for read, part in pairs)
        except (ValueError, TypeError, OverflowError, RecursionError):
            pass
        raise BadQuestion(
            "Deze cursor hoort hier niet. Gebruik een cursor uit een antwoord op dezelfde vraag, "
            "of laat after weg en begin vooraan."
        )


def moment(part: Any) -> datetime:
    """A moment in UTC."""
    read = datetime.fromisoformat(part)
    if read.utcoffset() is None:
        raise ValueError("no offset")
    return read.astimezone(UTC)


def identity(part: Any) -> UUID:
    """An id."""
    if not isinstance(part, str):
        raise TypeError("no id")
    return UUID(part)


def number(part: Any) -> int:
    """A whole number that a database can hold."""
    if type(part) is not int or not 0 <= part <= _MOST:
        raise ValueError("no number")
    return part


def words(part: Any) -> str:
    """A text."""
    if not isinstance(part, str):
        raise TypeError("no text")
    return part


def _opened(cursor: str) -> list[Any]:
    if len(cursor) > _LONGEST:
        raise ValueError("too long")
    padding = "=" * (-len(cursor) % 4)
    read: list[Any] = json.loads(urlsafe_b64decode((cursor + padding).encode("ascii")))
    return read
