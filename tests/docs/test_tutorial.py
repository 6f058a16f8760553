"""Whoever follows the tutorial word for word has a region that is proven as far as it can be."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
from tests.docs.blocks import Block, blocks, commands, normal, write
from tests.docs.following import PACKAGE, TUTORIAL, activate, follow, typed

from jeugdregio_api.app import create_app
from jeugdregio_api.settings import Settings
from jeugdregio_core.conformance.assessment import assess
from jeugdregio_core.conformance.check import Level
from jeugdregio_core.loading import Plugin
from jeugdregio_core.registry import Registry, build_registry

STEPS = list(blocks(TUTORIAL))


def words(text: str) -> list[list[str]]:
    return [line.split() for line in normal(text).splitlines()]


def the(language: str) -> Block:
    (found,) = [b for b in STEPS if b.language == language]
    return found


def test_every_command_shows_what_the_tutorial_says_it_shows(tmp_path: Path) -> None:
    seen = 0
    for step in STEPS:
        if step.file:
            write(step, tmp_path)
        elif step.language == "console":
            activate(tmp_path)
            for command, shown in commands(step):
                said = words(typed(command, tmp_path))
                assert [line for line in words(shown) if line not in said] == [], command
                seen += 1
    assert seen == 6


def test_the_region_of_the_tutorial_reaches_the_highest_level(zonnedal: Any) -> None:
    found = assess(PACKAGE)
    assert [(r.name, r.failures) for r in found.results if r.failures] == []
    assert found.level is max(Level)


def test_the_api_answers_about_the_region_of_the_tutorial(plugin: Plugin) -> None:
    answer = asyncio.run(ask(build_registry([plugin]), the("graphql").text))
    assert answer["data"]["decide"] == json.loads(the("json").text)


async def ask(registry: Registry, query: str) -> Any:
    transport = httpx.ASGITransport(app=create_app(Settings(), registry))
    async with httpx.AsyncClient(transport=transport, base_url="http://zonnedal") as client:
        return (await client.post("/graphql", json={"query": query})).json()


def test_the_slides_say_what_the_rules_point_at(plugin: Plugin) -> None:
    slides = the("text").text
    rulebook = build_registry([plugin]).rulebook("zonnedal")
    passages = {r.source.passage or "" for r in rulebook.rules if r.source.document in slides}
    assert len(passages) == 6
    assert {p for p in passages if p not in slides} == set()


def test_the_mistake_that_the_tutorial_invites_is_found(tmp_path: Path) -> None:
    follow(tmp_path)
    access = tmp_path / "src" / PACKAGE / "access.py"
    access.write_text(access.read_text("utf-8").replace("weeks=13", "weeks=12"), "utf-8")
    told = typed(f"jeugdregio check-plugin {PACKAGE}", tmp_path)
    assert "Precies 13 weken na de verwijzing mag de hulp nog beginnen." in told
