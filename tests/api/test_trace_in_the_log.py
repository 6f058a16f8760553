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


def _ask(app: Starlette, *traces: str | None) -> list[str]:
    """The trace that each answer names."""

    async def all_of_them() -> list[str]:
        told = []
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            for trace in traces:
                headers = {"traceparent": trace} if trace else {}
                answer = await client.post("/graphql", json={"query": QUESTION}, headers=headers)
                told.append(answer.headers["traceresponse"])
        return told

    return asyncio.run(all_of_them())


def test_a_line_holds_the_trace_that_its_own_question_was_answered_in(office: Office) -> None:
    told = _ask(service(office.store, office.clock), TRACE, None, "123456782", TRACE)
    asked = rows(tables.AuditLine, col(tables.AuditLine.sequence), object_type="search")
    assert [line.trace for line in office.see(asked)] == told
    chain = TRACE.split("-")[1]
    assert [chain in trace for trace in told] == [True, False, False, True]
    assert len(set(told)) == 4
