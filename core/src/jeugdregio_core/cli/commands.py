"""The command line and its commands, each loaded when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated, NoReturn

import typer

from jeugdregio_core.cli.contributed import Commands
from jeugdregio_core.cli.usage import in_dutch
from jeugdregio_core.exits import ExitStatus


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"jeugdregio {version('jeugdregio-core')}")
        raise typer.Exit


def _jeugdregio(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Toon de versie."),
    ] = False,
) -> None:
    """Regels voor jeugdhulp, per regio: één vraag, een antwoord dat zichzelf uitlegt."""


def build_app() -> typer.Typer:
    """The command line, without any command loaded."""
    app = typer.Typer(
        cls=Commands,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_jeugdregio)
    return app


def run(given: Sequence[str]) -> NoReturn:
    """Run a command. A command that cannot be understood ends with 64: 2 means a verdict here."""
    command = typer.main.get_command(build_app())
    try:
        status = command.main([*given] or ["--help"], prog_name="jeugdregio", standalone_mode=False)
    except typer.TyperException as error:
        typer.echo(in_dutch(error), err=True)
        status = ExitStatus.UNUSABLE
    except typer.Abort:
        status = 1
    sys.exit(status if isinstance(status, int) else ExitStatus.ALLOWED)
