"""What the figures were measured on."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def around(*packages: str, also: Iterable[str] = ()) -> str:
    """One paragraph: the day, the machine, the versions of these packages, and what else counts."""
    day = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    parts = [day, _machine(), f"Python {platform.python_version()}"]
    return ", ".join([*parts, *also, *_versions(packages)]) + "."


def _machine() -> str:
    cores = len(os_cores())
    return f"{cores} cores ({_processor()}), {_memory()}, {platform.system()} {platform.release()}"


def os_cores() -> list[int]:
    """The cores that this process may use."""
    import os

    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def _processor() -> str:
    return _told("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()


def _memory() -> str:
    kilobytes = _told("/proc/meminfo", "MemTotal").split(" ")[0]
    return f"{int(kilobytes) / 1024**2:.0f} GiB" if kilobytes else "memory unknown"


def _told(file: str, name: str) -> str:
    """The value of a name in one of the files where Linux tells of itself."""
    path = Path(file)
    for line in path.read_text().splitlines() if path.exists() else ():
        if line.startswith(name):
            return line.partition(":")[2].strip()
    return ""


def _versions(packages: Iterable[str]) -> Iterable[str]:
    for package in packages:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            continue


def program(name: str, *arguments: str) -> str | None:
    """The first line that a program says of its version; ``None`` when it is not there."""
    found = shutil.which(name)
    if found is None:
        return None
    said = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)
    lines = (said.stdout or said.stderr).splitlines()
    return f"{name} {lines[0].removeprefix(name).strip()}" if lines else name
