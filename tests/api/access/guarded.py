"""A service with casework of two regions, each with an issuer of its own on the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
from starlette.applications import Starlette
from tests.api.access.issuing import Network
from tests.support.identity import TestIssuer, bearing

from jeugdregio_core.store.transaction import Store

QUESTION = '{ referrals(region: "westfriesland") { totalCount } }'


@dataclass(frozen=True)
class Guarded:
    """The service, its issuers and what is outside."""

    app: Starlette
    store: Store
    west: TestIssuer
    fries: TestIssuer
    network: Network

    async def ask(self, query: str = QUESTION, **options: Any) -> httpx.Response:
        """Ask a question; of Westfriesland when no other is given."""
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post("/graphql", json={"query": query}, **options)

    async def ask_with(self, token: str, query: str = QUESTION) -> httpx.Response:
        """The same, with this token."""
        return await self.ask(query, headers=bearing(token))
