"""Everything on the pages for deployers is run, from the top of a page to its end."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.docs.blocks import Block, blocks, commands, tidy, write
from tests.docs.following import typed
from tests.support.asking import Asker
from tests.support.counter import service
from tests.support.identity import as_actor
from tests.support.office import BUYER

from jeugdregio_core.casework import transitions
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import open_store

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "deployers" / "casework.md"
TEXT = PAGE.read_text("utf-8")
LIFE_CYCLE: Mapping[str, Mapping[Any, frozenset[Any]]] = {
    "referral": transitions.REFERRAL,
    "request": transitions.REQUEST,
    "allocation": transitions.ALLOCATION,
}


class Page:
    """Does what the page says in an empty folder. Three dots stand for anything."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.stack = stack
        self.answer: Any = None

    def take(self, block: Block) -> None:
        if block.file:
            write(block, self.folder)
        else:
            getattr(self, block.language)(block.text)

    def console(self, text: str) -> None:
        for command, shown in commands(Block("console", text, "")):
            expected = re.escape(tidy(shown)).replace(r"\.\.\.", ".*")
            assert re.fullmatch(expected, tidy(typed(command, self.folder)), re.S), command

    def graphql(self, text: str) -> None:
        store = self.stack.enter_context(open_store(f"sqlite:///{self.folder}/jeugdregio.sqlite3"))
        said = Asker(service(store, identify=as_actor(BUYER))).post(text)
        errors = [error["extensions"]["code"] for error in said.get("errors", ())]
        self.answer = {"errors": errors} if errors else said["data"]

    def json(self, text: str) -> None:
        assert _dotted(self.answer, json.loads(text)) == json.loads(text)


def _dotted(said: Any, shown: Any) -> Any:
    """What was said, with three dots where the page has them."""
    if shown == "...":
        return shown
    if isinstance(said, Mapping) and isinstance(shown, Mapping):
        return {name: _dotted(value, shown.get(name)) for name, value in said.items()}
    if isinstance(said, list) and isinstance(shown, list):
        rest = said[len(shown) :] if shown[-1:] != ["..."] else []
        return [*(_dotted(*pair) for pair in zip(said, shown, strict=False)), *rest]
    return said


@pytest.fixture
def without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where nothing was set."""
    monkeypatch.delenv("JEUGDREGIO_DATABASE_URL", raising=False)


@pytest.mark.usefixtures("without_settings")
def test_the_page_runs_from_its_top_to_its_end(tmp_path: Path) -> None:
    with ExitStack() as stack:
        page = Page(tmp_path, stack)
        for block in blocks(PAGE):
            page.take(block)


def test_the_runner_fails_on_what_is_not_shown(tmp_path: Path) -> None:
    with ExitStack() as stack:
        page = Page(tmp_path, stack)
        with pytest.raises(AssertionError):
            page.console("$ echo ja\nnee\n")
        page.answer = {"a": 1, "b": "x"}
        page.json('{"a": 1, "b": "..."}')
        for wrong in ('{"a": 2, "b": "..."}', '{"a": 1}', '{"a": 1, "b": ["..."]}'):
            with pytest.raises(AssertionError):
                page.json(wrong)
        page.answer = [1, 2, 3]
        page.json('[1, "..."]')
        for wrong in ("[1, 2]", '[2, "..."]', "[1, 2, 3, 4]"):
            with pytest.raises(AssertionError):
                page.json(wrong)


@pytest.mark.parametrize("what", LIFE_CYCLE)
def test_the_life_cycle_on_the_page_is_the_one_that_is_kept(what: str) -> None:
    _, said = re.split(rf"^An? {what} \(", TEXT, maxsplit=1, flags=re.M)
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", said.partition("\n\nA")[0], flags=re.M)
    shown = {status: re.findall(r"`(\w+)`", to) for status, to in rows}
    assert shown == {
        str(status): [str(to) for to in type(status) if to in follows]
        for status, follows in LIFE_CYCLE[what].items()
    }


def test_every_table_is_on_the_page() -> None:
    _, said = re.split("^## What is stored$", TEXT, maxsplit=1, flags=re.M)
    rows = re.findall(r"^\| .*? \| (`.*`) \| .* \|$", said.partition("\n## ")[0], flags=re.M)
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(named) == sorted(tables.Stored.metadata.tables)


def test_what_the_page_names_exists() -> None:
    for path in re.findall(r"`(tests/[\w/.]+)`", TEXT):
        assert (ROOT / path).exists(), path
    for link in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (PAGE.parent / link).exists(), link
    for target in re.findall(r"`make (\w+)`", TEXT):
        run = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=False)
        assert run.returncode == 0, run.stderr.decode()
