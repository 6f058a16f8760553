"""Ask a service that has a store, inside this process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

CONTRACT = Path(__file__).parents[1] / "contract"


@dataclass(frozen=True)
class Asker:
    """Posts questions to a service."""

    app: Starlette
    started: bool = False
    """Whether the service runs as a server runs it: its store then reads in the event loop."""

    def post(self, query: str, **variables: Any) -> Any:
        """The whole answer."""
        (answer,) = self.together((query, variables))
        return answer

    def ask(self, query: str, **variables: Any) -> Any:
        """The data of an answer without errors."""
        answer = self.post(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def error(self, query: str, **variables: Any) -> tuple[str, str]:
        """The code and the message of the only error."""
        (error,) = self.post(query, **variables)["errors"]
        return error["extensions"]["code"], error["message"]

    def get(self, path: str) -> httpx.Response:
        """The answer to a GET."""

        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.get(path)

        return asyncio.run(call())

    def contract(self, operation: str, **variables: Any) -> Any:
        """The data of an operation that front-end teams run."""
        return self.ask((CONTRACT / f"{operation}.graphql").read_text("utf-8"), **variables)

    def together(
        self, *asked: tuple[str, dict[str, Any]], done: Callable[[int], None] = lambda _number: None
    ) -> list[Any]:
        """The answers to questions that are posted at the same moment."""

        async def one(client: httpx.AsyncClient, number: int) -> Any:
            query, variables = asked[number]
            body = {"query": query, "variables": variables}
            answer = await client.post("/graphql", json=body)
            done(number)
            return answer.json()

        async def every() -> list[Any]:
            running = self.app.router.lifespan_context(self.app) if self.started else nullcontext()
            transport = httpx.ASGITransport(self.app)
            async with (
                running,
                httpx.AsyncClient(transport=transport, base_url="http://test") as client,
            ):
                return await asyncio.gather(*(one(client, n) for n in range(len(asked))))

        return asyncio.run(every())
