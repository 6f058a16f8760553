"""Five hundred documents that nobody thought of: no fault of ours, and each answered in time."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from tests.support.counter import service
from tests.support.databases import Databases
from tests.support.documents import Documents
from tests.support.office import registry
from tests.support.rows import NOON

from jeugdregio_api.schema import build_schema
from jeugdregio_core.casework.demo.fill import Wish, fill
from jeugdregio_core.store.transaction import open_store

SECONDS = 2
"""Of the processor, so that a busy machine fails no test."""
PARTS = 5
EACH = 100
FAULTS = {"INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE", "DEADLINE_EXCEEDED"}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Starlette]:
    """The service over made-up casework of every region."""
    with databases.migrated(request.param) as url, open_store(url) as store:
        fill(store, registry().rulebooks.values(), Wish(referrals=20, moment=NOON))
        yield service(store)


def _answers(app: Starlette, documents: list[str]) -> list[tuple[str, httpx.Response, float]]:
    async def every() -> list[tuple[str, httpx.Response, float]]:
        transport = httpx.ASGITransport(app)
        told = []
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            for document in documents:
                begun = time.process_time()
                answer = await client.post("/graphql", json={"query": document})
                told.append((document, answer, time.process_time() - begun))
        return told

    return asyncio.run(every())


def _codes(answer: Any) -> set[str]:
    return {error["extensions"]["code"] for error in answer.json().get("errors", ())}


@pytest.mark.parametrize("seed", range(PARTS))
def test_generated_documents_meet_no_fault_and_are_answered_in_time(
    app: Starlette, seed: int
) -> None:
    made = Documents(build_schema()._schema, seed)
    outcomes: Counter[bool] = Counter()
    for document, answer, took in _answers(app, [made.document() for _ in range(EACH)]):
        assert answer.status_code < 500, document
        assert _codes(answer) & FAULTS == set(), document
        assert took < SECONDS, document
        outcomes["data" in answer.json()] += 1
    assert outcomes[True] > EACH / 5, "most must be sound enough to be executed"
