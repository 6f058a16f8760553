"""Somebody who receives webhooks: a real web server, and what it was sent."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Received:
    """One message as it arrived."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def said(self) -> Any:
        return json.loads(self.body)


@dataclass
class Receiver:
    """Takes messages, or answers with another status."""

    url: str = ""
    status: int = 204
    answer: dict[str, str] = field(default_factory=dict)
    seconds: float = 0
    messages: list[Received] = field(default_factory=list)
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def ids(self) -> Counter[str]:
        return Counter(message.id for message in self.messages)


class _Server(ThreadingHTTPServer):
    request_queue_size = 128


@contextmanager
def receiving(**given: Any) -> Iterator[Receiver]:
    """A receiver that listens on this computer."""
    receiver = Receiver(**given)
    leaving = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            leaving.wait(receiver.seconds)
            receiver.messages.append(Received(headers, body))
            receiver.arrived.release()
            self.send_response(receiver.status)
            for name, value in receiver.answer.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_said: Any) -> None:
            """Say nothing."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        receiver.url = f"http://127.0.0.1:{server.server_port}/in"
        try:
            yield receiver
        finally:
            leaving.set()
            server.shutdown()
            thread.join()
