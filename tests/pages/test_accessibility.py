"""What a checker of accessibility (axe) finds on both pages, as docs/accessibility.md tells it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.support.browser import WIDE, Visit

PAGE = Path(__file__).parents[2] / "docs" / "accessibility.md"
RUN = {"graphiql": ".graphiql-execute-button", "plain": "button[type=submit]"}
NARROW = {"width": 320, "height": 640}
CALM = 400
"""Milliseconds in which colours that change have changed."""

each_scheme = pytest.mark.parametrize("scheme", ["light", "dark"])

PANELS: dict[str, Callable[[Page], None]] = {
    "documentation": lambda page: page.get_by_label("Show Documentation Explorer").click(),
    "type": lambda page: page.locator(".graphiql-doc-explorer-type-name").first.click(),
    "field": lambda page: page.get_by_role("link", name="providers").first.click(),
    "history": lambda page: page.get_by_label("Show History").click(),
    "keys": lambda page: page.get_by_label("Open short keys dialog").click(),
    "settings": lambda page: page.get_by_label("Open settings dialog").click(),
    "headers": lambda page: page.get_by_role("button", name="Headers").click(),
    "tabs": lambda page: page.get_by_label("New tab").click(),
}


def remaining() -> set[str]:
    """The rules that the page in the documentation says GraphiQL still breaks."""
    _, rest = PAGE.read_text("utf-8").split("## What remains")
    return set(re.findall(r"^\| `([a-z-]+)` \|", rest, re.MULTILINE))


def others(visited: Visit) -> dict[str, list[str]]:
    """What is found now, and not written down."""
    visited.page.wait_for_timeout(CALM)
    return {rule: at for rule, at in visited.findings().items() if rule not in remaining()}


def ask(visited: Visit, kind: str) -> None:
    """Ask a question that has a long answer."""
    visited.choose("Mag dit worden toegewezen?")
    visited.page.click(RUN[kind])
    visited.page.wait_for_selector("text=rulebook")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_plain_page_has_no_finding(visit: Any, viewport: dict[str, int]) -> None:
    with visit("plain", viewport=viewport) as visited:
        assert visited.findings() == {}
        ask(visited, "plain")
        assert visited.findings() == {}


@each_scheme
def test_graphiql_has_the_findings_that_are_written_down_and_no_others(
    visit: Any, graphiql: str, scheme: str
) -> None:
    with visit(graphiql, color_scheme=scheme) as visited:
        assert set(visited.findings()) >= remaining()
        ask(visited, graphiql)
        found = {"answer": others(visited)}
        for name, open_panel in PANELS.items():
            open_panel(visited.page)
            found[name] = others(visited)
            visited.page.keyboard.press("Escape")
        assert {name: rules for name, rules in found.items() if rules} == {}


def test_a_finding_is_found(visit: Any) -> None:
    with visit("plain") as visited:
        visited.page.evaluate("document.documentElement.removeAttribute('lang')")
        assert set(visited.findings()) == {"html-has-lang"}
