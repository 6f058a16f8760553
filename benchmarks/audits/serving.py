"""A server of this checkout, for programs that look at it from outside."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

_SERVE = "from jeugdregio_core.cli import main; main(['serve', '--port', '0'])"
_OPEN = {"JEUGDREGIO_RATE_PER_MINUTE": "0", "JEUGDREGIO_PUBLIC_RATE_PER_MINUTE": "0"}
"""An auditor asks more than anybody may."""


@contextmanager
def serving(**settings: str) -> Iterator[str]:
    """The address of a server with these settings, in a folder of its own."""
    environment = os.environ | _OPEN | {f"JEUGDREGIO_{k.upper()}": v for k, v in settings.items()}
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.executable, "-c", _SERVE],
            stdout=subprocess.PIPE,
            text=True,
            env=environment | {"PYTHONUNBUFFERED": "1"},
            cwd=folder,
        )
        try:
            yield _address(server)
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=30)


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        if told := re.match(r"jeugdregio luistert op (http://\S+)/graphql", line):
            return told[1]
    raise SystemExit("The server did not start.")
