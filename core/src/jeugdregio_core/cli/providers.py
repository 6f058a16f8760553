"""``jeugdregio providers``: enter the providers of a region from a file, or give them back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from jeugdregio_core.cli.own_files import (
    Database,
    DryRun,
    Folder,
    Region,
    TemplateFile,
    Workbook,
    account,
    give,
    give_template,
    one_place,
    readable,
    refuse,
    rulebook_of,
    watched,
)
from jeugdregio_core.exits import ExitStatus, stop
from jeugdregio_core.store.terminal import commands, in_words, opened, up_to_date

app = commands("Voer de aanbieders van een regio in, met hun contracten en wachttijden.")


@app.command("import")
def load(
    region: Region,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="BESTAND...", help="Bestanden .csv of .xlsx, samen alles of niets."),
    ],
    dry_run: DryRun = False,
    database: Database = None,
) -> None:
    """Voer aanbieders in uit bestanden: alles of niets. Ze zijn meteen te vinden.

    Wat er al zo staat, blijft zoals het is. Niets verdwijnt: een contract eindigt met een dag.
    """
    with in_words():
        from jeugdregio_core.casework.actor import Actor, Role
        from jeugdregio_core.casework.desk import Desk
        from jeugdregio_core.guard import Guard
        from jeugdregio_core.own_tables.current import CurrentGuards
        from jeugdregio_core.own_tables.report import stored
        from jeugdregio_core.own_tables.sheets import read_sheets
        from jeugdregio_core.provider_tables import loading
        from jeugdregio_core.store.migrations import prepare

    plain = Guard(rulebook_of(region), 1.0)
    with readable():
        sheets = [(file.stem, read_sheets(file)) for file in files]
        given = loading.read(sheets, region, watched)
    refuse(given.problems)
    who = Actor(account(), Role.REGION, regions=frozenset({region}))
    with opened(database) as store:
        prepare(store)
        guards = CurrentGuards(store, lambda _region: plain)
        desk = Desk(store, guards.within, lambda: datetime.now(UTC), uuid4)
        made = loading.load(desk, who, region, given, dry_run=dry_run)
    refuse(made.problems)
    typer.echo("\n".join([*loading.told(made), stored(made.changed, dry_run=dry_run)]))


@app.command()
def export(
    region: Region, xlsx: Workbook = None, csv: Folder = None, database: Database = None
) -> None:
    """Geef de aanbieders terug, zo dat ze opnieuw kunnen worden ingevoerd."""
    with in_words():
        from jeugdregio_core.provider_tables.writing import grids

    one_place(xlsx, csv)
    rulebook = rulebook_of(region)
    with opened(database) as store:
        up_to_date(store)
        sheets = store.read(lambda session: grids(session, region))
    if not sheets:
        stop(f"Voor {rulebook.region.name} staan er geen aanbieders in.", ExitStatus.REFUSED)
    give(sheets, xlsx, csv)


@app.command()
def template(
    table: Annotated[str, typer.Argument(metavar="TABEL", help="Zoals contracten.")],
    file: TemplateFile = None,
) -> None:
    """Geef een lege tabel met uitleg en een voorbeeld van een rij."""
    with in_words():
        from jeugdregio_core.own_tables.templates import Template
        from jeugdregio_core.provider_tables.tables import TABLES

    if table not in TABLES:
        known = ", ".join(TABLES)
        stop(f"De tabel {table!r} bestaat niet. Bekend: {known}.", ExitStatus.UNUSABLE)
    chosen = TABLES[table]
    give_template(Template(table, chosen.columns, chosen.example), file)
