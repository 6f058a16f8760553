"""Answer requests in this process, or in several beside each other on one port.

A process that is asked to stop (SIGTERM, Ctrl-C) takes no new requests and first answers those it
has, for as long as ``STOPPING_SECONDS``.
"""

from __future__ import annotations

import gc
import os
import socket
from tempfile import TemporaryDirectory
from typing import Any

from starlette.applications import Starlette
from uvicorn import Config, Server
from uvicorn.supervisors import Multiprocess

from jeugdregio_api.operation.metrics import SHARED_FOLDER

STOPPING_SECONDS = 15
FACTORY = "jeugdregio_api.app:from_environment"

_OPTIONS: dict[str, Any] = {
    "log_config": None,
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
    "ws": "websockets-sansio",
    "timeout_graceful_shutdown": STOPPING_SECONDS,
}


def run_here(app: Starlette, listening: socket.socket, most_bytes: int) -> None:
    """Answer in this process, until it is told to stop. Messages may be of so many bytes."""
    settle()
    Server(Config(app, ws_max_size=most_bytes, **_OPTIONS)).run(sockets=[listening])


def run_beside(workers: int, listening: socket.socket, most_bytes: int) -> None:
    """Answer in processes of their own, which count their metrics together.

    One that dies is replaced. They read the settings from the environment.
    """
    settle()
    with TemporaryDirectory(prefix="jeugdregio-") as folder:
        os.environ.setdefault(SHARED_FOLDER, folder)
        config = Config(FACTORY, factory=True, workers=workers, ws_max_size=most_bytes, **_OPTIONS)
        Multiprocess(config, [listening]).run()


def settle() -> None:
    """Have no garbage looked for in what was loaded so far: it stays as long as the process."""
    gc.freeze()
    gc.enable()
