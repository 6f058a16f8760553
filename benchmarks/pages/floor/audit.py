"""The lines of the audit log that a page leaves, chained by hand as the store chains them."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

BEFORE_THE_FIRST = "0" * 64
COLUMNS = (
    "region sequence at actor role action object_type object_id operation outcome form "
    "organisation purpose trace pseudonym previous_hash hash"
).split()


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks, as the token says."""

    subject: str
    role: str
    organisation: str | None


def lines(
    region: str,
    who: Who,
    clients: Iterable[tuple[UUID, str]],
    head: tuple[int, str] | None,
) -> Iterator[tuple[Any, ...]]:
    """One line for the search and one for every client that is shown, after ``head``.

    Of each client the id and the key are given.
    """
    at = datetime.now(UTC)
    said: dict[str, Any] = {
        "region": region,
        "at": at.isoformat(timespec="microseconds"),
        "actor": who.subject,
        "role": who.role,
        "client_reference": None,
        "operation": "referrals",
        "outcome": "ok",
        "form": 2,
        "organisation": who.organisation,
        "purpose": "HELP",
        "trace": None,
    }
    sequence, previous = head or (0, BEFORE_THE_FIRST)
    for action, kind, identity, pseudonym in _deeds(clients):
        sequence += 1
        said["sequence"] = sequence
        said["action"], said["object_type"], said["object_id"] = action, kind, identity
        said["pseudonym"] = pseudonym
        told = orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
        digest = hashlib.sha256(previous.encode() + told).hexdigest()
        row = said | {"at": at, "previous_hash": previous, "hash": digest}
        yield tuple(row[name] for name in COLUMNS)
        previous = digest


def _deeds(clients: Iterable[tuple[UUID, str]]) -> Iterator[tuple[str, str, str, str | None]]:
    yield "EXECUTE", "search", "referrals", None
    for identity, key in clients:
        pseudonym = hmac.digest(bytes.fromhex(key), identity.bytes, "sha256").hex()
        yield "READ", "client", str(identity), pseudonym
