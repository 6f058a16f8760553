"""The page about what-if is done as it says, from its top to its end."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.docs.blocks import blocks
from tests.docs.test_deployer_pages import Page, without_settings  # noqa: F401
from tests.support.acting import stage
from tests.support.office import BUYER

from jeugdregio_core.store.transaction import open_store

PAGE = Path(__file__).parents[2] / "docs/deployers/what-if.md"


@pytest.mark.usefixtures("without_settings")
def test_every_command_and_question_is_answered_as_shown(tmp_path: Path) -> None:
    with ExitStack() as stack:
        page = Page(tmp_path, stack)
        for block in blocks(PAGE):
            if block.language == "console":
                page.console(block.text)
            elif block.language == "graphql":
                with open_store(f"sqlite:///{tmp_path}/what-if.sqlite3") as store:
                    answer = stage(store).post(BUYER, block.text)
                assert re.search(r'"counted": ?[1-9]', answer), answer
                assert '"errors"' not in answer
