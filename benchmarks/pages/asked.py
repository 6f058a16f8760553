"""The pages that are asked: one list of one region, from about four hundred different places."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
from benchmarks.databases import file_of
from benchmarks.pages.floor.page import Place, write_cursor

REGION = "westfriesland"
STATUS = "ALLOCATED"
FIRST = 50
PLACES = 400

_LIST = (
    "SELECT created_at, id FROM referral WHERE region = {0} AND status = {0} "
    "ORDER BY created_at DESC, id DESC"
)
_OWN_TARIFFS = "SELECT count(*) FROM provider_tariff WHERE region = {0}"


class OwnTariffs(Exception):
    """Providers of this region have tariffs of their own, which the floor does not read."""


def places(url: str) -> list[Place]:
    """Where the pages begin, spread evenly over the list. Raises OwnTariffs."""
    if url.startswith("sqlite:"):
        with closing(sqlite3.connect(file_of(url))) as file:
            rows = file.execute(_LIST.format("?"), [REGION, STATUS]).fetchall()
            own = file.execute(_OWN_TARIFFS.format("?"), [REGION]).fetchone()
    else:
        with psycopg.connect(url) as server:
            rows = server.execute(_LIST.format("%s").encode(), [REGION, STATUS]).fetchall()
            own = server.execute(_OWN_TARIFFS.format("%s").encode(), [REGION]).fetchone()
    if own and own[0]:
        raise OwnTariffs(REGION)
    return [_place(*row) for row in spread(rows, PLACES)]


def spread(rows: Sequence[Any], most: int) -> list[Any]:
    """At most so many, evenly, and none so late that no whole page follows."""
    usable = rows[: max(1, len(rows) - FIRST)]
    step = max(1, -(-len(usable) // most))
    return list(usable[::step])


def cursors(found: Sequence[Place]) -> list[str]:
    """The same places as the service writes them."""
    return [write_cursor(REGION, *place) for place in found]


def _place(at: Any, identity: Any) -> Place:
    moment = at if isinstance(at, datetime) else datetime.fromisoformat(at).replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(), str(UUID(str(identity)))
