"""A service that is asked to stop hears it before its connections are waited for."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from jeugdregio_api.http.stopping import also_when_stopping


@pytest.fixture
def server() -> Iterator[list[int]]:
    """The signals that a server in this process got."""
    heard: list[int] = []

    def handle(number: int, _frame: Any) -> None:
        heard.append(number)

    before = signal.signal(signal.SIGTERM, handle)
    yield heard
    signal.signal(signal.SIGTERM, before)


async def _asked_to_stop(told: list[str]) -> None:
    with also_when_stopping(lambda: told.append("stop")):
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(0.01)


def test_both_the_service_and_its_server_hear_it(server: list[int]) -> None:
    told: list[str] = []
    asyncio.run(_asked_to_stop(told))
    assert (told, server) == (["stop"], [signal.SIGTERM])


def test_afterwards_only_the_server_hears_it(server: list[int]) -> None:
    told: list[str] = []
    asyncio.run(_asked_to_stop(told))
    os.kill(os.getpid(), signal.SIGTERM)
    assert (told, server) == (["stop"], [signal.SIGTERM] * 2)


def test_where_nobody_listens_the_signal_keeps_its_meaning() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)

    async def look() -> Any:
        with also_when_stopping(lambda: None):
            return signal.getsignal(signal.SIGTERM)

    try:
        assert asyncio.run(look()) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTERM, before)


def test_beside_the_main_thread_signals_are_left_alone(server: list[int]) -> None:
    found: list[Any] = []

    async def look() -> None:
        with also_when_stopping(lambda: None):
            found.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=lambda: asyncio.run(look()))
    thread.start()
    thread.join()
    assert found == [signal.getsignal(signal.SIGTERM)]
    assert server == []
