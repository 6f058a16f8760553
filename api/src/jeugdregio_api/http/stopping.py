"""Hear that the process is asked to stop before the server waits for its connections."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_ASKING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def also_when_stopping(tell: Callable[[], None]) -> Iterator[None]:
    """Call ``tell`` in the event loop when a signal asks to stop, beside what the server does.

    A server waits for open connections first and tells the application afterwards; one that is
    followed would wait for ever. Where no server listens to signals, this does not either.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    found = {asking: signal.getsignal(asking) for asking in _ASKING}

    def pass_on(number: int, frame: Any) -> None:
        loop.call_soon_threadsafe(tell)
        server = found[signal.Signals(number)]
        if callable(server):
            server(number, frame)

    heard = {asking: server for asking, server in found.items() if callable(server)}
    for asking in heard:
        signal.signal(asking, pass_on)
    try:
        yield
    finally:
        for asking, server in heard.items():
            signal.signal(asking, server)
