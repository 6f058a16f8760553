"""Two services over one store: one that compiles what it knows, and one that never does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.applications import Starlette
from tests.support.identity import WHO
from tests.support.questions import Values

from jeugdregio_api.limits.most import Most
from jeugdregio_core.casework.actor import Actor, Role

Body = Mapping[str, Any]


@dataclass
class Roads:
    """Asks both, and tells which way the first went."""

    compiling: Starlette
    library: Starlette
    actors: Mapping[Role, Actor]
    values: Values
    most: Most
    """The bounds of an operation in the service that compiles."""
    shown: list[bool] = field(default_factory=list)
    """Of every question that had a plan: whether the plan could show it."""

    def alike(self, role: Role, body: Body) -> str:
        """Ask both; the first twice, since it compiles what is asked again."""
        who = self.actors[role]
        expected = _told(self.library, who, body)
        assert _told(self.compiling, who, body) == expected, body
        self.shown.clear()
        assert _told(self.compiling, who, body) == expected, body
        if not self.shown:
            return "library"
        assert self.shown == ["errors" not in expected[1]], body
        return "plan" if self.shown[0] else "taken over"


def _told(app: Starlette, who: Actor, body: Body) -> tuple[int, Any, str]:
    async def call() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post("/graphql", json=body, headers={WHO: who.subject})

    answer = asyncio.run(call())
    content = answer.json()
    # Fields at the top are resolved at the same time, so that their errors come in any order.
    if "errors" in content:
        content["errors"].sort(key=json.dumps)
    return answer.status_code, content, json.dumps(content.get("data"))
