"""A server in a process of its own: started, watched and stopped, with its children."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 60.0
_NOT_COMPILED = ("PYTHONDONTWRITEBYTECODE",)


class DidNotStart(Exception):
    """A server that stopped, or never answered; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that was started."""

    process: subprocess.Popen[bytes]
    port: int
    said: Path

    def family(self) -> list[int]:
        """The ids of the process and all that came of it."""
        found, todo = [], [self.process.pid]
        while todo:
            found.append(pid := todo.pop())
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                todo += map(int, children.read_text().split())
        return found

    def cpu_seconds(self) -> float:
        """Processor time of the whole family so far."""
        return sum(map(_cpu, self.family()))

    def memory_mb(self) -> float:
        """Memory of the whole family; what they share counts once (PSS)."""
        return sum(map(_pss, self.family())) / 1024

    def check(self) -> None:
        """Raises DidNotStart when it is not running any more."""
        if self.process.poll() is not None:
            raise DidNotStart(self.said.read_text("utf-8", "replace")[-2000:])


@contextmanager
def running(
    command: Sequence[str], environment: Mapping[str, str], said: Path, cwd: Path | None = None
) -> Iterator[Running]:
    """Start ``command``, which listens on the port in ``PORT``; stop it at the end."""
    port = free_port()
    said.parent.mkdir(parents=True, exist_ok=True)
    with said.open("wb") as log:
        process = subprocess.Popen(
            [part.replace("{port}", str(port)) for part in command],
            env={**installed(), **environment, "PORT": str(port)},
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=cwd,
        )
    try:
        yield Running(process, port, said)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def installed() -> dict[str, str]:
    """Our environment, with modules kept compiled, as pip leaves them at an installation."""
    return {name: value for name, value in os.environ.items() if name not in _NOT_COMPILED}


def free_port() -> int:
    """A port where nobody listens now."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


def wait_for_port(server: Running) -> None:
    """Wait until something listens. Raises DidNotStart."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        server.check()
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", server.port)) == 0:
                return
        time.sleep(0.005)
    raise DidNotStart(f"nothing listens: {server.said.read_text('utf-8', 'replace')[-2000:]}")


def seconds_by_process(name: str) -> dict[int, float]:
    """Processor time so far of each process with this name that is running."""
    found = (int(one.parent.name) for one in Path("/proc").glob("[0-9]*/comm") if _is(one, name))
    return {pid: _cpu(pid) for pid in found}


def machine_seconds() -> float:
    """Processor time so far of everything on this machine."""
    user, nice, system, _idle, _waiting, *interrupts = _whole_machine()
    return (user + nice + system + sum(interrupts[:2])) / _TICKS


def _whole_machine() -> list[int]:
    first = Path("/proc/stat").read_text().splitlines()[0]
    return [int(part) for part in first.split()[1:]]


def _is(comm: Path, name: str) -> bool:
    try:
        return comm.read_text().strip() == name
    except OSError:
        return False


def _cpu(pid: int) -> float:
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / _TICKS


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(float(line.split()[1]) for line in lines if line.startswith("Pss:"))
