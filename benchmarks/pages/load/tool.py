"""Load with wrk where it is there, and with our own tool where it is not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pages.load.requests import Request, write_json, write_lua
from benchmarks.settings import BUILD

_SCRIPT = Path(__file__).with_name("wrk.lua")
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Load:
    """What came of one turn. Times are in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p99: float
    failed: int

    @property
    def per_second(self) -> float:
        """Answers per second."""
        return self.requests / self.seconds


def tool() -> str:
    """The name of the tool that will be used."""
    return "wrk" if shutil.which("wrk") else "an own load tool on asyncio"


def load(port: int, connections: int, seconds: float, requests: Sequence[Request]) -> Load:
    """Ask these in turn over so many connections. Raises RuntimeError when any was not answered."""
    file = (BUILD / "requests").resolve()
    wrk = shutil.which("wrk")
    if wrk:
        write_lua(requests, file)
        url = f"http://127.0.0.1:{port}"
        options = [f"-t{min(_THREADS, connections)}", f"-c{connections}", f"-d{seconds:.0f}s"]
        command = [wrk, *options, "--timeout", "30s", "-s", str(_SCRIPT), url]
    else:
        write_json(requests, file)
        told = [str(port), str(connections), str(seconds), str(file)]
        command = [sys.executable, "-m", "benchmarks.pages.load.own", *told]
    environment = {**os.environ, "BENCH_REQUESTS": str(file)}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = Load(**json.loads(ran.stderr if wrk else ran.stdout))
    if found.failed:
        raise RuntimeError(f"{found.failed} of {found.requests} requests were not answered")
    return found
