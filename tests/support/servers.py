"""Real servers: ``jeugdregio serve`` in processes of their own, on one store."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
from tests.support.counter import Body
from tests.support.identity import TestIssuer, bearing
from tests.support.office import REGIONS

_SERVE = "from jeugdregio_core.cli import main; main(['serve', '--port', '0'])"
_PATIENCE = 60
_ISSUER = TestIssuer(tuple(sorted(REGIONS)))

T = TypeVar("T")


class Server:
    """One server. It listens as soon as it is asked for its address."""

    def __init__(self, url: str) -> None:
        self.address = ""
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115
        settings = {
            "JEUGDREGIO_DATABASE_URL": url,
            "JEUGDREGIO_DEADLINE_SECONDS": "60",
            "JEUGDREGIO_DECISION_SECONDS": "60",
            "JEUGDREGIO_LOG": "json",
            "JEUGDREGIO_PRODUCTION": "true",
            "JEUGDREGIO_RATE_PER_MINUTE": "0",
            "JEUGDREGIO_PUBLIC_RATE_PER_MINUTE": "0",
            "PYTHONUNBUFFERED": "1",
            "PYTHONUTF8": "1",
            **_ISSUER.environment(),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVE],
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env=os.environ | settings,
            cwd=Path(__file__).parent,
        )
        self._client: httpx.Client | None = None

    def ready(self) -> Server:
        """Wait until it listens."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        told = re.match(r"jeugdregio luistert op (http://\S+)/graphql", line)
        assert told, line + self.complaints()
        self.address = told[1]
        self._client = httpx.Client(base_url=told[1], timeout=_PATIENCE)
        return self

    def post(self, body: Body) -> httpx.Response:
        """Post an operation. Raises httpx.TransportError when the server falls away."""
        assert self._client is not None
        return self._client.post("/graphql", json=dict(body), headers=self.headers)

    @property
    def headers(self) -> dict[str, str]:
        """Of a request by the regional organisation."""
        return bearing(_ISSUER.token(rol="REGION", organisatie=None))

    def kill(self) -> None:
        """End it at once, as a power cut of the machine it runs on would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(_PATIENCE)

    def close(self) -> None:
        """End it as its administrator does."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(_PATIENCE)
        if self._client is not None:
            self._client.close()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._errors.close()

    def complaints(self) -> str:
        """What it wrote on standard error, but for the requests that it tells of."""
        self._errors.seek(0)
        return "".join(line for line in self._errors if '"level":"info"' not in line)


@contextmanager
def serving(url: str, count: int) -> Iterator[list[Server]]:
    """Servers on one store, all started at the same time."""
    with ExitStack() as stack:
        started = [Server(url) for _ in range(count)]
        for server in started:
            stack.callback(server.close)
        yield [server.ready() for server in started]


def content(answer: httpx.Response) -> Any:
    """The data of an answer without errors."""
    said = answer.json()
    assert "errors" not in said, said["errors"]
    return said["data"]
