"""The command itself: what it says when it is not understood, and what others may add to it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jeugdregio_core.cli.commands import build_app

GREETING = """\
import typer

def greet(name: str = "allemaal", shout: bool = False) -> None:
    "Zeg hallo."
    typer.echo(f"Hallo {name}{'!' if shout else '.'}")
    raise typer.Exit(3)
"""
QUESTION = {
    "region": "voorbeeld",
    "client": {"municipality": "9001"},
    "request": {"provider": "p1", "segment": "A", "start": "2025-04-01"},
    "documents": [{"kind": "PERSPECTIEFPLAN"}],
}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["regios"], "De opdracht 'regios' bestaat niet.\nHulp: jeugdregio --help\n"),
        (["--alles"], "De optie --alles bestaat niet.\nHulp: jeugdregio --help\n"),
        (["check"], "Het gegeven BESTAND ontbreekt.\nHulp: jeugdregio check --help\n"),
        (["check", "a", "b"], "Dit is te veel: b.\nHulp: jeugdregio check --help\n"),
        (["check", "a", "--al"], "De optie --al bestaat niet.\nHulp: jeugdregio check --help\n"),
        (["check", "a", "--url"], "De optie --url vraagt een waarde.\nHulp: jeugdregio --help\n"),
        (["plugins", "--json=1"], "De optie --json neemt geen waarde aan.\n"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_64_and_never_with_a_verdict(
    jeugdregio: Any, arguments: list[str], told: str
) -> None:
    ended = jeugdregio(*arguments)
    assert (ended.status, ended.out) == (64, "")
    assert ended.err.startswith(told)


def test_without_a_command_the_help_is_shown(jeugdregio: Any) -> None:
    ended = jeugdregio()
    assert ended.status == 0
    assert "check" in ended.out
    assert "plugins" in ended.out


def test_the_version_is_told(command: Any) -> None:
    ended = command("--version")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("jeugdregio 0.")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"requestedBy": "TOEGANG"}, 0),
        ({"provider": "gestopt"}, 1),
        ({"requestedBy": "CLIENT"}, 2),
        ({"start": "gisteren"}, 64),
    ],
)
def test_the_exit_status_of_the_real_command_is_the_verdict(
    command: Any, distribution: Any, voorbeeld: Any, request_: Any, status: int
) -> None:
    distribution("voorbeeld", Path(voorbeeld.__file__), regions="voorbeeld = voorbeeld")
    question = QUESTION | {"request": {**QUESTION["request"], **request_}}  # type: ignore[dict-item]
    ended = command("check", "-", stdin=json.dumps(question))
    assert ended.status == status, ended
    assert "Traceback" not in ended.err


def test_another_distribution_may_contribute_a_command(command: Any, distribution: Any) -> None:
    distribution("groet", GREETING, commands="groet = groet:greet")
    assert "Zeg hallo." in command("--help").out
    ended = command("groet", "--name", "Fries", "--shout")
    assert (ended.status, ended.out) == (3, "Hallo Fries!\n")
    assert command("groet", "--luid").status == 64


def test_a_group_of_commands_may_be_contributed_whole(command: Any, distribution: Any) -> None:
    group = (
        f"{GREETING}\ngroup = typer.Typer()\ngroup.command()(greet)\ngroup.command('roep')(greet)\n"
    )
    distribution("groep", group, commands="groep = groep:group")
    assert command("groep", "roep", "--shout").out == "Hallo allemaal!\n"


def test_a_contributed_command_that_cannot_load_leaves_the_others_alone(
    command: Any, distribution: Any
) -> None:
    distribution("groet", GREETING, commands="groet = groet:greet")
    distribution("kapot", "import bestaat_niet", commands="kapot = kapot:start")
    assert command("groet").out == "Hallo allemaal.\n"
    overview = command("--help")
    assert overview.status == 0
    assert "Deze opdracht kan niet worden geladen." in overview.out
    ended = command("kapot")
    assert (ended.status, ended.out) == (69, "")
    assert ended.err == (
        "De opdracht 'kapot' van jeugdregio-kapot 1.2 kan niet worden geladen "
        "(ModuleNotFoundError: No module named 'bestaat_niet').\n"
    )


def test_a_contributed_command_cannot_take_the_place_of_an_own_one(
    command: Any, distribution: Any
) -> None:
    distribution("groet", GREETING, commands="plugins = groet:greet")
    assert "Hallo" not in command("plugins", "--json").out
    assert command("--help").out.count("\n  plugins ") == 1


def test_a_command_is_loaded_only_when_it_is_asked_for(command: Any, distribution: Any) -> None:
    distribution("luid", "print('geladen')\ndef go() -> None: ...", commands="luid = luid:go")
    assert "geladen" not in command("plugins").out
    assert "geladen" in command("luid").out


def test_typers_own_runner_sees_the_same_commands() -> None:
    from typer.testing import CliRunner

    ended = CliRunner().invoke(build_app(), ["check", "weg.json"])
    assert ended.exit_code == 64
    assert ended.stderr == "Het bestand weg.json bestaat niet.\n"


def test_a_command_loads_no_other_command() -> None:
    asked = "import sys; from jeugdregio_core.cli import main; sys.argv = ['jeugdregio', 'roles']"
    code = f"{asked}\ntry:\n  main()\nfinally:\n  print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    others = {f"jeugdregio_core.cli.{one}" for one in ("check", "plugins", "coverage", "demo")}
    assert others & {*ran.stderr.split()} == set()
    assert "jeugdregio_api.command" in ran.stderr.split()
