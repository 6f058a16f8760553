"""A real browser that reaches one service and nothing else, and notes what a page tries."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect, sync_playwright
from starlette.applications import Starlette
from tests.support.chromium import HELP, chromium
from tests.support.rows import NOON
from uvicorn import Config, Server

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 60_000
"""Milliseconds that a busy machine gets for one thing."""
WIDE = {"width": 1400, "height": 900}


@contextmanager
def listening(app: Starlette) -> Iterator[str]:
    """The address where this app answers, from a thread of its own."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        server = Server(Config(app, log_level="warning", access_log=False, ws="none"))
        thread = Thread(target=server.run, kwargs={"sockets": [opened]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{opened.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


expect.set_options(timeout=PATIENCE)


@contextmanager
def started() -> Iterator[Browser]:
    """A browser without a window. Fails, and says how to get one, when there is none."""
    program = chromium()
    if program is None:
        pytest.fail(HELP)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Visit:
    """One page that is open. All it asked for is noted, and all that the browser complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def choose(self, example: str, region: str = "westfriesland") -> None:
        """Choose a region and an example, as people do."""
        self.page.select_option("#region", region)
        self.page.select_option("#example", label=example)
        self.settle()

    def settle(self) -> None:
        """Wait until the example that was chosen is there."""
        self.page.wait_for_selector("#bar[aria-busy=false]")

    def findings(self) -> dict[str, list[str]]:
        """The rules of the accessibility checker that the page breaks as it is now, and where."""
        found = Axe().run(self.page, options={"runOnly": STANDARD}).response["violations"]
        return {one["id"]: [str(node["target"]) for node in one["nodes"]] for one in found}


@contextmanager
def visiting(
    browser: Browser, url: str, answers: dict[str, Any] | None = None, **options: Any
) -> Iterator[Visit]:
    """Open a page in a browser profile that is gone afterwards.

    ``answers`` are given in the place of those of the service.
    """
    context = browser.new_context(**{"viewport": WIDE, **options})
    context.clock.set_fixed_time(NOON)
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page())
    context.on("request", lambda request: visit.asked.append(request.url))
    context.on("weberror", lambda error: visit.complaints.append(str(error.error)))
    context.on(
        "console",
        lambda said: visit.complaints.append(said.text) if said.type == "error" else None,
    )
    for path, content in (answers or {}).items():
        context.route(f"**{path}", lambda route, _request, json=content: route.fulfill(json=json))
    visit.page.goto(url)
    visit.settle()
    yield visit
    context.close()
