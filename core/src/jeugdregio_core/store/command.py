"""``jeugdregio db``: make, bring up to date and check the database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from jeugdregio_core.exits import ExitStatus, stop
from jeugdregio_core.store.location import VARIABLE, store_url
from jeugdregio_core.store.terminal import Url, commands, in_words, opened, up_to_date

app = commands(f"Beheer de opslag. Het adres staat in {VARIABLE}; anders is het een bestand hier.")


@app.command()
def upgrade(url: Url = None) -> None:
    """Maak de tabellen, of breng ze naar de versie van dit programma."""
    with opened(url) as store:
        from jeugdregio_core.store import migrations

        before = migrations.current(store)
        migrations.upgrade(store)
        after = migrations.current(store)
        told = "was al op" if before == after else "is nu op"
        typer.echo(f"De opslag {told} versie {after}.")


@app.command()
def downgrade(
    revision: Annotated[str, typer.Argument(metavar="VERSIE", help="Bijvoorbeeld 0003 of base.")],
    url: Url = None,
    yes: Annotated[bool, typer.Option("--yes", help="Vraag niets, doe het.")] = False,
) -> None:
    """Breng de tabellen terug naar een oudere versie. Gegevens gaan daarbij verloren."""
    with opened(url) as store:
        from jeugdregio_core.store import migrations

        if not yes:
            typer.confirm("Gegevens gaan verloren. Is er een reservekopie?", abort=True)
        migrations.downgrade(store, revision)
        found = migrations.current(store)
        typer.echo(f"De opslag is nu op versie {found}." if found else "De opslag is nu leeg.")


@app.command()
def check(url: Url = None) -> None:
    """Kijk of de opslag bereikbaar, veilig ingesteld en van de goede versie is."""
    with opened(url) as store:
        typer.echo(f"De opslag is in orde en op versie {up_to_date(store)}.")


@app.command()
def path(url: Url = None) -> None:
    """Toon waar de opslag is, zonder wachtwoord."""
    with in_words():
        from jeugdregio_core.store.engine import read_url

        address = read_url(url or store_url(os.environ))
        if address.get_backend_name() == "sqlite":
            typer.echo(Path(str(address.database)).absolute())
        else:
            typer.echo(address.set(drivername="postgresql"))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Waar de kopie komt.")],
    url: Url = None,
) -> None:
    """Maak een kopie van een opslag in een bestand, ook terwijl de dienst werkt."""
    with opened(url) as store:
        from jeugdregio_core.store.sqlite import copy

        version = up_to_date(store)
        if store.engines.writer.dialect.name != "sqlite":
            stop(
                "Deze opslag is een PostgreSQL-database. Maak de kopie met pg_dump; "
                "zie de documentatie voor beheerders.",
                ExitStatus.UNUSABLE,
            )
        if file.exists():
            stop(f"{file} bestaat al. Kies een andere naam.", ExitStatus.REFUSED)
        try:
            copy(store.engines.reader, file)
        except OSError as error:
            stop(f"De kopie is niet gemaakt: {error.strerror}.", ExitStatus.UNAVAILABLE)
        typer.echo(f"De opslag van versie {version} is gekopieerd naar {file}.")
