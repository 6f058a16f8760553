"""The trace that a question came with is in the audit log, to lay systems side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from sqlmodel import col
from starlette.applications import Starlette
from tests.support.counter import service
from tests.support.office import Office
from tests.support.scenes import SCENES
from tests.support.stored import rows

from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import open_store

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
QUESTION = '{ referrals(region: "westfriesland", first: 5) { totalCount } }'


@pytest.fixture
def office(sqlite_database: str) -> Iterator[Office]:
    """The office of Westfriesland."""
    with open_store(sqlite_database) as store:
        opened = Office(store, "westfriesland")
        SCENES["westfriesland"].open(opened)
        yield opened


def _ask(app: Starlette, *traces: str | None) -> None:
    async def all_of_them() -> None:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            for trace in traces:
                headers = {"traceparent": trace} if trace else {}
                await client.post("/graphql", json={"query": QUESTION}, headers=headers)

    asyncio.run(all_of_them())


@pytest.mark.parametrize(
    "wrong",
    [
        "01" + TRACE[2:],
        TRACE.replace("4bf92f3577b34da6a3ce929d0e0e4736", "0" * 32),
        TRACE.upper(),
        TRACE + "-meer",
        "123456782",
    ],
)
def test_a_line_holds_the_trace_of_its_own_question_and_nothing_else(
    office: Office, wrong: str
) -> None:
    _ask(service(office.store, office.clock), TRACE, None, wrong, TRACE)
    asked = rows(tables.AuditLine, col(tables.AuditLine.sequence), object_type="search")
    assert [line.trace for line in office.see(asked)] == [TRACE, None, None, TRACE]
