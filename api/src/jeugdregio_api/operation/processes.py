"""Answer requests in this process, or in several beside each other on one port.

A process that is asked to stop (SIGTERM, Ctrl-C) takes no new requests and first answers those it
has, for as long as ``STOPPING_SECONDS``.
"""

from __future__ import annotations

import asyncio
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
GARBAGE = (100_000, 5, 5)
"""After how many new objects garbage is looked for; twenty large answers at once stay under it."""
FACTORY = "jeugdregio_api.operation.processes:beside"


def web_socket(**given: Any) -> asyncio.Protocol:
    """Speaks WebSocket over a connection that asked for it; loaded when the first one does."""
    from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

    return WebSocketsSansIOProtocol(**given)


_OPTIONS: dict[str, Any] = {
    "log_config": None,
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
    "ws": web_socket,
    "timeout_graceful_shutdown": STOPPING_SECONDS,
}


def run_here(app: Starlette, listening: socket.socket, most_bytes: int) -> None:
    """Answer in this process, until it is told to stop. Messages may be of so many bytes."""
    settle()
    Server(configured(app, most_bytes)).run(sockets=[listening])


def run_beside(workers: int, listening: socket.socket, most_bytes: int) -> None:
    """Answer in processes of their own, which count their metrics together.

    One that dies is replaced. They read the settings from the environment.
    """
    settle()
    with TemporaryDirectory(prefix="jeugdregio-") as folder:
        os.environ.setdefault(SHARED_FOLDER, folder)
        config = configured(FACTORY, most_bytes, factory=True, workers=workers)
        Multiprocess(config, [listening]).run()


def beside() -> Starlette:
    """The service of the environment, in one of several processes."""
    from jeugdregio_api.app import from_environment

    gc.disable()
    app = from_environment()
    settle()
    return app


def configured(app: Starlette | str, most_bytes: int, **how: Any) -> Config:
    """How the server speaks HTTP and WebSocket."""
    return Config(app, ws_max_size=most_bytes, **_OPTIONS, **how)


def settle() -> None:
    """Have garbage looked for only in what answers leave behind, and not while they are made.

    What was loaded so far stays as long as the process. An answer is thousands of objects that go
    as soon as it is sent, without any search: looking among them took a sixth of all time.
    """
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()
