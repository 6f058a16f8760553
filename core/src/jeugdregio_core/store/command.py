"""``jeugdregio db``: make, bring up to date and check the database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jeugdregio_core.exits import ExitStatus, stop
from jeugdregio_core.store.errors import StoreError, StoreRefused
from jeugdregio_core.store.location import VARIABLE, store_url

if TYPE_CHECKING:
    from jeugdregio_core.store.transaction import Store

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help=f"Beheer de opslag. Het adres staat in {VARIABLE}; anders is het een bestand hier.",
)
Url = Annotated[str | None, typer.Option(metavar="ADRES", help="Gebruik deze opslag.")]


@app.command()
def upgrade(url: Url = None) -> None:
    """Maak de tabellen, of breng ze naar de versie van dit programma."""
    with _opened(url) as store:
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
    with _opened(url) as store:
        from jeugdregio_core.store import migrations

        if not yes:
            typer.confirm("Gegevens gaan verloren. Is er een reservekopie?", abort=True)
        migrations.downgrade(store, revision)
        found = migrations.current(store)
        typer.echo(f"De opslag is nu op versie {found}." if found else "De opslag is nu leeg.")


@app.command()
def check(url: Url = None) -> None:
    """Kijk of de opslag bereikbaar, veilig ingesteld en van de goede versie is."""
    with _opened(url) as store:
        from jeugdregio_core.store import migrations

        found = migrations.current(store)
        if (problem := migrations.out_of_date(found)) is not None:
            stop(problem, ExitStatus.REFUSED)
        typer.echo(f"De opslag is in orde en op versie {found}.")


@app.command()
def path(url: Url = None) -> None:
    """Toon waar de opslag is, zonder wachtwoord."""
    with _in_words():
        from jeugdregio_core.store.engine import read_url

        address = read_url(url or store_url(os.environ))
        if address.get_backend_name() == "sqlite":
            typer.echo(Path(str(address.database)).absolute())
        else:
            typer.echo(address.set(drivername="postgresql"))


@contextmanager
def _opened(url: str | None) -> Iterator[Store]:
    with _in_words():
        from jeugdregio_core.store.transaction import open_store

        with open_store(url or store_url(os.environ)) as store:
            yield store


@contextmanager
def _in_words() -> Iterator[None]:
    """Every way in which this can go wrong, as one sentence and an exit status."""
    try:
        yield
    except StoreRefused as error:
        stop(str(error), ExitStatus.REFUSED)
    except StoreError as error:
        stop(str(error), ExitStatus.UNAVAILABLE)
    except ModuleNotFoundError as error:
        stop(
            f"De opslag is niet geïnstalleerd ({error.name} ontbreekt). "
            "Voer uit: pip install 'jeugdregio-core[store]'",
            ExitStatus.UNAVAILABLE,
        )
