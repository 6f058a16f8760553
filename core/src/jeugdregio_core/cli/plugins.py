"""``jeugdregio plugins``: which regions are installed, and what was refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jeugdregio_core.cli.installed import HOW_TO_INSTALL, installed_regions
from jeugdregio_core.exits import ExitStatus, stop

if TYPE_CHECKING:
    from jeugdregio_core.errors import PluginRefused
    from jeugdregio_core.model.period import Period
    from jeugdregio_core.registry import Registry
    from jeugdregio_core.rulebook import Rulebook


def plugins(
    as_json: Annotated[bool, typer.Option("--json", help="Toon JSON, voor programma's.")] = False,
) -> None:
    """Toon de geïnstalleerde regio's en de plug-ins die zijn geweigerd."""
    registry = installed_regions()
    if as_json:
        typer.echo(json.dumps(_overview(registry), ensure_ascii=False, indent=2))
    else:
        _show(registry)
    if not registry.rulebooks and not registry.refused:
        stop(HOW_TO_INSTALL, ExitStatus.REFUSED)
    if registry.refused:
        raise typer.Exit(ExitStatus.REFUSED)


def _overview(registry: Registry) -> dict[str, Any]:
    return {
        "regions": [_region(rulebook) for rulebook in registry.rulebooks.values()],
        "refused": [_refusal(refusal) for refusal in registry.refused],
    }


def _region(rulebook: Rulebook) -> dict[str, Any]:
    return {
        "distribution": rulebook.stamp.distribution,
        "version": rulebook.stamp.version,
        "code": rulebook.region.code,
        "name": rulebook.region.name,
        "profileSets": [
            {"code": held.code, "period": _period(held.valid)} for held in rulebook.profile_sets
        ],
        "rules": len(rulebook.rules),
    }


def _period(period: Period) -> dict[str, str | None]:
    last = period.last.isoformat() if period.last else None
    return {"first": period.first.isoformat(), "last": last}


def _refusal(refusal: PluginRefused) -> dict[str, str]:
    return {
        "distribution": refusal.plugin,
        "version": refusal.version,
        "subject": refusal.subject,
        "problem": refusal.problem,
    }


def _show(registry: Registry) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = 200
    if registry.rulebooks:
        table = Table("Plug-in", "Versie", "Regio", "Naam", "Profielensets", "Regels", box=None)
        for book in registry.rulebooks.values():
            table.add_row(
                book.stamp.distribution,
                book.stamp.version,
                book.region.code,
                book.region.name,
                "\n".join(str(held.valid) for held in book.profile_sets) or "geen",
                str(len(book.rules)),
            )
        console.print(table)
    for refusal in registry.refused:
        console.print(f"Geweigerd: {refusal}", soft_wrap=True)
