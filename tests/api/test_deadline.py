"""An operation has so many seconds; who waits is told what became of it, and nobody else waits."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import pytest
from sqlmodel import select
from tests.support.asking import Asker
from tests.support.counter import service as over
from tests.support.office import Office
from tests.support.rows import client
from tests.support.scenes import SCENES

from jeugdregio_api.limits.deadline import within
from jeugdregio_core.guard import Guard
from jeugdregio_core.store.tables import Document
from jeugdregio_core.store.transaction import Store

DECIDE = '{ decide(input: {region: "voorbeeld"}) { verdict } }'
NEW = "application/graphql-response+json"
DOCUMENT = """recordDocument(input: {region: "westfriesland", client: "K-1", kind: BEHANDELPLAN,
  idempotencyKey: "%s"}) { document { version } problems { message } }"""


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every decision takes a second."""
    monkeypatch.setattr(Guard, "decide", lambda *_args: time.sleep(1))


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("accept", ["application/json", NEW])
def test_a_question_that_takes_too_long_is_answered_in_a_sentence(
    serve: Any, voorbeeld: Any, accept: str
) -> None:
    answer = serve({"voorbeeld": voorbeeld}, deadline_seconds=0.1).post(DECIDE, accept=accept)
    assert answer.status_code == 200
    assert answer.json() == {
        "data": None,
        "errors": [
            {
                "message": "Dit duurde langer dan 0.1 s en is afgebroken. "
                "Vraag minder per keer, of probeer het later opnieuw.",
                "extensions": {"code": "DEADLINE_EXCEEDED"},
            }
        ],
    }


def test_the_answer_does_not_wait_for_the_work() -> None:
    async def ask() -> list[str]:
        happened: list[str] = []
        release = asyncio.Event()

        async def work() -> None:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                await release.wait()  # as one that waits for a thread
                happened.append("done")

        with pytest.raises(TimeoutError):
            await within(0.01, work())
        happened.append("answered")
        release.set()
        await asyncio.sleep(0.01)
        return happened

    assert asyncio.run(ask()) == ["answered", "done"]


def test_what_fails_after_its_time_is_told_to_nobody(caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        try:
            await asyncio.sleep(5)
        finally:
            raise ValueError("geboren 2012-03-01")

    async def ask() -> None:
        with pytest.raises(TimeoutError):
            await within(0.01, work())
        await asyncio.sleep(0.05)

    with caplog.at_level(logging.DEBUG):
        asyncio.run(ask())
    assert "2012" not in caplog.text


def test_work_in_time_gives_what_it_gives() -> None:
    async def works() -> int:
        return 5

    async def fails() -> int:
        raise KeyError("x")

    assert asyncio.run(within(5, works())) == 5
    with pytest.raises(KeyError):
        asyncio.run(within(5, fails()))


@pytest.fixture
def office(store: Store) -> Office:
    """The office of Westfriesland, with one young person."""
    office = Office(store, "westfriesland")
    SCENES["westfriesland"].open(office)
    office.add([client("K-1", region="westfriesland")])
    return office


def test_of_a_step_that_takes_too_long_nobody_says_that_it_is_not_stored(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = office.store.write

    def slowly(*args: Any) -> Any:
        time.sleep(1)
        return write(*args)

    hurried = Asker(over(office.store, deadline_seconds=0.3))
    with monkeypatch.context() as patched:
        patched.setattr(office.store, "write", slowly)
        code, message = hurried.error(f"mutation {{ {DOCUMENT % 'a'} }}")
    assert code == "DEADLINE_EXCEEDED"
    assert message == (
        "Dit duurde langer dan 0.3 s en is afgebroken. Het is niet zeker of het is opgeslagen. "
        "Stuur dezelfde vraag met dezelfde sleutel nog een keer."
    )
    assert _stored(office)
    again = Asker(over(office.store)).ask(f"mutation {{ {DOCUMENT % 'a'} }}")
    assert again["recordDocument"] == {"document": {"version": 1}, "problems": []}
    assert _documents(office) == 1


def test_after_the_time_no_next_step_is_begun(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = office.store.write

    def slowly(*args: Any) -> Any:
        time.sleep(0.5)
        return write(*args)

    monkeypatch.setattr(office.store, "write", slowly)
    hurried = Asker(over(office.store, deadline_seconds=0.2))
    hurried.error(f"mutation {{ a: {DOCUMENT % 'a'} b: {DOCUMENT % 'b'} }}")
    assert _stored(office)
    time.sleep(1)
    assert _documents(office) == 1


def _stored(office: Office) -> bool:
    """Whether a document is stored in the end; the thread that writes it goes on by itself."""
    until = time.monotonic() + 10
    while not _documents(office) and time.monotonic() < until:
        time.sleep(0.05)
    return _documents(office) == 1


def _documents(office: Office) -> int:
    return len(office.see(lambda session: session.exec(select(Document.id)).all()))
