"""``jeugdregio retention``: how long files are kept, what keeps them longer, and their end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeAlias
from uuid import uuid4

import typer

from jeugdregio_core.cli.people import Reference, Region, acting, nobody
from jeugdregio_core.exits import ExitStatus, stop
from jeugdregio_core.store.terminal import Url, commands, opened, up_to_date

if TYPE_CHECKING:
    from jeugdregio_core.store.destroying import Report

app = commands("Bewaar dossiers zolang het moet, en vernietig ze daarna.")

Only: TypeAlias = Annotated[
    str | None, typer.Option("--region", metavar="REGIO", help="Alleen van deze regio.")
]
On: TypeAlias = Annotated[
    str | None, typer.Option("--on", metavar="DATUM", help="Op deze dag, zoals 2046-01-31.")
]
Reason: TypeAlias = Annotated[
    str, typer.Option("--reason", metavar="TEKST", help="Waarom. Dit wordt bewaard.")
]


@app.command()
def due(region: Only = None, on: On = None, url: Url = None) -> None:
    """Toon welke dossiers vernietigd moeten worden. Wie ze ziet, komt in het logboek."""
    with opened(url) as store:
        from jeugdregio_core.store import due as terms

        up_to_date(store)
        by = acting("retention due")
        day = _day(on) or by.day
        for part in terms.due(store, region, day):
            store.read(partial(terms.note_shown, part, by))
            for one in part:
                typer.echo(f"{one.region} {one.reference}: bewaard tot en met {one.retain_until}.")
        found = store.read(lambda session: terms.counts(session, region, day))
    typer.echo(
        f"Termijn loopt nog: {found.kept}. Termijn voorbij, maar vastgehouden: {found.held}. "
        f"Termijn onbekend, dus bewaard: {found.unknown}."
    )


@app.command()
def destroy(
    region: Only = None,
    on: On = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Doe alles, maar sla niets op.")
    ] = False,
    url: Url = None,
) -> None:
    """Vernietig de dossiers waarvan de termijn voorbij is, en ruim oude antwoorden op.

    Wat is afgebroken, gaat bij de volgende keer verder.
    """
    with opened(url) as store:
        from jeugdregio_core.store.destroying import Report, destroy_due

        up_to_date(store)
        by = acting("retention destroy")
        day = _day(on) or by.day
        if day > by.day and not dry_run:
            stop("Op een latere dag vernietigen kan nu alleen met --dry-run.", ExitStatus.UNUSABLE)
        report = Report()
        with _told(report, dry_run=dry_run):
            destroy_due(store, region, by, day, report, dry_run=dry_run)


@app.command()
def reckon(region: Only = None, url: Url = None) -> None:
    """Reken de bewaartermijn van elk dossier opnieuw uit, nadat een instelling is gewijzigd."""
    with opened(url) as store:
        from jeugdregio_core.store import due as terms

        up_to_date(store)
        moved = terms.reckon(store, region, acting("retention reckon"))
    typer.echo(f"Dossiers met een andere laatste dag: {moved}.")


@app.command()
def hold(region: Region, client: Reference, reason: Reason, url: Url = None) -> None:
    """Houd een dossier vast: het wordt niet vernietigd, ook niet als de termijn voorbij is."""
    with opened(url) as store:
        from jeugdregio_core.store import holds

        up_to_date(store)
        by = acting("retention hold")
        if not holds.hold(store, region, client, _said(reason), by, uuid4):
            nobody(region)
    typer.echo("Het dossier wordt vastgehouden.")


@app.command()
def release(region: Region, client: Reference, reason: Reason, url: Url = None) -> None:
    """Laat een dossier los dat werd vastgehouden. Daarna geldt de termijn weer."""
    with opened(url) as store:
        from jeugdregio_core.store import holds

        up_to_date(store)
        by = acting("retention release")
        ended = holds.release(store, region, client, _said(reason), by)
    if ended is None:
        nobody(region)
    typer.echo("Het dossier is losgelaten." if ended else "Het dossier werd niet vastgehouden.")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        stop(f"{text!r} is geen datum. Schrijf bijvoorbeeld 2046-01-31.", ExitStatus.UNUSABLE)


def _said(reason: str) -> str:
    if not reason.strip():
        stop("Geef een reden.", ExitStatus.UNUSABLE)
    return reason.strip()


@contextmanager
def _told(report: Report, *, dry_run: bool) -> Iterator[None]:
    """Tell what was destroyed, also when it breaks off halfway."""
    try:
        yield
    finally:
        done = "Te vernietigen" if dry_run else "Vernietigde"
        typer.echo(f"{done} dossiers: {report.files}, met {report.rows.total()} rijen.")
        for name, count in sorted(report.rows.items()):
            if count:
                typer.echo(f"  {name}: {count}")
        cleared = "Op te ruimen" if dry_run else "Opgeruimde"
        typer.echo(f"{cleared} oude antwoorden: {report.answers}.")
        if dry_run:
            typer.echo("Dit was een proef: er is niets opgeslagen.")
