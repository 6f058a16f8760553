"""``jeugdregio catalogue``: load a region's own tables, give them back, or an empty template."""

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

app = commands("Laad de eigen tabellen van een regio, zoals productcodes en tarieven.")


@app.command("import")
def load(
    region: Region,
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Een bestand .csv of .xlsx.")],
    document: Annotated[
        str | None,
        typer.Option(metavar="NAAM", help="Het document waar de rijen in staan, als bron."),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(metavar="TABEL", help="Welke tabel erin staat, als de naam dat niet zegt."),
    ] = None,
    dry_run: DryRun = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Laat rijen vervallen die niet in het bestand staan.")
    ] = False,
    overrule: Annotated[
        bool, typer.Option("--overrule", help="Laat de tabel voorgaan op wat een bron zegt.")
    ] = False,
    database: Database = None,
) -> None:
    """Laad tabellen uit een bestand: alles of niets. Ze gelden meteen, in elk proces.

    Een rij met dezelfde code en eerste dag als een eerdere komt daarvoor in de plaats.
    """
    with in_words():
        from jeugdregio_core.own_tables.keeping import Load
        from jeugdregio_core.own_tables.loading import Loader
        from jeugdregio_core.own_tables.plan import Wishes
        from jeugdregio_core.own_tables.report import outcome, told
        from jeugdregio_core.own_tables.sheets import read_sheets
        from jeugdregio_core.store.migrations import prepare

    loader = Loader(rulebook_of(region), watched)
    with readable():
        given = loader.read(read_sheets(file), table or file.stem)
    refuse(given.problems)
    source = document or file.name
    gone = frozenset(given.tables if replace else ())
    wishes = Wishes(document=source, overrule=overrule, replace=gone)
    now = datetime.now(UTC)
    asked = Load(region=region, document=source, by=account(), moment=now, new_id=uuid4)
    with opened(database) as store:
        prepare(store)
        made = loader.load(store, given, asked, wishes, dry_run=dry_run)
    refuse(made.problems)
    typer.echo("\n".join([*told(made, loader.tables), outcome(made, dry_run=dry_run)]))


@app.command()
def export(
    region: Region,
    xlsx: Workbook = None,
    csv: Folder = None,
    database: Database = None,
) -> None:
    """Geef terug wat er is geladen, zo dat het opnieuw kan worden geladen."""
    with in_words():
        from jeugdregio_core.own_tables.keeping import rows_of, version
        from jeugdregio_core.own_tables.tables import tables_of
        from jeugdregio_core.own_tables.writing import grids

    one_place(xlsx, csv)
    rulebook = rulebook_of(region)
    with opened(database) as store:
        up_to_date(store)
        rows = store.read(lambda session: rows_of(session, version(session, region)))
    if not rows:
        stop(f"Voor {rulebook.region.name} is niets geladen.", ExitStatus.REFUSED)
    give(grids(tables_of(rulebook), rows), xlsx, csv)


@app.command()
def template(
    region: Region,
    table: Annotated[str, typer.Argument(metavar="TABEL", help="Zoals tarieven.")],
    file: TemplateFile = None,
) -> None:
    """Geef een lege tabel met uitleg en een voorbeeld van een rij."""
    with in_words():
        from jeugdregio_core.own_tables.tables import tables_of
        from jeugdregio_core.own_tables.templates import template_of

    rulebook = rulebook_of(region)
    if table not in tables_of(rulebook):
        known = ", ".join(tables_of(rulebook))
        stop(
            f"De tabel {table!r} bestaat niet voor {region}. Bekend: {known}.", ExitStatus.UNUSABLE
        )
    give_template(template_of(rulebook, table), file)
