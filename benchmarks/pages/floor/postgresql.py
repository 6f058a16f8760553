"""The statements for PostgreSQL, through asyncpg: each planned once per connection."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import asyncpg
from benchmarks.pages.floor.page import Asked, Rows

_PAGE = """
SELECT r.id, r.created_at, r.status, r.received_on::text, r.referrer, r.segment, r.profile,
       r.intensity, r.municipality, c.reference, c.municipality, p.id, p.name, p.agb_code, c.id
FROM (SELECT id FROM referral WHERE region = $1 AND status = $2 {after}
      ORDER BY created_at DESC, id DESC LIMIT $3) cut
JOIN referral r ON r.id = cut.id
JOIN client c ON c.id = r.client_id
LEFT JOIN provider p ON p.id = r.provider_id
ORDER BY r.created_at DESC, r.id DESC"""
_FIRST_PAGE = _PAGE.format(after="")
_NEXT_PAGE = _PAGE.format(after="AND (created_at, id) < ($4, $5)")
_ALLOCATIONS = """
WITH q AS (SELECT q.id, q.referral_id, q.allocation_id
           FROM unnest($1::uuid[]) wanted(id) JOIN request q ON q.referral_id = wanted.id),
     came AS (SELECT q.referral_id, a.id FROM q JOIN allocation a ON a.request_id = q.id
              UNION
              SELECT q.referral_id, q.allocation_id FROM q WHERE q.allocation_id IS NOT NULL
              AND EXISTS (SELECT 1 FROM request_step s
                          WHERE s.request_id = q.id AND s.status = 'ALLOCATED'))
SELECT came.referral_id, a.number, v.start::text, v."end"::text, v.status, v.segment, v.profile,
       v.intensity, a.municipality, p.name
FROM came JOIN allocation a ON a.id = came.id
JOIN allocation_version v ON v.allocation_id = a.id AND v.version = a.current
JOIN provider p ON p.id = a.provider_id
ORDER BY a.created_at, a.id"""
_DECISIONS = """
SELECT wanted.id, d.verdict, d.findings
FROM unnest($1::uuid[]) wanted(id)
CROSS JOIN LATERAL (SELECT q.id FROM request q WHERE q.referral_id = wanted.id
                    ORDER BY q.submitted_at DESC, q.id DESC LIMIT 1) q
CROSS JOIN LATERAL (SELECT n.verdict, n.findings FROM decision n WHERE n.request_id = q.id
                    ORDER BY n.decided_at DESC, n.moment = 'REQUEST', n.id DESC LIMIT 1) d"""
_CONTRACTS = """
SELECT k.provider_id, k.first::text, k.last::text, k.lead_contractor_id, i.segment
FROM contract k JOIN contract_item i ON i.contract_id = k.id
WHERE k.provider_id = ANY($1::uuid[]) AND k.region = $2
ORDER BY k.provider_id, k.first, i.segment"""
_COUNT = "SELECT count(*) FROM referral WHERE region = $1 AND status = $2"
STATEMENTS = {
    "first_page": _FIRST_PAGE,
    "next_page": _NEXT_PAGE,
    "allocations": _ALLOCATIONS,
    "decisions": _DECISIONS,
    "contracts": _CONTRACTS,
    "count": _COUNT,
}
"""The same statements, for others to use."""


class PostgreSQL:
    """A pool of connections that keep their plans."""

    def __init__(self, url: str, connections: int) -> None:
        self._url, self._connections = url, connections
        self.pool: Any = None

    async def open(self) -> None:
        """Connect."""
        self.pool = await asyncpg.create_pool(
            self._url,
            min_size=self._connections,
            max_size=self._connections,
            server_settings={"plan_cache_mode": "force_generic_plan", "jit": "off"},
        )

    async def rows(self, asked: Asked) -> Rows:
        """What one page is made of."""
        async with self.pool.acquire() as connection:
            return await read(connection, asked)

    async def close(self) -> None:
        """Close every connection."""
        await self.pool.close()


async def read(connection: Any, asked: Asked) -> Rows:
    """What one page is made of, over one connection."""
    found = await connection.fetch(*_page(asked))
    shown = found[: asked.first]
    ids = [row[0] for row in shown]
    providers = {row[11] for row in shown} - {None}
    return Rows(
        referrals=[
            (row[0], str(row[0]), row[1].isoformat(), *row[2:]) for row in map(tuple, found)
        ],
        allocations=await connection.fetch(_ALLOCATIONS, ids),
        decisions=await connection.fetch(_DECISIONS, ids),
        contracts=await connection.fetch(_CONTRACTS, [*providers], asked.region),
        total=await connection.fetchval(_COUNT, asked.region, asked.status),
    )


def _page(asked: Asked) -> tuple[Any, ...]:
    which = (asked.region, asked.status, asked.first + 1)
    if asked.place is None:
        return (_FIRST_PAGE, *which)
    at, identity = asked.place
    return (_NEXT_PAGE, *which, datetime.fromisoformat(at), identity)
