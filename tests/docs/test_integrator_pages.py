"""Every code block on the pages for integrators runs, from the top of a page to its end."""

from __future__ import annotations

import doctest
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.docs.blocks import INTEGRATORS, Block, blocks, commands, normal, write
from tests.docs.following import activate, follow, typed

from jeugdregio_core.conformance.cases import read_cases, run_case
from jeugdregio_core.conformance.facts import read_facts
from jeugdregio_core.loading import Plugin
from jeugdregio_core.registry import Registry, build_registry
from jeugdregio_core.rulebook import Rulebook

PAGES = sorted(path for path in INTEGRATORS.glob("*.md") if path.name != "hooks.md")
LANGUAGES = {"python", "pycon", "toml", "sh", "console", "graphql", "json", "text"}
BASE = """
[base]
decisionDate = 2026-01-20
client = { municipality = "9101" }
referral = { date = 2026-01-10 }
request = { provider = "de-boog", segment = "1", profile = "A", start = 2026-02-01 }
"""
"""The situation that cases on a page begin with, where they name none."""


class Page:
    """Goes through a page and does what its blocks say, as an addition to Zonnedal."""

    def __init__(self, zonnedal: ModuleType, folder: Path) -> None:
        self.module = ModuleType("bladzijde")
        self.names = vars(self.module)
        self.names |= {k: v for k, v in vars(zonnedal).items() if not k.startswith("__")}
        self.names["refusal"] = lambda: self.registry().refused[0]
        self.names["rulebook"] = self.rulebook
        self.folder = folder
        self.takes: dict[str, Callable[[str], None]] = {
            "python": self.python,
            "pycon": self.pycon,
            "toml": self.toml,
            "console": self.console,
            "sh": self.sh,
        }

    def take(self, block: Block) -> None:
        if block.file:
            write(block, self.folder)
            activate(self.folder)
        elif block.language != "text":
            self.takes[block.language](block.text)

    def registry(self) -> Registry:
        return build_registry([Plugin("zonnedal", "jeugdregio-zonnedal", "0.1.0", self.module)])

    def rulebook(self) -> Rulebook:
        registry = self.registry()
        assert registry.refused == ()
        return registry.rulebook("zonnedal")

    def python(self, text: str) -> None:
        exec(text, self.names)

    def pycon(self, text: str) -> None:
        said: list[str] = []
        test = doctest.DocTestParser().get_doctest(text, self.names, "page", None, None)
        failed = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(
            test, out=said.append, clear_globs=False
        )
        self.names |= test.globs
        assert failed.failed == 0, "".join(said)

    def toml(self, text: str) -> None:
        held = tomllib.loads(text)
        assert {"case", "fact"} & set(held), "a block of another kind is named for a file"
        rulebook = self.rulebook()
        whole = text if "base" in held else BASE + text
        cases = list(read_cases(whole, "page", "zonnedal"))
        facts = list(read_facts(text, "page"))
        assert len(cases) + len(facts) == text.count("\nname = ")
        failing = [(case.name, f) for case in cases for f in run_case(rulebook, case)]
        failing += [(fact.name, f) for fact in facts for f in fact.failures(rulebook)]
        assert failing == []

    def console(self, text: str) -> None:
        for command, shown in commands(Block("console", text, "")):
            assert normal(typed(command, self.folder)) == normal(shown), command

    def sh(self, text: str) -> None:
        typed(f"set -e\n{text}touch done", self.folder)
        assert (self.folder / "done").exists(), text


@pytest.fixture
def page(zonnedal: ModuleType, tmp_path: Path) -> Page:
    follow(tmp_path)
    return Page(zonnedal, tmp_path)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_block_is_in_a_language_that_a_test_runs(path: Path) -> None:
    assert {block.language for block in blocks(path)} <= LANGUAGES
    assert path.read_text("utf-8").count("```") == 2 * len(list(blocks(path)))


@pytest.mark.parametrize(
    "path", [p for p in PAGES if p.stem != "tutorial"], ids=lambda path: path.stem
)
def test_a_page_runs_from_its_top_to_its_end(path: Path, page: Page) -> None:
    for block in blocks(path):
        page.take(block)


@pytest.mark.parametrize("path", [*PAGES, INTEGRATORS / "hooks.md"], ids=lambda path: path.stem)
def test_every_link_on_a_page_leads_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        name, _, anchor = target.partition("#")
        page = path.parent / name if name else path
        assert page.exists(), target
        if anchor:
            assert anchor in headings(page), target


def headings(page: Path) -> set[str]:
    found = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), flags=re.M)
    return {re.sub(r"[^\w -]", "", text).lower().replace(" ", "-") for text in found}


def test_the_runner_fails_on_a_case_that_does_not_hold(page: Any) -> None:
    with pytest.raises(AssertionError, match="zonnedal-05"):
        page.toml('[[case]]\nname = "Fout."\nexpect.findings = { zonnedal-05 = "PASSED" }\n')


def test_the_runner_fails_on_an_answer_that_is_not_shown(page: Any) -> None:
    with pytest.raises(AssertionError, match="Expected"):
        page.pycon(">>> 1 + 1\n3\n")
