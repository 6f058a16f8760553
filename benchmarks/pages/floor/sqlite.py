"""The statements for SQLite, in the event loop: the fastest way there is to read a file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from benchmarks.pages.floor.page import Asked, Place, Rows

_PAGE = """
SELECT r.id, r.created_at, r.status, r.received_on, r.referrer, r.segment, r.profile, r.intensity,
       r.municipality, c.reference, c.municipality, p.id, p.name, p.agb_code, c.id
FROM (SELECT id FROM referral WHERE region = ? AND status = ? {after}
      ORDER BY created_at DESC, id DESC LIMIT ?) cut
JOIN referral r ON r.id = cut.id
JOIN client c ON c.id = r.client_id
LEFT JOIN provider p ON p.id = r.provider_id
ORDER BY r.created_at DESC, r.id DESC"""
_FIRST_PAGE = _PAGE.format(after="")
_NEXT_PAGE = _PAGE.format(after="AND (created_at, id) < (?, ?)")
_ALLOCATIONS = """
WITH q AS (SELECT id, referral_id, allocation_id FROM request WHERE referral_id IN ({ids})),
     came AS (SELECT q.referral_id, a.id FROM q JOIN allocation a ON a.request_id = q.id
              UNION
              SELECT q.referral_id, q.allocation_id FROM q WHERE q.allocation_id IS NOT NULL
              AND EXISTS (SELECT 1 FROM request_step s
                          WHERE s.request_id = q.id AND s.status = 'ALLOCATED'))
SELECT came.referral_id, a.number, v.start, v."end", v.status, v.segment, v.profile, v.intensity,
       a.municipality, p.name
FROM came JOIN allocation a ON a.id = came.id
JOIN allocation_version v ON v.allocation_id = a.id AND v.version = a.current
JOIN provider p ON p.id = a.provider_id
ORDER BY a.created_at, a.id"""
_DECISIONS = """
SELECT r.id, d.verdict, d.findings FROM referral r
JOIN decision d ON d.id = (
    SELECT n.id FROM decision n WHERE n.request_id = (
        SELECT q.id FROM request q WHERE q.referral_id = r.id
        ORDER BY q.submitted_at DESC, q.id DESC LIMIT 1)
    ORDER BY n.decided_at DESC, n.moment = 'REQUEST', n.id DESC LIMIT 1)
WHERE r.id IN ({ids})"""
_CONTRACTS = """
SELECT k.provider_id, k.first, k.last, k.lead_contractor_id, i.segment
FROM contract k JOIN contract_item i ON i.contract_id = k.id
WHERE k.provider_id IN ({ids}) AND k.region = ? ORDER BY k.provider_id, k.first, i.segment"""
_COUNT = "SELECT count(*) FROM referral WHERE region = ? AND status = ?"


class SQLite:
    """One connection, used by one page at a time."""

    def __init__(self, file: str) -> None:
        self.connection = sqlite3.connect(file, isolation_level=None, timeout=5)

    async def open(self) -> None:
        """Prepare the connection."""
        self.connection.execute("PRAGMA mmap_size = 4294967296")
        self.connection.execute("PRAGMA synchronous = FULL")

    async def rows(self, asked: Asked) -> Rows:
        """What one page is made of."""
        with closing(self.connection.cursor()) as cursor:
            return _read(cursor, asked)

    async def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def _read(cursor: sqlite3.Cursor, asked: Asked) -> Rows:
    found = cursor.execute(*_page(asked)).fetchall()
    shown = found[: asked.first]
    ids = [row[0] for row in shown]
    providers = list({row[11] for row in shown if row[11] is not None})
    return Rows(
        referrals=[(row[0], _dashed(row[0]), _moment(row[1]), *row[2:]) for row in found],
        allocations=cursor.execute(_with(_ALLOCATIONS, ids), ids).fetchall(),
        decisions=cursor.execute(_with(_DECISIONS, ids), ids).fetchall(),
        contracts=cursor.execute(
            _with(_CONTRACTS, providers), [*providers, asked.region]
        ).fetchall(),
        total=cursor.execute(_COUNT, (asked.region, asked.status)).fetchone()[0],
    )


def _page(asked: Asked) -> tuple[str, tuple[Any, ...]]:
    which = (asked.region, asked.status)
    if asked.place is None:
        return _FIRST_PAGE, (*which, asked.first + 1)
    return _NEXT_PAGE, (*which, *_stored(asked.place), asked.first + 1)


def _with(statement: str, ids: list[Any]) -> str:
    return statement.replace("{ids}", ",".join("?" * len(ids)))


def _stored(place: Place) -> tuple[str, str]:
    at, identity = place
    text = at.removesuffix("+00:00").replace("T", " ")
    return (text if "." in text else f"{text}.000000"), identity.replace("-", "")


def _moment(stored: str) -> str:
    return stored.removesuffix(".000000").replace(" ", "T") + "+00:00"


def _dashed(one: str) -> str:
    return f"{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}"
