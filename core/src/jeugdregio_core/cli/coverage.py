"""``jeugdregio coverage``: every rule, the cases that show it, and its place in the API."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Annotated

import typer

from jeugdregio_core.cli.installed import HOW_TO_INSTALL
from jeugdregio_core.exits import ExitStatus, stop

if TYPE_CHECKING:
    from jeugdregio_core.conformance.coverage import Coverage


def coverage(
    regions: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REGIO]...", help="Alleen deze regio's; zonder: allemaal."),
    ] = None,
) -> None:
    """Toon per regel de gevallen die hem aantonen, hun uitkomsten, en zijn plaats in de API.

    Een genummerde regel die verzoeken beoordeelt, is aangetoond met twee verschillende
    uitkomsten; een andere met een [[fact]]. Eindigt met 1 als er een ontbreekt.
    """
    packages = {p.name: p.module for p in entry_points(group="jeugdregio.regions")}
    unknown = sorted(set(regions or ()) - set(packages))
    if unknown:
        known = ", ".join(sorted(packages)) or "geen enkele"
        stop(f"Niet geïnstalleerd: {', '.join(unknown)}. Wel: {known}.", ExitStatus.UNUSABLE)
    if not packages:
        stop(HOW_TO_INSTALL, ExitStatus.UNUSABLE)
    found = [rule for region in sorted(regions or packages) for rule in _rules(packages[region])]
    _show(found)
    numbered = [rule for rule in found if rule.numbered]
    missing = [rule.code for rule in numbered if not rule.complete]
    shown = len(numbered) - len(missing)
    typer.echo(f"\n{shown} van {len(numbered)} genummerde regels zijn aangetoond.")
    if missing:
        stop(f"Nog niet aangetoond: {', '.join(missing)}.", ExitStatus.REFUSED)


def _rules(package: str) -> tuple[Coverage, ...]:
    from jeugdregio_core.conformance.candidate import NotExaminable, NotInstalled, load_candidate
    from jeugdregio_core.conformance.coverage import coverage

    try:
        return coverage(load_candidate(package))
    except (NotExaminable, NotInstalled) as refusal:
        stop(str(refusal), ExitStatus.REFUSED)


def _show(rules: Iterable[Coverage]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = 240
    table = Table("Regel", "Titel", "Gevallen", "Uitkomsten", "Plaats in de API", box=None)
    for rule in rules:
        outcomes = ", ".join(rule.outcomes) if rule.judges else "feit"
        table.add_row(rule.code, rule.title, str(rule.shown), outcomes, rule.place)
    console.print(table)
