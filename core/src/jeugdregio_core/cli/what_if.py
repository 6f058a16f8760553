"""``jeugdregio what-if``: what a proposed change would do to the allocations that run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from jeugdregio_core.cli.own_files import account, rulebook_of, writable
from jeugdregio_core.cli.people import Region
from jeugdregio_core.exits import ExitStatus, stop
from jeugdregio_core.store.terminal import opened, up_to_date

if TYPE_CHECKING:
    from jeugdregio_core.casework.columns.what_if import WhatIf
    from jeugdregio_core.proposals.proposal import Part, Proposal
    from jeugdregio_core.rulebook import Rulebook
    from jeugdregio_core.store.transaction import Store

_PATIENCE = 10.0
"""How long the rules may take for one decision, in seconds."""


def what_if(
    region: Region,
    forbid: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="CODE CODE", help="Deze twee mogen niet meer samen."),
    ] = None,
    allow: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="CODE CODE", help="Deze twee mogen samen, zonder voorwaarden."),
    ] = None,
    norm: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="CODE GETAL", help="Deze norm wordt dit getal."),
    ] = None,
    end: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="CODE DATUM", help="Dit is er tot en met deze dag."),
    ] = None,
    of: Annotated[
        str,
        typer.Option(metavar="SOORT", help="Codes van: segment, profiel of intensiteit."),
    ] = "segment",
    on: Annotated[
        str | None, typer.Option(metavar="DATUM", help="Kijk naar deze dag, zoals 2026-01-31.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="BESTAND", help="Alle veranderingen, als .csv of .parquet."),
    ] = None,
    database: Annotated[
        str | None, typer.Option("--database", "--url", metavar="ADRES", help="Lees deze opslag.")
    ] = None,
) -> None:
    """Reken uit wat een verandering doet met de toewijzingen die lopen. Er wordt niets gewijzigd.

    Elke toewijzing wordt beoordeeld alsof zij opnieuw wordt gevraagd. Stel één verandering voor.
    """
    _check_installed(out)
    proposal = _proposal(_part(of), forbid, allow, norm, end)
    rulebook, day = rulebook_of(region), _day(on) if on else None
    with opened(database) as store, _shown("Toewijzingen lezen en beoordelen"):
        up_to_date(store)
        found = _worked_out(store, rulebook, proposal, day)
    from jeugdregio_core.cli import what_if_words

    typer.echo(what_if_words.in_words(found))
    if out is not None:
        from jeugdregio_core.cli import what_if_file

        with writable():
            written = what_if_file.write(found.difference, out)
        typer.echo(f"{written} regels geschreven naar {out}.")


def _worked_out(store: Store, rulebook: Rulebook, proposal: Proposal, day: date | None) -> WhatIf:
    from jeugdregio_core.casework.actor import Actor, Role
    from jeugdregio_core.casework.columns.what_if import what_if as work_out
    from jeugdregio_core.casework.desk import Desk
    from jeugdregio_core.guard import Guard
    from jeugdregio_core.own_tables.current import CurrentGuards
    from jeugdregio_core.proposals.proposal import Unfit

    code = rulebook.region.code
    guards = CurrentGuards(store, {code: Guard(rulebook, _PATIENCE)}.__getitem__)
    desk = Desk(store, guards.within, lambda: datetime.now(UTC), uuid4)
    actor = Actor(account(), Role.REGION, regions=frozenset({code}))
    try:
        return desk.look(actor, "what-if", code, lambda work: work_out(work, proposal, day))
    except Unfit as unfit:
        stop(str(unfit), ExitStatus.UNUSABLE)


def _check_installed(out: Path | None) -> None:
    from jeugdregio_core.columns.installed import ColumnsMissing, check_installed

    try:
        check_installed()
    except ColumnsMissing as missing:
        stop(str(missing), ExitStatus.UNAVAILABLE)
    if out is not None:
        from jeugdregio_core.cli.what_if_file import unwritable

        if problem := unwritable(out):
            stop(problem, ExitStatus.UNUSABLE)


def _proposal(
    part: Part,
    forbid: tuple[str, str] | None,
    allow: tuple[str, str] | None,
    norm: tuple[str, str] | None,
    end: tuple[str, str] | None,
) -> Proposal:
    from jeugdregio_core.proposals.ending import EndProposal
    from jeugdregio_core.proposals.norm import NormProposal
    from jeugdregio_core.proposals.stacking import StackingProposal

    given: list[Proposal] = []
    given += [StackingProposal(part, *forbid, allowed=False)] if forbid else []
    given += [StackingProposal(part, *allow, allowed=True)] if allow else []
    given += [NormProposal(norm[0], _number(norm[1]))] if norm else []
    given += [EndProposal(part, end[0], _day(end[1]))] if end else []
    if len(given) != 1:
        stop("Stel één verandering voor: --forbid, --allow, --norm of --end.", ExitStatus.UNUSABLE)
    return given[0]


def _part(name: str) -> Part:
    from jeugdregio_core.proposals.proposal import Part

    found = next((part for part in Part if name.casefold() in (part.label, part.lower())), None)
    if found is None:
        stop(f"{name!r} ken ik niet. Kies segment, profiel of intensiteit.", ExitStatus.UNUSABLE)
    return found


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        stop(f"{text!r} is geen getal. Schrijf bijvoorbeeld 12 of 1,5.", ExitStatus.UNUSABLE)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        stop(f"{text!r} is geen datum. Schrijf bijvoorbeeld 2026-01-31.", ExitStatus.UNUSABLE)


@contextmanager
def _shown(what: str) -> Iterator[None]:
    """Show that it is being worked on, where somebody is watching."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        progress.add_task(what, total=None)
        yield
