"""``jeugdregio check``: may this be allocated, and why?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from jeugdregio_core.cli.installed import HOW_TO_INSTALL, installed_regions
from jeugdregio_core.exits import ExitStatus, stop

if TYPE_CHECKING:
    from jeugdregio_core.cli.view import DecisionView
    from jeugdregio_core.rules.input import CaseInput


def check(
    file: Annotated[
        str,
        typer.Argument(
            metavar="BESTAND", help="Een situatie in TOML of JSON; - leest de standaardinvoer."
        ),
    ],
    every_rule: Annotated[
        bool, typer.Option("--all", help="Toon ook de regels die in orde zijn.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Toon JSON, voor programma's.")] = False,
    url: Annotated[
        str | None,
        typer.Option(metavar="ADRES", help="Vraag het aan deze dienst, niet aan de plug-ins hier."),
    ] = None,
) -> None:
    """Leg een situatie voor en lees het besluit met alle redenen.

    Eindigt met 0 (toegestaan), 1 (geweigerd), 2 (een mens moet beoordelen),
    64 (de invoer klopt niet) of 69 (de dienst is niet bereikbaar).
    """
    given = _question(file)
    decision = _decided_here(given) if url is None else _decided_at(url, given)
    typer.echo(decision.as_json() if as_json else _in_words(decision, every_rule))
    raise typer.Exit(ExitStatus[decision.verdict])


def today() -> date:
    """Today in the Netherlands."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def _question(file: str) -> CaseInput:
    from jeugdregio_core.cli.question import Unreadable, read_question
    from jeugdregio_core.errors import InvalidCase
    from jeugdregio_core.rules.parse import parse_case

    try:
        given = parse_case(read_question(file))
    except (Unreadable, InvalidCase) as error:
        stop(str(error), ExitStatus.UNUSABLE)
    return replace(given, decision_date=given.decision_date or today())


def _decided_here(given: CaseInput) -> DecisionView:
    from jeugdregio_core.cli.view import DecisionView
    from jeugdregio_core.errors import UnknownRegion
    from jeugdregio_core.tracing import hearing_of

    registry = installed_regions()
    try:
        rulebook = registry.rulebook(given.region)
    except UnknownRegion as unknown:
        told = [str(unknown), *map(str, registry.refused)]
        stop(
            "\n".join(told if registry.rulebooks else [*told, HOW_TO_INSTALL]), ExitStatus.UNUSABLE
        )
    hearing = hearing_of(f"regio {given.region}")
    return DecisionView.model_validate(rulebook.decide(given, hearing))


def _decided_at(url: str, given: CaseInput) -> DecisionView:
    from jeugdregio_core.cli.remote import NotAccepted, Unavailable, decide

    try:
        return decide(url, given)
    except NotAccepted as error:
        stop(str(error), ExitStatus.UNUSABLE)
    except Unavailable as error:
        stop(str(error), ExitStatus.UNAVAILABLE)


def _in_words(decision: DecisionView, every_rule: bool) -> str:
    from jeugdregio_core.cli.printing import in_words

    return in_words(decision, every_rule=every_rule)
