"""The Chromium that the pages are tried in: the one of this machine, or one that is fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache

GIVEN = "JEUGDREGIO_TEST_CHROMIUM"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HELP = (
    "There is no Chromium to try the pages in. Install one (`apt-get install chromium`, or "
    f"`.venv/bin/playwright install chromium`), or say where it is in {GIVEN}."
)


@cache
def chromium() -> str | None:
    """The program to start; ``None`` when there is none."""
    return next(filter(_runs, _places()), None)


def fetch() -> None:
    """Bring a Chromium here when there is none, as somebody at this machine would."""
    if chromium():
        return
    print("Er is nog geen Chromium om de pagina's in te proberen. Die wordt nu opgehaald.")
    for command in _ways():
        subprocess.run(command, capture_output=True, check=False, timeout=900)
        chromium.cache_clear()
        if chromium():
            return
    print(HELP, file=sys.stderr)


def _places() -> Iterator[str]:
    if given := os.environ.get(GIVEN):
        yield given
        return
    yield from filter(None, map(shutil.which, PROGRAMS))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _runs(program: str) -> bool:
    """A name alone is not enough: some distributions ship one that only says how to install it."""
    try:
        ran = subprocess.run([program, "--version"], capture_output=True, check=False, timeout=60)
    except OSError:
        return False
    return ran.returncode == 0


def _ways() -> Iterator[list[str]]:
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        yield ["apt-get", "-qq", "update"]
        yield ["apt-get", "-qq", "-y", "--no-install-recommends", "install", "chromium"]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


if __name__ == "__main__":
    fetch()
