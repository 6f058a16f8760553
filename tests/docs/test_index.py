"""Every page can be found from the index, and every link in the index leads to a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
INDEX = (DOCS / "README.md").read_text("utf-8")
LINKS = re.findall(r"\]\(([^)]+)\)", INDEX)


@pytest.mark.parametrize("link", LINKS)
def test_every_link_in_the_index_leads_somewhere(link: str) -> None:
    assert (DOCS / link.partition("#")[0]).exists()


def test_every_page_is_in_the_index_or_in_a_folder_that_is() -> None:
    linked = {(DOCS / link).resolve() for link in LINKS}
    lost = [
        page.name
        for page in DOCS.rglob("*.md")
        if page != DOCS / "README.md"
        and not {page, page.parent, page.parent / "README.md"} & linked
    ]
    assert lost == []
