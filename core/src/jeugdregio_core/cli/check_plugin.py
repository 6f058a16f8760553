"""``jeugdregio check-plugin``: how far is a plugin proven, and what does the next level need?"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jeugdregio_core.exits import ExitStatus, stop

if TYPE_CHECKING:
    from jeugdregio_core.conformance.assessment import Assessment, Result
    from jeugdregio_core.conformance.check import Level


class Wanted(str, Enum):
    """The level that is asked for."""

    BRONS = "brons"
    ZILVER = "zilver"
    GOUD = "goud"


def check_plugin(
    package: Annotated[
        str,
        typer.Argument(
            metavar="PAKKET", help="De naam van het pakket, zoals jeugdregio_mijn_regio."
        ),
    ],
    wanted: Annotated[
        Wanted, typer.Option("--level", help="Het niveau dat nodig is om met 0 te eindigen.")
    ] = Wanted.BRONS,
    as_json: Annotated[bool, typer.Option("--json", help="Toon JSON, voor programma's.")] = False,
) -> None:
    """Toets een plug-in en toon het niveau: brons, zilver of goud.

    Eindigt met 0 (het niveau is gehaald), 1 (niet gehaald) of 64 (het pakket is er niet).
    """
    from jeugdregio_core.conformance.assessment import assess
    from jeugdregio_core.conformance.candidate import NotInstalled
    from jeugdregio_core.conformance.check import Level

    logging.getLogger("jeugdregio_core").addHandler(logging.NullHandler())
    try:
        found = assess(package.replace("-", "_"))
    except NotInstalled as missing:
        stop(str(missing), ExitStatus.UNUSABLE)
    typer.echo(_as_json(found) if as_json else "\n".join(_in_words(found)))
    if found.level is None or found.level < Level[wanted.name]:
        raise typer.Exit(ExitStatus.REFUSED)


def _as_json(found: Assessment) -> str:
    view = {
        "package": found.package,
        "plugin": found.plugin,
        "level": _name(found.level),
        "checks": [_view(result) for result in found.results],
    }
    return json.dumps(view, ensure_ascii=False, indent=2)


def _view(result: Result) -> dict[str, Any]:
    return {
        "name": result.name,
        "level": result.level.label,
        "title": result.title,
        "failures": list(result.failures),
    }


def _name(level: Level | None) -> str | None:
    return None if level is None else level.label


def _in_words(found: Assessment) -> Iterator[str]:
    yield f"{found.plugin or found.package}: {_name(found.level) or 'nog geen niveau'}."
    for level in {result.level: None for result in found.results}:
        results = found.at(level)
        held = sum(not result.failures for result in results)
        yield f"  {level.label}: {held} van {len(results)}"
    if found.next_level is None:
        return
    yield ""
    yield f"Nog nodig voor {found.next_level.label}:"
    for result in found.results:
        if result.failures and result.level <= found.next_level:
            yield f"- {result.title}"
            yield from (f"    {failure}" for failure in result.failures)
