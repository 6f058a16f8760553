"""The commands: those of the core, and those that come through an entry point.

The name of the entry point is the command, its value a plain function with typer annotations or
a ``typer.Typer`` with commands of its own.
Any command is loaded only when it is asked for; one that fails to load leaves the others alone.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import typer
from typer.core import TyperGroup

from jeugdregio_core.exits import ExitStatus, stop

ENTRY_POINTS = "jeugdregio.commands"
_OWN = {
    name: EntryPoint(name, f"jeugdregio_core.cli.{where}", ENTRY_POINTS)
    for name, where in {
        "plugins": "plugins:plugins",
        "check": "check:check",
        "check-plugin": "check_plugin:check_plugin",
        "coverage": "coverage:coverage",
        "new-region": "new_region:new_region",
        "region-page": "region_pages:region_page",
    }.items()
}
"""Those that nobody else can be."""


class Commands(TyperGroup):
    """The commands of the core, and after them the others."""

    def list_commands(self, _ctx: Any) -> list[str]:
        """The names, as the help shows them."""
        return [*_OWN, *sorted(entry_points(group=ENTRY_POINTS).names - _OWN.keys())]

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """The command of this name, or ``None``."""
        if cmd_name in _OWN:
            return _command(_OWN[cmd_name])
        for point in entry_points(group=ENTRY_POINTS, name=cmd_name):
            return _command(point)
        return None


def _command(point: EntryPoint) -> Any:
    try:
        return _as_command(point.name, point.load())
    except (Exception, SystemExit) as error:
        return _as_command(point.name, _broken(point, error))


def _as_command(name: str, contributed: Callable[..., Any] | typer.Typer) -> Any:
    if isinstance(contributed, typer.Typer):
        return typer.main.get_command(contributed)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name)(contributed)
    return typer.main.get_command(app)


def _broken(point: EntryPoint, error: BaseException) -> Callable[[], None]:
    source = f"{point.dist.name} {point.dist.version}" if point.dist else point.value

    def broken() -> None:
        """Deze opdracht kan niet worden geladen."""
        stop(
            f"De opdracht {point.name!r} van {source} kan niet worden geladen "
            f"({type(error).__name__}: {error}).",
            ExitStatus.UNAVAILABLE,
        )

    return broken
