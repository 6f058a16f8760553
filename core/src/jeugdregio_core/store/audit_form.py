"""How a line of the audit log is written down to be hashed.

Logs rest on it: a form never changes, a new one is added. A line of the first form held the
client's reference. Migration 0009 took those out, so the hash of such a line can be linked to but
no longer be made again; what the line still says is held in the digest of a later line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from jeugdregio_core.store.canonical import fingerprint

NEWEST = 2
UPGRADED = "db upgrade"
"""The operation of the line whose object is the digest of all lines before it that were stripped.
"""
_FIRST = (
    "region",
    "sequence",
    "at",
    "actor",
    "role",
    "action",
    "object_type",
    "object_id",
    "client_reference",
    "operation",
    "outcome",
)
_FORMS = {
    1: _FIRST,
    2: (*_FIRST, "form", "organisation", "purpose", "trace", "pseudonym"),
}
VARYING = ("object_id", "pseudonym", "sequence")
"""What lines of one look about the same kind of thing differ in, in the order in which it is
written down."""
_STRIPPED = (*_FIRST, "form", "pseudonym", "previous_hash", "hash")


def link(previous_hash: str, line: Mapping[str, Any]) -> str:
    """The hash of a line: over the hash before it, its number and everything it says."""
    return fingerprint(previous_hash.encode(), _said(line, _FORMS[line["form"]]))


class Wording:
    """``link`` for lines of the newest form that say the same but for what is ``VARYING``.

    What they have in common is written down once.
    """

    def __init__(self, common: Mapping[str, Any]) -> None:
        gap = orjson.Fragment(b"\0")  # which no text in JSON holds
        said = _said({**common, "form": NEWEST, **dict.fromkeys(VARYING, gap)}, _FORMS[NEWEST])
        self._text = b"%b" + said.replace(b"%", b"%%").replace(b"\0", b"%b")

    def link(self, previous_hash: str, *varying: Any) -> str:
        """The hash of the line that says this."""
        return fingerprint(self._text % (previous_hash.encode(), *map(orjson.dumps, varying)))


def is_known(line: Mapping[str, Any]) -> bool:
    """Whether there is such a form."""
    return line["form"] in _FORMS


def is_stripped(line: Mapping[str, Any]) -> bool:
    """Whether the client's reference was taken out of it."""
    return line["form"] == 1 and line["pseudonym"] is not None


def digest(before: str, line: Mapping[str, Any]) -> str:
    """A digest of stripped lines, and one more."""
    return fingerprint(before.encode(), _said(line, _STRIPPED))


def _said(line: Mapping[str, Any], names: tuple[str, ...]) -> bytes:
    said = {name: line[name] for name in names}
    said["at"] = _moment(line["at"])
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
